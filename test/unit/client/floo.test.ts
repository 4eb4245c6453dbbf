import { describe, expect, it } from "vitest";
import { BigNumber, parseObject } from "../../../client/src/floo/big-json";
import { discoveryAddress, serversOf } from "../../../client/src/floo/discovery";
import { Emitter } from "../../../client/src/floo/events";
import { Gate } from "../../../client/src/floo/gate";
import { flooIM, Long } from "../../../client/src/floo/index";
import { linkCalls } from "../../../client/src/floo/links";
import { Stored } from "../../../client/src/floo/local-store";
import { settled } from "./fake-clock";

describe("JSON with long numbers", () => {
  it("keeps every digit, and gives them back as text", () => {
    const big = "12345678901234567890";
    const value = parseObject(
      `{"a":${big},"b":[-${big},123456789012345],"c":"${big} \\" ${big}","d":1.2345678901234567}`,
    );
    expect(value?.["a"]).toEqual(new BigNumber(big));
    expect(JSON.stringify(value?.["b"])).toBe(`["-${big}",123456789012345]`);
    expect(value?.["c"]).toBe(`${big} " ${big}`);
    expect(value?.["d"]).toBe(1.2345678901234567);
    expect(String(parseObject(`{"x":{"y":${big}}}`)?.["x"])).toBe("[object Object]");
  });

  it("is nothing when it is no object", () => {
    for (const text of ["", "null", "5", '"text"', "{", "{'a':1}"]) expect(parseObject(text)).toBeUndefined();
  });
});

describe("64-bit values of raw metas", () => {
  it("carry ids below 2^53 exactly", () => {
    for (const id of [0, 1, 2 ** 31, 2 ** 32 + 5, 2 ** 52 + 1, Number.MAX_SAFE_INTEGER]) {
      const long = new Long(id);
      expect([long.toNumber(), long.toString(), long.unsigned]).toEqual([id, String(id), true]);
      expect(BigInt(long.high) * 2n ** 32n + BigInt(long.low >>> 0)).toBe(BigInt(id));
    }
  });
});

describe("handlers", () => {
  it("are functions, not texts; one that throws or rejects is reported and stops nobody", async () => {
    const failed: unknown[] = [];
    const heard: number[] = [];
    const emitter = new Emitter((name, thrown) => failed.push([name, thrown]));
    const twin = (number: number) => () => void heard.push(number);
    const [one, two] = [twin(1), twin(2)];
    emitter.on("recentlistUpdate", one);
    emitter.on("recentlistUpdate", one);
    emitter.on({
      recentlistUpdate: () => {
        throw "up";
      },
    });
    emitter.on({ recentlistUpdate: () => Promise.reject("later") });
    emitter.on({ recentlistUpdate: two });
    emitter.emit("recentlistUpdate", undefined);
    expect(heard).toEqual([1, 2]);
    expect(failed).toEqual([["recentlistUpdate", "up"]]);
    await settled();
    expect(failed).toEqual([
      ["recentlistUpdate", "up"],
      ["recentlistUpdate", "later"],
    ]);
    emitter.off("recentlistUpdate", one);
    emitter.emit("recentlistUpdate", undefined);
    expect(heard).toEqual([1, 2, 2]);
  });
});

it("a link call without a link rejects, and does not throw", async () => {
  const calls = linkCalls(
    () => ({ url: "http://server.test", appId: "app" }),
    () => ({ document: null, servers: null, config: null, linkServer: "" }),
  );
  const asked = (calls.aysncParseLink as (url: string) => Promise<unknown>)("http://server.test");
  await expect(asked).rejects.toThrow();
});

describe("discovery", () => {
  it("is where the app says, or at the page's own origin", () => {
    const path = "/v2/app_dns";
    expect(discoveryAddress("https://a.example/x/app_dns?y=1")).toEqual({
      origin: "https://a.example",
      path: "/x/app_dns",
    });
    expect(discoveryAddress("http://a.example:81")).toEqual({ origin: "http://a.example:81", path });
    expect(discoveryAddress("a.example/")).toEqual({ origin: "https://a.example", path });
  });

  it("names the first server of each kind, or none", () => {
    const server = (host: string) => [{ protocol: "https", host }];
    const cluster = { ratel: server("rest"), webim: server("socket"), rtc: server("media") };
    const rest = { version: 1, app_status: "normal", account_verification: { type: "", name: "", status: "" } };
    const found = serversOf({ ...rest, dns_list: [{ group_level: 0, clusters: [cluster] }] });
    expect(found).toEqual({ ratel: "https://rest", fireplace: "https://socket", rtc: "wss://media" });
    expect(serversOf({ ...rest, dns_list: [{ group_level: 1, clusters: [cluster] }] })).toBeNull();
    expect(serversOf({ ...rest, dns_list: [] })).toBeNull();
  });
});

describe("the gate of a login", () => {
  it("holds back while it is closed, keeps the order, and forgets what a login that failed had", () => {
    const told: number[] = [];
    const gate = new Gate();
    const pass = (...numbers: number[]) => {
      for (const number of numbers) gate.pass(() => told.push(number));
    };
    gate.close();
    pass(1, 2);
    expect(told).toEqual([]);
    gate.open();
    pass(3);
    expect(told).toEqual([1, 2, 3]);
    gate.close();
    pass(4);
    gate.drop();
    gate.open();
    expect(told).toEqual([1, 2, 3]);
  });
});

describe("what is stored", () => {
  it("may be unreadable or unwritable without harm", () => {
    const full = {
      getItem: () => "{not json",
      setItem: () => {
        throw new Error("quota");
      },
      removeItem: () => {
        throw new Error("denied");
      },
    };
    const stored = new Stored<number>(full, "key");
    expect(stored.get()).toBeNull();
    stored.set(5);
    stored.set(null);
    const im = flooIM({ appid: "a", dnsServer: "http://127.0.0.1:9", store: full, logLevel: "off" });
    expect(im.isLogin()).toBe(false);
    im.disConnect();
  });
});
