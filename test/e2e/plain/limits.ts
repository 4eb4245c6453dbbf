/** Stated limits, and acks that refuse: each has a status, changes nothing, and leaves the connection as it was. */

import { beforeAll, describe, expect, it } from "vitest";
import { LoginRefused } from "../../support/plain/answers.ts";
import { encode, frameOf, numberOf } from "../../support/plain/wire.ts";
import { PlainClient } from "../../support/plain-client.ts";
import type { Stage } from "./stage.ts";

/** Starts waiting at once and looks at the end, so that the other tests run meanwhile. */
export function loginTimeoutSuite(stage: { readonly current: Stage }, others: () => void): void {
  let idle: PlainClient;
  let refused: PlainClient;
  let sinceMs: number;
  let untilMs: Promise<number>;

  beforeAll(async () => {
    const { transport, host } = stage.current;
    idle = new PlainClient({ transport, host, uid: 1, token: "" });
    refused = new PlainClient({ transport, host, uid: 1, token: "expired" });
    await refused.login().catch((error: unknown) => expect(error).toBeInstanceOf(LoginRefused));
    await idle.connect();
    sinceMs = Date.now();
    idle.sendFrame(frameOf("UNREAD", null));
    untilMs = idle.until(() => idle.closed, "the server to close").then(() => Date.now());
    untilMs.catch(() => {});
  });

  others();

  it("[TR-7] a client that has not logged in after 10 s is closed", async () => {
    const tookMs = (await untilMs) - sinceMs;
    expect(tookMs).toBeGreaterThan(9_500);
    expect(tookMs).toBeLessThan(14_000);
    expect(idle.errors).toEqual([{ code: 9, reason: "you must login first" }]);
    if (stage.current.transport === "raw") expect(idle.closed).toEqual({ code: 4006 });
  });

  it("[TR-7] one whose token was refused is left open: it would come back with the same one", async () => {
    await untilMs;
    expect(refused.closed).toBeNull();
    await refused.close();
  });
}

export function limitSuite(stage: { readonly current: Stage }): void {
  describe("refusals", () => {
    it("[SEND-2] every meta gets one ack, refusals in their place, and the session goes on", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const [a, b] = await Promise.all([online(anna), online(ben)]);
      const acks = await Promise.all([
        a.text(ben.uid, "first", { clientMid: "1" }),
        a.text(ben.uid, "forged", { clientMid: "2", from: ben.uid }),
        a.text(ben.uid, "wrong type", { clientMid: "3", body: { type: numberOf("MessageBody.Type", "GROUPCHAT") } }),
        a.text(ben.uid, "second", { clientMid: "4" }),
      ]);
      expect(acks.map(({ code }) => code)).toEqual([1, 9, 8, 1]);
      await b.got(anna.uid, "second");
      expect(b.store.texts(anna.uid)).toEqual(["first", "second"]);
    });

    it("[SEND-3] 9: another user's from", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const a = await online(anna);
      expect(await a.text(ben.uid, "forged", { from: ben.uid })).toMatchObject({ status: "UNAUTHORIZED", mid: 0 });
      expect(await a.text(ben.uid, "nobody", { from: 0 })).toMatchObject({ status: "UNAUTHORIZED" });
    });

    it("[INV-8] 8: a user of another app, and one who does not exist", async () => {
      const { user, online, appWith, transport } = stage.current;
      const anna = await user();
      const stranger = await (await appWith(`other_${transport}`)).user("stranger");
      const a = await online(anna);
      for (const uid of [stranger.uid, anna.uid + 1000 * 512, 1]) {
        expect(await a.text(uid, "hello?")).toMatchObject({ status: "INVALID_PARAMETER", mid: 0 });
      }
      expect(await a.text(0, "nobody")).toMatchObject({ status: "INVALID_PARAMETER" });
      expect(await a.heartbeat()).toEqual([]);
      await a.close();
      expect((await online(anna)).unreads[0]).toEqual([]);
    });

    it("[INV-9] 9: a group one is not in; 8: a group that is none; [INV-8] 8: another app's group", async () => {
      const { trio, online, group, appWith, transport } = stage.current;
      const [anna, ben, carl] = await trio();
      const gid = await group(ben, [carl]);
      const [a, c] = await Promise.all([online(anna), online(carl)]);
      a.memory.groups.add(gid).add(gid + 1);
      expect(await a.text(gid, "let me in")).toMatchObject({ status: "UNAUTHORIZED", mid: 0 });
      expect(await a.text(gid + 1, "anybody?")).toMatchObject({ status: "INVALID_PARAMETER" });
      const other = await appWith(`third_${transport}`);
      const founder = await other.user("founder");
      const foreign = await group(founder, []);
      a.memory.groups.add(foreign);
      expect(await a.text(foreign, "hello")).toMatchObject({ status: "INVALID_PARAMETER" });
      expect((await c.history(gid, 0, 20)).messages).toEqual([]);
      expect(await a.operate("READ_ACK", { to: ben.uid, mid: 4711 })).toMatchObject({ status: "INVALID_PARAMETER" });
    });

    it("[SEND-4] 8: an unknown ctype, an unknown operation, an operation without a message", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const a = await online(anna);
      expect(await a.text(ben.uid, "what?", { body: { ctype: 99 } })).toMatchObject({ code: 8 });
      const operation = { type: 1, operation: { type: 99, mid: 5 } };
      expect(await a.text(ben.uid, "", { body: operation })).toMatchObject({ code: 8 });
      expect(await a.text(ben.uid, "", { body: { type: 1, operation: { type: 5, mid: 0 } } })).toMatchObject({
        code: 8,
      });
    });

    it("[SEND-8] 2: media signalling without a media server; 3: a namespace for the server alone", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const a = await online(anna);
      const payload = encode("RtcSignal", { type: 1, content: "{}", media_server: "wss://rtc.example" });
      const ns = (name: string) => numberOf("Meta.NameSpace", name);
      const meta = { id: 1, from: { uid: anna.uid }, to: {}, ns: ns("RTC_SIGNAL"), payload };
      expect(await a.send(meta)).toMatchObject({ status: "FAIL", reason: "call service not enabled" });
      for (const name of ["GROUP_NOTICE", "ROSTER_NOTICE", "USER_NOTICE", "UNKNOWN"]) {
        const notice = { id: 2, from: { uid: anna.uid }, to: { uid: ben.uid }, ns: ns(name), payload };
        expect(await a.send(notice)).toMatchObject({ status: "UNKNOWN_COMMAND" });
      }
    });

    it("[INV-9] 8: content, ext or attachment above 16 KB of UTF-8, config above 48 KB; exactly so much passes", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const [a, b] = await Promise.all([online(anna), online(ben)]);
      const full = "é".repeat(8 * 1024);
      await a.say(ben.uid, full);
      await b.got(anna.uid, full);
      expect(await a.text(ben.uid, `${full}!`)).toMatchObject({ status: "INVALID_PARAMETER", mid: 0 });
      for (const field of ["ext", "attachment"]) {
        expect(await a.text(ben.uid, "big", { body: { [field]: `${full}!` } })).toMatchObject({ code: 8 });
      }
      // Some clients name every member of a large group there.
      const config = full.repeat(3);
      expect(await a.text(ben.uid, "big", { body: { config: `${config}!` } })).toMatchObject({ code: 8 });
      await a.say(ben.uid, "to very many", { body: { config } });
      expect(await b.got(anna.uid, "to very many")).toMatchObject({ config });
      const mid = await a.say(ben.uid, "grows");
      expect(await a.operate("APPEND", { to: ben.uid, mid, content: full })).toMatchObject({ code: 8 });
      expect((await b.history(anna.uid, 0, 20)).messages.map(({ content }) => content)).toEqual([
        "grows",
        "to very many",
        full,
      ]);
    });

    it("[TR-3] [TR-4] a frame above 64 KB closes the connection; one of 64 KB does not", async () => {
      const { pair, online, transport } = stage.current;
      const [anna, ben] = await pair();
      const a = await online(anna);
      const frame = (size: number) => {
        const filled = (length: number) =>
          frameOf("SYNC", encode("SyncUL", { xid: { uid: ben.uid, deviceSN: length } }));
        const head = filled(0).byteLength;
        return encode("Frame", { command: 1, payload: new Uint8Array(0), tag: "x".repeat(size - head - 8) });
      };
      a.sendFrame(frame(64 * 1024));
      expect(await a.heartbeat()).toEqual([]);
      a.sendFrame(frame(64 * 1024 + 64));
      const { code } = await a.until(() => a.closed, "the server to close");
      if (transport === "raw") expect(code).toBe(1009);
    });
  });
}
