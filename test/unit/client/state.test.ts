import { globSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Message } from "../../../client/src/api/message";
import { ClientError } from "../../../client/src/client-error";
import { directVerdictOf, verdictOf } from "../../../client/src/connection/close-verdict";
import { retryDelay, retryNumber, STABLE_MS } from "../../../client/src/connection/reconnect-policy";
import { BoundedMap } from "../../../client/src/conversation/bounded-map";
import { ConversationState } from "../../../client/src/conversation/conversation-state";
import { Timeline } from "../../../client/src/conversation/timeline";
import { Unread } from "../../../client/src/conversation/unread";
import { addEcho, releaseEchoes } from "../../../client/src/delivery/echoes";
import { Emitter } from "../../../client/src/emitter";
import { fromStatus, numbered } from "../../../client/src/errors/error-table";
import { edited } from "../../../client/src/message/read";
import { ClientMids } from "../../../client/src/mids";
import { envelopeOf } from "../../../client/src/rest/rest";
import { type ErrorName, errors } from "../../../protocol/errors";
import { settled } from "./fake-clock";

const message = (over: Partial<Message> = {}): Message => ({
  id: `m${over.mid ?? 0}`,
  mid: 0,
  seq: 0,
  xid: 1,
  from: 1,
  device: 1,
  own: false,
  time: 0,
  ctype: "text",
  content: "",
  attachment: "",
  config: "",
  ext: "",
  status: "received",
  editedAt: 0,
  recalled: false,
  system: false,
  ...over,
});

/** What objects may tell on a socket, by its number alone: the errors that their code names. REST names its own. */
const onSockets = globSync("durable-objects/{access,conversation,gateway,hub,moderation}/*.ts")
  .flatMap((file) => readFileSync(file, "utf8").match(/(?<=")[A-Z]\w+(?=")/g) ?? [])
  .filter((word): word is ErrorName => word in errors);

describe("errors", () => {
  it("are the one table's: every name, number and advice", () => {
    for (const name of Object.keys(errors) as ErrorName[]) {
      const { number, retry } = errors[name];
      const made = numbered(number);
      const isKnown = onSockets.includes(name) || made.error !== "ServerUnknownError";
      if (isKnown) expect(made).toMatchObject({ error: name, number, retry });
    }
    expect(numbered(999).error).toBe("ServerUnknownError");
  });

  it("a REST answer names its error; one that does not is unknown", () => {
    const answer = (more: object) => ({
      status: 200,
      body: JSON.stringify({ code: 10002, message: "why", data: null, ...more }),
    });
    for (const name of Object.keys(errors) as ErrorName[]) {
      const { number, retry } = errors[name];
      const told = { error: name, number, retry, code: 10002, message: "why" };
      expect(() => envelopeOf(answer({ error: { name, number, retry } }))).toThrow(expect.objectContaining(told));
    }
    expect(() => envelopeOf(answer({}))).toThrow(expect.objectContaining({ error: "ServerUnknownError", code: 10002 }));
  });

  it("a status leads to its row", () => {
    expect(fromStatus({ reason: "why", error: 401 })).toMatchObject({
      error: "MessageOutRecallTime",
      message: "why",
    });
    expect(fromStatus(undefined).error).toBe("GeneralError");
  });

  it("tell whether to try again", () => {
    expect(numbered(406).retryable).toBe(true);
    expect(numbered(602).retryable).toBe(false);
    expect(numbered(602)).toBeInstanceOf(ClientError);
  });
});

describe("after a connection ended", () => {
  const act = (code: number) => verdictOf({ code }).act;
  it("the network's and the platform's codes are tried again", () => {
    for (const code of [1000, 1001, 1005, 1006, 1009, 1011, 1012, 1013, 4701, 4705, 4710, 4902, 4888])
      expect(act(code)).toBe("retry");
  });
  it("token errors ask for a new token", () => {
    for (const code of [4307, 4303, 4100, 4006]) expect(act(code)).toBe("renew");
  });
  it("kicked, frozen, removed, too many devices, licence, an id that is none: given up", () => {
    for (const code of [4111, 4112, 4110, 4106, 4108, 4109, 4713, 4731, 4715, 4905, 4002])
      expect(act(code)).toBe("stop");
  });
  it("what PROVISION said goes before the close code", () => {
    expect(verdictOf({ code: 1006, refusal: numbered(106) })).toMatchObject({
      act: "stop",
      cause: { error: "UserFrozen" },
    });
  });
  it("a direct socket gives up what is refused for good and leaves tokens to the inbox", () => {
    expect(directVerdictOf({ code: 4602 }).act).toBe("stop");
    expect(directVerdictOf({ code: 4307 }).act).toBe("retry");
    expect(directVerdictOf({ code: 1006 }).act).toBe("retry");
  });
});

describe("reconnect delays", () => {
  it("are spread over everything up to the cap", () => {
    expect(retryDelay(0, 20_000, () => 0.999)).toBeLessThan(500);
    expect(retryDelay(30, 20_000, () => 0.999)).toBeLessThan(20_000);
    expect(retryDelay(30, 20_000, () => 0)).toBe(0);
  });
  it("start over after a connection that held, and grow otherwise", () => {
    expect(retryNumber(5, STABLE_MS, 1006)).toBe(0);
    expect(retryNumber(5, STABLE_MS - 1, 1006)).toBe(5);
    expect(retryNumber(0, 0, 1013)).toBe(3);
  });
});

describe("client mids", () => {
  it("only grow, stay exact, and differ between two starts of one millisecond", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3.9e12), { minLength: 2, maxLength: 50 }), (times) => {
        let at = 0;
        const mids = new ClientMids({ now: () => times[at++ % times.length] as number }, Math.random);
        let last = 0;
        for (let i = 0; i < 100; i++) {
          const mid = mids.next();
          expect(mid).toBeGreaterThan(last);
          expect(Number.isSafeInteger(mid)).toBe(true);
          last = mid;
        }
      }),
    );
    const clock = { now: () => 1_790_000_000_000 };
    const starts = new Set(Array.from({ length: 100 }, () => new ClientMids(clock, Math.random).next()));
    expect(starts.size).toBeGreaterThan(90);
  });
});

describe("a timeline", () => {
  it("keeps committed messages by mid and unsent ones last, within its bound", () => {
    const timeline = new Timeline(3);
    for (const mid of [5, 1, 4, 2, 3]) timeline.put(message({ mid }));
    timeline.queue(message({ id: "c1", mid: 0 }));
    expect(timeline.all().map(({ mid }) => mid)).toEqual([3, 4, 5, 0]);
    timeline.settle(message({ id: "c1", mid: 6 }));
    expect(timeline.all().map(({ id }) => id)).toEqual(["m4", "m5", "c1"]);
  });
  it("makes room for history up to ten times the bound, and gives it back", () => {
    const timeline = new Timeline(3);
    for (let mid = 100; mid < 103; mid++) timeline.put(message({ mid }));
    timeline.widen(50);
    for (let mid = 99; mid > 0; mid--) timeline.put(message({ mid }));
    expect(timeline.all().length).toBe(30);
    timeline.trim();
    expect(timeline.all().map(({ mid }) => mid)).toEqual([100, 101, 102]);
  });
  it("finds by mid and lists between two, newest first", () => {
    const timeline = new Timeline(100);
    for (let mid = 10; mid <= 100; mid += 10) timeline.put(message({ mid }));
    expect(timeline.get(50)?.mid).toBe(50);
    expect(timeline.get(55)).toBeUndefined();
    expect(timeline.between(20, 50).map(({ mid }) => mid)).toEqual([50, 40, 30]);
  });
});

describe("unread", () => {
  it("[INV-5] follows from positions: the server's count, what came after, and how far was read", () => {
    const unread = new Unread();
    unread.reset(5, 100, 200);
    unread.add(150);
    expect(unread.count).toBe(5);
    unread.add(210);
    unread.add(220);
    expect(unread.count).toBe(7);
    unread.remove(210, 230);
    expect(unread.count).toBe(6);
    unread.readTo(200, () => 0);
    expect(unread.count).toBe(1);
    unread.readTo(50, () => 0);
    expect(unread.readMid).toBe(200);
    unread.readTo(220, () => 0);
    expect(unread.count).toBe(0);
    unread.readBefore(210, [210, 220]);
    expect(unread.count).toBe(2);
  });
  it("stays a number when too much is unread to list", () => {
    const unread = new Unread();
    for (let mid = 1; mid <= 2000; mid++) unread.add(mid);
    expect(unread.count).toBe(2000);
    unread.readTo(1000, () => 1000);
    expect(unread.count).toBe(1000);
  });
});

describe("an edit", () => {
  const old = message({ mid: 1, content: "one", editedAt: 100, config: '{"a":{"b":1,"c":[1,2]}}' });
  const body = { content: "two", config: '{"a":{"c":[3]}}', ext: "null", attachment: "" } as never;
  it("[OP-1] replaces text, merges objects, takes arrays whole, and ignores what is unset", () => {
    expect(edited(old, body, 101, false)).toMatchObject({ content: "two", config: '{"a":{"b":1,"c":[3]}}', ext: "" });
  });
  it("appends once: the same edit time is in there already", () => {
    const after = edited(old, body, 101, true);
    expect(after?.content).toBe("onetwo");
    expect(edited(after as Message, body, 101, true)).toBeNull();
  });
});

describe("echoes of own messages", () => {
  it("wait behind their twin until its ack says which is which", () => {
    const state = new ConversationState(7, 100, () => null as never);
    state.timeline.queue(message({ id: "c1", own: true, status: "sending", content: "ok" }));
    state.timeline.queue(message({ id: "c2", own: true, status: "sending", content: "ok" }));
    expect(addEcho(state, message({ mid: 10, own: true, content: "ok" }))).toBe(true);
    expect(addEcho(state, message({ mid: 11, own: true, content: "ok" }))).toBe(true);
    expect(addEcho(state, message({ mid: 12, own: true, content: "ok" }))).toBe(false);
    expect(addEcho(state, message({ mid: 12, own: true, content: "else" }))).toBe(false);
    expect(releaseEchoes(state, "c1", 11)).toMatchObject({ echo: { mid: 11 }, others: [{ mid: 10 }] });
    expect(releaseEchoes(state, "c2", 12)).toEqual({ others: [] });
  });
});

describe("listeners", () => {
  it("that throw, or whose promise rejects, hurt nobody else and are reported", async () => {
    const emitter = new Emitter();
    const got: unknown[] = [];
    emitter.on("sync", () => {
      throw new Error("oops");
    });
    emitter.on("sync", () => Promise.reject("later"));
    emitter.on("sync", (state) => got.push(state));
    emitter.on("error", (error) => got.push(error.message));
    emitter.on("error", () => {
      throw new Error("no end");
    });
    emitter.emit("sync", "synced");
    expect(got).toEqual(["synced"]);
    await settled();
    expect(got).toEqual(["synced", "listener of sync: Error: oops", "listener of sync: later"]);
  });
  it("may leave while being called, and once means once", () => {
    const emitter = new Emitter();
    let calls = 0;
    emitter.on("sync", () => calls++, true);
    const off = emitter.on("sync", () => off());
    emitter.emit("sync", "synced");
    emitter.emit("sync", "idle");
    expect(calls).toBe(1);
  });
  it("are taken off by what was put on, those of once as well, and no others", () => {
    const emitter = new Emitter();
    const got: string[] = [];
    const twice = () => got.push("twice");
    const once = () => got.push("once");
    for (const listener of [twice, twice]) emitter.on("sync", listener);
    emitter.on("sync", once, true);
    emitter.off("sync", once);
    emitter.off("sync", twice);
    emitter.off("sync", () => {});
    emitter.off("state", twice);
    emitter.emit("sync", "synced");
    expect(got).toEqual(["twice"]);
  });
});

it("a bounded map forgets its oldest", () => {
  const map = new BoundedMap<number>(2);
  for (const key of [1, 2, 1, 3]) map.set(key, key);
  expect([map.get(1), map.get(2), map.get(3)]).toEqual([1, undefined, 3]);
});
