import { describe, expect, it } from "vitest";
import type { ClientError, Draft, HttpPort, Message } from "../../../client/src/index";
import { pb } from "../../../protocol/codec";
import { type ErrorName, errors } from "../../../protocol/errors";
import { settled } from "./fake-clock";
import { contents, ofName, World } from "./harness";

const A = 1;
const B = 2;
const GROUP = 300;

const texts = (messages: readonly Message[]) => messages.map(({ content }) => content);
const caught = (promise: Promise<unknown>): Promise<ClientError> =>
  promise.then(
    () => {
      throw new Error("did not reject");
    },
    (cause: ClientError) => cause,
  );

/** A refusal as REST has it. */
function refused(name: ErrorName, message = ""): string {
  const { number, rest, retry } = errors[name];
  return JSON.stringify({ code: rest, message, data: null, error: { name, number, retry } });
}

describe("login", () => {
  it("[TR-1] connects with token and device, and becomes online and synced", async () => {
    const world = new World();
    const { client, heard } = await world.online(A);
    expect(client.state.at).toBe("online");
    expect(client.syncState).toBe("synced");
    expect([client.uid, client.deviceSn]).toEqual([A, 1]);
    const { url } = world.server.sockets[0] ?? {};
    expect(url?.pathname).toBe("/xsync");
    expect(url?.searchParams.get("guid")).toMatch(/^[!-~]+$/);
    expect(url?.searchParams.get("platform")).toBe("6");
    expect(ofName(heard, "state").map(({ at }) => at)).toEqual(["connecting", "online"]);
  });

  it("is the same device after a reload when it has storage", async () => {
    const world = new World();
    const values: Record<string, string> = {};
    const storage = {
      get: (key: string) => values[key] ?? null,
      set: (key: string, value: string) => {
        values[key] = value;
      },
    };
    const first = await world.online(A, { ports: { storage } });
    const { deviceSn } = first.client;
    first.client.close();
    await world.online(3);
    const second = await world.online(A, { ports: { storage } });
    expect(second.client.deviceSn).toBe(deviceSn);
  });

  it("asks REST for a token with the published shapes", async () => {
    const world = new World();
    const requests: unknown[] = [];
    const { client } = world.client(A, {
      ports: {
        http: async (request) => {
          requests.push(request);
          return { status: 200, body: '{"code":200,"data":{"token":"1","user_id":1}}' };
        },
      },
    });
    const login = client.login({ username: "ann", password: "secret" });
    await world.server.flow();
    await login;
    expect(requests).toEqual([
      {
        method: "POST",
        url: "http://server.test/token/user",
        headers: { app_id: "app", "content-type": "application/json" },
        body: '{"name":"ann","password":"secret"}',
      },
    ]);
  });

  it("rejects with the server's own error when the password is wrong", async () => {
    const world = new World();
    const http = async () => ({ status: 200, body: refused("UserAuthFailed", "no") });
    const { client } = world.client(A, { ports: { http } });
    expect(await caught(client.login({ username: "ann", password: "x" }))).toMatchObject({
      error: "UserAuthFailed",
      retryable: false,
      message: "no",
    });
    expect(client.state.at).toBe("closed");
  });

  it("keeps trying while there is no network, and logout ends that", async () => {
    const world = new World();
    world.server.offline = true;
    const { client } = world.client(A);
    const login = client.loginWithToken("1");
    await world.pass(5000);
    expect(["waiting", "connecting"]).toContain(client.state.at);
    client.logout();
    expect(await caught(login)).toMatchObject({ error: "SignInCancelled" });
    expect(world.clock.waiting).toBe(0);
  });

  it("[TR-6] a refusal at PROVISION is final or asks for a new token", async () => {
    const world = new World();
    world.server.refuseLogin = () => "UserFrozen";
    const frozen = world.client(A).client;
    const refused = caught(frozen.loginWithToken("1"));
    await world.server.flow();
    expect(await refused).toMatchObject({ error: "UserFrozen", number: 106 });

    let tokens = 0;
    world.server.refuseLogin = () => (tokens < 2 ? "InvalidToken" : undefined);
    const renewed = world.client(A).client;
    const login = renewed.loginWithToken(() => {
      tokens++;
      return "1";
    });
    await world.pass(2000);
    await login;
    expect(tokens).toBe(2);
  });

  it("gives up on a token source that brings nothing the server takes", async () => {
    const world = new World();
    world.server.refuseLogin = () => "InvalidToken";
    const { client } = world.client(A);
    const refused = caught(client.loginWithToken(() => "1"));
    await world.pass(10_000);
    expect(await refused).toMatchObject({ error: "InvalidToken" });
    expect(world.server.sockets.length).toBeLessThan(5);
  });

  it("gives up where there is no WebSocket at all, and tries again after any other fault of opening one", async () => {
    const world = new World();
    let thrown: Error = new TypeError("WebSocket is not a constructor");
    const socket = () => {
      throw thrown;
    };
    const { client } = world.client(A, { ports: { socket } });
    expect(await caught(client.loginWithToken("1"))).toMatchObject({
      error: "ServerInvalid",
      message: "TypeError: WebSocket is not a constructor",
    });
    expect(client.state.at).toBe("closed");
    thrown = new Error("too many sockets");
    void caught(client.loginWithToken("1"));
    await world.pass(60_000);
    expect(client.state).toMatchObject({ at: "waiting", cause: { error: "ServerConnectFailed" } });
    client.close();
  });

  it("[LOGIN-5] a kick ends the session and nothing reconnects", async () => {
    const world = new World();
    const { client, heard } = await world.online(A);
    world.server.live(A)[0]?.cut(4111);
    await world.pass(60_000);
    expect(client.state).toMatchObject({ at: "closed", cause: { error: "UserKickedBySameDevice" } });
    expect(ofName(heard, "kicked")).toHaveLength(1);
    expect(world.server.sockets).toHaveLength(1);
  });
});

describe("sending", () => {
  it("[SEND-1] shows the message at once and resolves when it is committed", async () => {
    const world = new World();
    const { client, heard } = await world.online(A);
    const conversation = client.conversation(B);
    const sending = conversation.send("hello");
    expect(conversation.messages()).toMatchObject([{ id: sending.id, content: "hello", status: "sending", mid: 0 }]);
    await world.server.flow();
    const sent = await sending;
    expect(sent.seq).toBe(1);
    expect(conversation.messages()).toMatchObject([{ id: sending.id, status: "sent", mid: sent.mid, seq: 1 }]);
    expect(ofName(heard, "messageUpdated").map(({ change }) => change)).toEqual(["queued", "sent"]);
    expect(heard.messages).toEqual([]);
  });

  it("puts the sends of one turn into one frame", async () => {
    const world = new World();
    const { client } = await world.online(A);
    const sends = Array.from({ length: 300 }, (_, i) => client.conversation(B + (i % 3)).send(String(i)));
    await world.server.flow();
    await Promise.all(sends);
    const frames = world.server.received.filter(({ sync }) => sync?.metas?.length);
    expect(frames.length).toBe(2);
  });

  it("keeps frames under the limits of count and size", async () => {
    const world = new World();
    const { client } = await world.online(A);
    const sends = Array.from({ length: 20 }, () => client.conversation(B).send("x".repeat(15_000)));
    await world.server.flow();
    await Promise.all(sends);
    const frames = world.server.received.filter(({ sync }) => sync?.metas?.length);
    expect(frames.length).toBe(5);
  });

  it("resends after a cut with the same id, and the message is there once", async () => {
    const world = new World();
    const { client } = await world.online(A);
    const sending = client.conversation(B).send("once");
    await settled();
    const socket = world.server.live(A)[0];
    world.server.auto = false;
    world.server.step();
    socket?.cut();
    world.server.auto = true;
    await world.pass(5000);
    const sent = await sending;
    expect(world.server.log(A, B).entries.map(({ mid }) => mid)).toEqual([sent.mid]);
    expect(texts(client.conversation(B).messages())).toEqual(["once"]);
    const mids = world.server.received.flatMap(({ sync }) => (sync?.metas ?? []).map(({ id }) => String(id)));
    expect(new Set(mids).size).toBe(1);
    expect(mids.length).toBe(2);
  });

  it("rejects what is refused for good and shows it as failed", async () => {
    const world = new World();
    const { client } = await world.online(A);
    world.server.refuse = () => "RosterNotFriend";
    const conversation = client.conversation(B);
    const sending = conversation.send("hello");
    const refused = caught(sending);
    await world.server.flow();
    expect(await refused).toMatchObject({ error: "RosterNotFriend", number: 500, retryable: false });
    expect(conversation.messages()).toMatchObject([{ status: "failed", error: { error: "RosterNotFriend" } }]);
    world.server.refuse = () => undefined;
    const again = conversation.resend(sending.id);
    await world.server.flow();
    await again;
    expect(texts(conversation.messages())).toEqual(["hello"]);
  });

  it("retries what may pass, in order, with back-off", async () => {
    const world = new World();
    const { client } = await world.online(A, { window: 4 });
    let refusals = 3;
    world.server.refuse = (body) => (body?.content === "1" && refusals-- > 0 ? "MessageRateLimitExceeded" : undefined);
    const conversation = client.conversation(B);
    const sends = ["0", "1"].map((text) => conversation.send(text));
    await world.server.flow();
    sends.push(...["2", "3"].map((text) => conversation.send(text)));
    await world.pass(30_000);
    await Promise.all(sends);
    const order = world.server.log(A, B).entries.map(({ current }) => current?.content);
    expect(order).toEqual(["0", "1", "2", "3"]);
    expect(texts(conversation.messages())).toEqual(order);
  });

  it("cancels what has not left, and refuses more than the outbox holds", async () => {
    const world = new World();
    const { client } = await world.online(A, { outboxLimit: 2 });
    world.server.live(A)[0]?.cut();
    const conversation = client.conversation(B);
    const [first, second] = [conversation.send("1"), conversation.send("2")];
    expect(await caught(conversation.send("3"))).toMatchObject({ error: "MessageRateLimitExceeded" });
    expect(second.cancel()).toBe(true);
    expect(await caught(second)).toMatchObject({ error: "UserCancel" });
    await world.pass(3000);
    await first;
    expect(first.cancel()).toBe(false);
    expect(texts(conversation.messages())).toEqual(["1"]);
  });

  it("times out, and still becomes sent when it had left", async () => {
    const world = new World();
    const { client } = await world.online(A);
    world.server.auto = false;
    const sending = client.conversation(B).send("slow", { timeoutMs: 1000 });
    const late = caught(sending);
    await world.clock.advance(2000);
    expect(await late).toMatchObject({ error: "ServerTimeOut" });
    expect(client.conversation(B).messages()).toMatchObject([{ status: "failed" }]);
    world.server.auto = true;
    await world.server.flow();
    expect(client.conversation(B).messages()).toMatchObject([{ status: "sent" }]);
  });

  it("refuses content over 16 KB and config over 48 KB before anything shows it", async () => {
    const world = new World();
    const { client } = await world.online(A);
    const refusal = async (draft: string | Draft) => caught(client.conversation(B).send(draft));
    const tooLarge = (limit: string) => ({ error: "ContentTooLarge", message: `over ${limit}` });
    expect(await refusal("ж".repeat(8193))).toMatchObject(tooLarge("16 KB"));
    expect(await refusal({ ext: "x".repeat(16385) })).toMatchObject(tooLarge("16 KB"));
    expect(await refusal({ config: "x".repeat(49153) })).toMatchObject(tooLarge("48 KB"));
    expect(client.conversation(B).messages()).toEqual([]);
  });

  it("rejects before login, and once the session was given up", async () => {
    const world = new World();
    const { client } = world.client(A);
    expect(await caught(client.conversation(B).send("1"))).toMatchObject({ error: "UserNotLogin" });
    const { client: kicked } = await world.online(A);
    const waiting = caught(kicked.conversation(B).send("1"));
    world.server.live(A)[0]?.cut(4111);
    expect(await waiting).toMatchObject({ error: "UserKickedBySameDevice" });
    expect(await caught(kicked.conversation(B).send("2"))).toMatchObject({ error: "UserKickedBySameDevice" });
    expect(await caught(kicked.conversation(B).markRead(5))).toMatchObject({ error: "UserKickedBySameDevice" });
    expect(await kicked.conversation(B).open()).toBe(false);
  });

  it("rejects what is waiting at logout", async () => {
    const world = new World();
    const { client } = await world.online(A);
    world.server.live(A)[0]?.cut();
    const waiting = caught(client.conversation(B).send("1"));
    client.logout();
    expect(await waiting).toMatchObject({ error: "UserCancel" });
    expect(client.conversations()).toEqual([]);
  });
});

describe("receiving", () => {
  it("gives messages of others and of own other devices once, in order", async () => {
    const world = new World();
    const one = await world.online(A);
    const two = await world.online(A);
    const peer = await world.online(B);
    one.client.conversation(B).send("from my other device");
    await world.server.flow();
    peer.client.conversation(A).send("hello");
    await world.server.flow();
    expect(contents(two.heard, B)).toEqual(["from my other device", "hello"]);
    expect(contents(one.heard, B)).toEqual(["hello"]);
    expect(texts(one.client.conversation(B).messages())).toEqual(["from my other device", "hello"]);
    expect(two.heard.messages[0]).toMatchObject({ origin: "live", message: { own: true, status: "sent" } });
  });

  it("[UNREAD-3] starts with the tail of each conversation and its unread count", async () => {
    const world = new World();
    for (let i = 1; i <= 30; i++) world.server.say(B, A, String(i));
    const { client, heard } = await world.online(A, { tail: 5 });
    expect(contents(heard, B)).toEqual(["26", "27", "28", "29", "30"]);
    expect(heard.messages[0]?.origin).toBe("tail");
    expect(client.conversations()).toMatchObject([{ xid: B, unread: 30, last: { content: "30" } }]);
  });

  it("[INV-4] resumes after an absence with one request, in pages where it must", async () => {
    const world = new World();
    const { client, heard } = await world.online(A);
    world.server.say(B, A, "0");
    await world.server.flow();
    world.server.offline = true;
    for (const socket of world.server.live(A)) socket.cut();
    for (let i = 1; i <= 1200; i++) world.server.say(B, A, String(i));
    world.server.offline = false;
    const before = world.server.received.length;
    await world.pass(5000);
    expect(contents(heard, B)).toEqual(Array.from({ length: 1201 }, (_, i) => String(i)));
    expect(client.conversation(B).messages().length).toBe(500);
    expect(client.syncState).toBe("synced");
    expect(client.conversation(B).summary.unread).toBe(1201);
    const requests = world.server.received.slice(before).filter(({ sync }) => !sync?.metas?.length);
    expect(requests.length).toBe(3);
  });

  it("waits a moment for own acks before it asks for a gap they would fill", async () => {
    const world = new World();
    const { client, heard } = await world.online(A);
    world.server.auto = false;
    client.conversation(B).send("mine");
    await settled();
    const socket = world.server.live(A)[0];
    world.server.step();
    world.server.say(B, A, "yours");
    // The push overtakes the ack.
    socket?.down.reverse();
    world.server.auto = true;
    await world.server.flow();
    expect(contents(heard, B)).toEqual(["yours"]);
    await world.pass(2000);
    const pulls = world.server.received.filter(({ sync }) => sync && !sync.metas?.length);
    expect(pulls).toEqual([]);
    expect(texts(client.conversation(B).messages())).toEqual(["mine", "yours"]);
  });

  it("pulls what was lost, and applies what was held after it", async () => {
    const world = new World();
    const { heard } = await world.online(A);
    world.server.say(B, A, "1");
    await world.server.flow();
    world.server.say(B, A, "lost");
    world.server.live(A)[0]?.down.pop();
    world.server.say(B, A, "3");
    await world.server.flow();
    expect(contents(heard, B)).toEqual(["1", "lost", "3"]);
  });

  it("does not show an own message twice when its push comes before its ack", async () => {
    const world = new World();
    const { client, heard } = await world.online(A);
    world.server.echo = true;
    world.server.auto = false;
    const conversation = client.conversation(B);
    const sends = ["ok", "ok", "no"].map((text) => conversation.send(text));
    await settled();
    world.server.step();
    const socket = world.server.live(A)[0];
    socket?.down.reverse();
    socket?.onmessage?.({ data: (socket.down.shift() as Uint8Array).slice().buffer });
    expect(texts(conversation.messages())).toEqual(["ok", "ok", "no"]);
    expect(conversation.messages().every(({ status }) => status === "sending")).toBe(true);
    world.server.auto = true;
    await world.server.flow();
    await Promise.all(sends);
    expect(conversation.messages().map(({ id }) => id)).toEqual(sends.map(({ id }) => id));
    expect(heard.messages).toEqual([]);
  });

  it("[PUSH-1] a push without entries announces the head", async () => {
    const world = new World();
    const { client, heard } = await world.online(A);
    world.server.say(B, A, "1");
    await world.server.flow();
    world.server.say(B, A, "2");
    const socket = world.server.live(A)[0];
    const push = pb.SyncDL.decode(pb.Frame.decode(socket?.down.pop() as Uint8Array).payload ?? new Uint8Array());
    const payload = pb.SyncDL.encode({ ...push, metas: [], prev_seq: 2, last_seq: 2 }).finish();
    socket?.down.push(pb.Frame.encode({ command: 1, payload }).finish());
    await world.server.flow();
    expect(contents(heard, B)).toEqual(["1", "2"]);
    expect(client.state.at).toBe("online");
  });

  it("one entry that cannot be read costs no other", async () => {
    const world = new World();
    const { heard } = await world.online(A);
    world.server.say(B, A, "1");
    const bad = world.server.say(B, A, "2");
    bad.payload = new Uint8Array([0x22, 50, 1]);
    world.server.live(A)[0]?.cut();
    world.server.say(B, A, "3");
    await world.pass(3000);
    expect(contents(heard, B)).toEqual(["1", "3"]);
    expect(ofName(heard, "error")).toMatchObject([{ error: "FrameMalformed" }]);
  });

  it("a frame that cannot be read ends the connection, and the next one resumes", async () => {
    const world = new World();
    const { client, heard } = await world.online(A);
    world.server.live(A)[0]?.down.push(new Uint8Array([0xff, 0xff]));
    await world.server.flow();
    expect(client.state.at).not.toBe("online");
    world.server.say(B, A, "1");
    await world.pass(3000);
    expect(contents(heard, B)).toEqual(["1"]);
  });

  it("takes a conversation it never heard of from its tail on", async () => {
    const world = new World();
    const { client, heard } = await world.online(A);
    world.server.group(GROUP, [B]);
    for (let i = 1; i <= 50; i++) world.server.say(B, GROUP, String(i));
    world.server.log(A, GROUP).members.push(A);
    world.server.say(B, GROUP, "welcome");
    await world.server.flow();
    expect(contents(heard, GROUP).at(-1)).toBe("welcome");
    expect(contents(heard, GROUP).length).toBe(20);
    expect(client.conversations()[0]?.xid).toBe(GROUP);
  });
});

describe("history", () => {
  it("[HIST-1] pages backward from what is in memory, and adds what it finds", async () => {
    const world = new World();
    for (let i = 1; i <= 60; i++) world.server.say(B, A, String(i));
    const { client } = await world.online(A);
    const conversation = client.conversation(B);
    const asked = conversation.history({ limit: 30 });
    await world.server.flow();
    const page = await asked;
    expect(texts(page.messages)).toEqual(Array.from({ length: 30 }, (_, i) => String(i + 11)));
    expect(page.next).toBeGreaterThan(0);
    const rest = conversation.history({ limit: 30 });
    await world.server.flow();
    expect((await rest).next).toBe(0);
    expect(texts(conversation.messages())).toEqual(Array.from({ length: 60 }, (_, i) => String(i + 1)));
  });

  it("answers two callers one after the other, also over a cut", async () => {
    const world = new World();
    for (let i = 1; i <= 60; i++) world.server.say(B, A, String(i));
    const { client } = await world.online(A);
    const both = [
      client.conversation(B).history({ limit: 5 }),
      client.conversation(B).history({ before: 0, limit: 3 }),
    ];
    world.server.live(A)[0]?.cut();
    await world.pass(3000);
    const [older, newest] = await Promise.all(both);
    expect(texts(older?.messages ?? [])).toEqual(["36", "37", "38", "39", "40"]);
    expect(texts(newest?.messages ?? [])).toEqual(["58", "59", "60"]);
  });

  it("rejects when nobody answers", async () => {
    const world = new World();
    const { client } = await world.online(A);
    world.server.offline = true;
    world.server.live(A)[0]?.cut();
    const asked = caught(client.conversation(B).history());
    await world.pass(20_000);
    expect(await asked).toMatchObject({ error: "ServerTimeOut", retryable: true });
  });
});

describe("what happens to messages", () => {
  it("[OP-1] recall, edit and append reach everybody, once", async () => {
    const world = new World();
    const a = await world.online(A);
    const b = await world.online(B);
    const mine = a.client.conversation(B);
    const sends = ["one", "two", "three"].map((text) => mine.send(text));
    await world.server.flow();
    const [one, two, three] = await Promise.all(sends);
    const done = [
      mine.recall(one?.mid ?? 0),
      mine.edit(two?.mid ?? 0, "zwei"),
      mine.append(three?.mid ?? 0, "!"),
      mine.append(three?.mid ?? 0, "!"),
    ];
    await world.server.flow();
    await Promise.all(done);
    for (const { client } of [a, b]) {
      const messages = client.conversation(client === a.client ? B : A).messages();
      expect(texts(messages)).toEqual(["", "zwei", "three!!"]);
      expect(messages[0]?.recalled).toBe(true);
      expect(messages[2]?.editedAt).toBeGreaterThan(0);
    }
    expect(ofName(b.heard, "messageUpdated").map(({ change }) => change)).toEqual([
      "recalled",
      "edited",
      "edited",
      "edited",
    ]);
  });

  it("[OP-1] an edit may change config and ext, merged, and tells what it said", async () => {
    const world = new World();
    const a = await world.online(A);
    const b = await world.online(B);
    const send = a.client.conversation(B).send({ content: "x", config: { a: 1, in: { b: 2 } }, ext: { e: [1] } });
    await world.server.flow();
    const { mid } = await send;
    const edit = a.client.conversation(B).edit(mid, { config: { in: { c: 3 } }, ext: { e: [2] } });
    const append = a.client.conversation(B).append(mid, "y");
    await world.server.flow();
    await Promise.all([edit, append]);
    for (const { heard } of [a, b]) {
      const updates = ofName(heard, "messageUpdated").filter(({ change }) => change === "edited");
      expect(updates.map((update) => update.edit)).toEqual([
        { append: false, content: "", config: '{"in":{"c":3}}', ext: '{"e":[2]}' },
        { append: true, content: "y", config: "", ext: "" },
      ]);
      const message = updates[1]?.message;
      expect(JSON.parse(message?.config ?? "")).toEqual({ a: 1, in: { b: 2, c: 3 } });
      expect([message?.content, message?.ext]).toEqual(["xy", '{"e":[2]}']);
    }
  });

  it("[PULL-4] an append that comes again in a page is not appended again", async () => {
    const world = new World();
    const a = await world.online(A);
    const b = await world.online(B);
    const send = a.client.conversation(B).send("x");
    await world.server.flow();
    const { mid } = await send;
    b.client.conversation(A);
    const bSocket = world.server.live(B)[0];
    a.client.conversation(B).append(mid, "1");
    await world.server.flow();
    bSocket?.cut();
    a.client.conversation(B).append(mid, "2");
    a.client.conversation(B).append(mid, "3");
    await world.pass(3000);
    expect(texts(b.client.conversation(A).messages())).toEqual(["x123"]);
    expect(texts(a.client.conversation(B).messages())).toEqual(["x123"]);
  });

  it("history made before an edit or a recall that is known already does not bring the old back", async () => {
    const world = new World();
    const first = world.server.say(B, A, "old");
    const second = world.server.say(B, A, "to be recalled");
    for (let i = 1; i <= 20; i++) world.server.say(B, A, String(i));
    const a = await world.online(A);
    const b = await world.online(B);
    world.server.auto = false;
    const asked = a.client.conversation(B).history();
    await settled();
    // The page is made, but the answer is held back until the edit has been pushed.
    const socket = world.server.live(A)[0];
    while (!socket?.down.length && world.server.step()) await settled();
    const answer = socket?.down.pop();
    world.server.auto = true;
    b.client.conversation(A).edit(first.mid, "new");
    b.client.conversation(A).recall(second.mid);
    await world.server.flow();
    socket?.down.push(answer as Uint8Array);
    await world.server.flow();
    expect(texts((await asked).messages)).toEqual(["new"]);
  });

  it("[OP-2] read receipts make messages read, and move the reader's other devices", async () => {
    const world = new World();
    const a = await world.online(A);
    const b = await world.online(B);
    const otherB = await world.online(B);
    const send = a.client.conversation(B).send("1");
    a.client.conversation(B).send("2");
    await world.server.flow();
    await send;
    await world.pass(500);
    expect(
      a.client
        .conversation(B)
        .messages()
        .map(({ status }) => status),
    ).toEqual(["delivered", "delivered"]);
    expect(otherB.client.conversation(A).summary.unread).toBe(2);
    const read = b.client.conversation(A).markRead();
    expect(b.client.conversation(A).summary.unread).toBe(0);
    await world.server.flow();
    await read;
    expect(
      a.client
        .conversation(B)
        .messages()
        .map(({ status }) => status),
    ).toEqual(["read", "read"]);
    expect(a.client.conversation(B).readBy((await send).mid)).toEqual([B]);
    expect(otherB.client.conversation(A).summary.unread).toBe(0);
    expect(ofName(a.heard, "receipt").map(({ kind, uid }) => [kind, uid])).toEqual(
      [
        ["delivered", B],
        ["delivered", B],
        ["read", B],
      ].slice(-ofName(a.heard, "receipt").length),
    );
  });

  it("[OP-2] deletes on all own devices, marks unread, and removes a conversation from the list", async () => {
    const world = new World();
    const one = await world.online(A);
    const two = await world.online(A);
    const first = world.server.say(B, A, "1");
    world.server.say(B, A, "2");
    await world.server.flow();
    const done = one.client.conversation(B).delete(first.mid);
    await world.server.flow();
    await done;
    for (const { client } of [one, two]) {
      expect(texts(client.conversation(B).messages())).toEqual(["2"]);
      expect(client.conversation(B).summary.unread).toBe(1);
    }
    const removed = one.client.conversation(B).remove();
    await world.server.flow();
    await removed;
    expect(one.client.conversations()).toEqual([]);
    expect(ofName(one.heard, "conversation").at(-1)).toEqual({ xid: B, summary: null });
    world.server.say(B, A, "3");
    await world.server.flow();
    expect(one.client.conversations()).toMatchObject([{ xid: B, unread: 1, last: { content: "3" } }]);
  });

  it("[SEND-6] typing is told and not kept", async () => {
    const world = new World();
    const a = await world.online(A);
    const b = await world.online(B);
    a.client.conversation(B).typing(true);
    a.client.conversation(B).typing(false);
    await world.server.flow();
    expect(ofName(b.heard, "typing").map(({ conversation, uid, typing }) => [conversation.xid, uid, typing])).toEqual([
      [A, A, true],
      [A, A, false],
    ]);
    expect(b.heard.messages).toEqual([]);
    expect(a.client.conversation(B).messages()).toEqual([]);
  });

  it("[SYS-1] notices are decoded; a group appears and goes with them", async () => {
    const world = new World();
    const { client, heard } = await world.online(A);
    const { Type } = pb.GroupNotice;
    const group = (type: number) => pb.GroupNotice.encode({ type, gid: { uid: GROUP }, from: { uid: A } }).finish();
    world.server.notice(A, 2, group(Type.CREATED));
    world.server.notice(
      A,
      3,
      pb.RosterNotice.encode({ type: 7, from: { uid: B }, to: [{ uid: A }], content: "hi" }).finish(),
    );
    world.server.notice(A, 4, pb.UserNotice.encode({ type: 9, content: "2" }).finish());
    await world.server.flow();
    expect(ofName(heard, "notice")).toMatchObject([
      { kind: "group", type: "CREATED", gid: GROUP, from: A },
      { kind: "roster", type: "APPLIED", from: B, to: [A], content: "hi" },
      { kind: "user", type: "DEVICE_ADDED", content: "2" },
    ]);
    expect(client.conversations().map(({ xid }) => xid)).toEqual([GROUP]);
    world.server.notice(A, 2, group(Type.LEAVED));
    await world.server.flow();
    expect(client.conversations()).toEqual([]);
  });
});

describe("the connection", () => {
  it("[TR-5] probes after silence and drops a socket that does not answer", async () => {
    const world = new World();
    const { client } = await world.online(A);
    await world.pass(120_000);
    expect(world.server.sockets).toHaveLength(1);
    const socket = world.server.live(A)[0];
    if (socket) socket.dead = true;
    await world.pass(60_000);
    expect(client.state.at).toBe("online");
    expect(world.server.sockets).toHaveLength(2);
  });

  it("drops a socket that answers probes but acks nothing", async () => {
    const world = new World();
    const { client } = await world.online(A);
    const sending = client.conversation(B).send("x");
    await settled();
    const socket = world.server.live(A)[0];
    socket?.up.splice(0);
    await world.pass(20_000);
    await sending;
    expect(world.server.sockets.length).toBe(2);
  });

  it("wakes at once when the host says so", async () => {
    const world = new World();
    let wake = () => {};
    const listen = (woke: () => void) => {
      wake = woke;
      return () => {};
    };
    const { client } = world.client(A, { ports: { wake: listen } });
    const login = client.loginWithToken("1");
    await world.server.flow();
    await login;
    world.server.offline = true;
    world.server.live(A)[0]?.cut();
    await world.pass(60_000);
    world.server.offline = false;
    const at = world.clock.now();
    wake();
    await world.server.flow();
    expect(client.state.at).toBe("online");
    expect(world.clock.now()).toBe(at);
  });

  it("spreads reconnects of many clients over time", async () => {
    const world = new World(7);
    const clients = await Promise.all(Array.from({ length: 50 }, (_, i) => world.online(1000 + i)));
    world.server.offline = true;
    for (const socket of world.server.sockets) socket.cut(1012);
    await world.pass(30_000);
    world.server.offline = false;
    const before = world.server.sockets.length;
    await world.clock.advance(1000);
    await world.server.flow();
    expect(world.server.sockets.length - before).toBeLessThan(30);
    await world.pass(25_000);
    expect(clients.every(({ client }) => client.state.at === "online")).toBe(true);
  });
});

describe("a direct socket", () => {
  it("[TR-2] carries its conversation while the inbox carries the rest", async () => {
    const world = new World();
    const { client, heard } = await world.online(A);
    world.server.say(B, A, "before");
    await world.server.flow();
    const conversation = client.conversation(B);
    const opened = conversation.open();
    await world.server.flow();
    expect(await opened).toBe(true);
    expect(conversation.path).toBe("direct");
    const direct = world.server.live(A).find(({ xid }) => xid === B);
    expect(direct?.url.searchParams.get("sn")).toBe("1");
    expect(Number(direct?.url.searchParams.get("after"))).toBe(world.server.log(A, B).head.mid);
    const sent = conversation.send("mine");
    world.server.say(B, A, "yours");
    world.server.say(3, A, "elsewhere");
    await world.server.flow();
    await sent;
    const frames = world.server.received.filter(({ sync }) => sync?.metas?.length);
    expect(frames.map(({ socket }) => socket.xid)).toContain(B);
    expect(contents(heard, B)).toEqual(["before", "yours"]);
    expect(contents(heard, 3)).toEqual(["elsewhere"]);
    conversation.close();
    world.server.say(B, A, "to the socket that is closing");
    await world.pass(3000);
    expect(conversation.path).toBe("inbox");
    expect(contents(heard, B)).toEqual(["before", "yours", "to the socket that is closing"]);
  });

  it("falls back to the inbox at once when it drops, resends there, and comes back", async () => {
    const world = new World();
    const { client, heard } = await world.online(A);
    const conversation = client.conversation(B);
    const opened = conversation.open();
    await world.server.flow();
    await opened;
    const sending = conversation.send("in flight");
    await settled();
    const direct = world.server.live(A).find(({ xid }) => xid === B);
    direct?.cut();
    expect(conversation.path).toBe("inbox");
    world.server.say(B, A, "meanwhile");
    await world.server.flow();
    await sending;
    expect(contents(heard, B)).toEqual(["meanwhile"]);
    await world.pass(5000);
    expect(conversation.path).toBe("direct");
    expect(texts(conversation.messages()).sort()).toEqual(["in flight", "meanwhile"]);
  });

  it("changes path only with nothing in flight, so that no send overtakes another", async () => {
    const world = new World();
    const { client } = await world.online(A);
    const conversation = client.conversation(B);
    world.server.auto = false;
    conversation.send("1");
    await settled();
    const opened = conversation.open();
    await settled();
    const direct = world.server.sockets.find(({ xid }) => xid === B);
    const inbox = world.server.live(A).find(({ xid }) => xid === null);
    // Everything moves on the direct socket, nothing on the inbox.
    const held = inbox?.up.splice(0) ?? [];
    world.server.auto = true;
    await world.server.flow();
    expect(await opened).toBe(true);
    conversation.send("2");
    await world.server.flow();
    expect(direct?.up).toEqual([]);
    expect(world.server.log(A, B).entries).toEqual([]);
    inbox?.up.push(...held);
    await world.server.flow();
    expect(world.server.log(A, B).entries.map(({ current }) => current?.content)).toEqual(["1", "2"]);
  });

  it("is one of a few: opening more sends the longest open one back", async () => {
    const world = new World();
    const { client } = await world.online(A, { directSockets: 2 });
    for (const xid of [2, 3, 4]) {
      const opened = client.conversation(xid).open();
      await world.server.flow();
      expect(await opened).toBe(true);
    }
    expect([2, 3, 4].map((xid) => client.conversation(xid).path)).toEqual(["inbox", "direct", "direct"]);
  });

  it("that is refused leaves the conversation on the inbox and says why", async () => {
    const world = new World();
    const { client, heard } = await world.online(A);
    world.server.refuseLogin = () => "GroupNotMemberFound";
    const opened = client.conversation(GROUP).open();
    await world.server.flow();
    expect(await opened).toBe(false);
    expect(ofName(heard, "error")).toMatchObject([{ error: "GroupNotMemberFound" }]);
    await world.pass(60_000);
    expect(world.server.sockets).toHaveLength(2);
  });
});

describe("REST", () => {
  it("sends query, body and token, and renews an expired token once", async () => {
    const world = new World();
    const requests: { url: string; token: string | undefined }[] = [];
    let serial = 0;
    const { client } = world.client(A, {
      ports: {
        http: async ({ url, headers }) => {
          requests.push({ url, token: headers["access-token"] });
          return {
            status: 200,
            body: headers["access-token"] === "1" ? refused("InvalidToken") : '{"code":200,"data":[5]}',
          };
        },
      },
    });
    const login = client.loginWithToken(() => String(++serial));
    await world.server.flow();
    await login;
    const query = { targets: [2, 3], type: 1, content_type: 0, content: "ж", ext: undefined } as const;
    expect(await client.request("POST", "/message/send", { query })).toEqual([5]);
    expect(requests).toEqual([
      { url: "http://server.test/message/send?targets=2&targets=3&type=1&content_type=0&content=%D0%B6", token: "1" },
      { url: "http://server.test/message/send?targets=2&targets=3&type=1&content_type=0&content=%D0%B6", token: "2" },
    ]);
  });

  it("gives the envelope's other members with the data when asked, and sends a body by every method but GET", async () => {
    const world = new World();
    const bodies: unknown[] = [];
    const { client } = world.client(A, {
      ports: {
        http: async ({ method, body }) => {
          bodies.push([method, body]);
          return { status: 200, body: '{"code":200,"data":[5],"cursor":"5"}' };
        },
      },
    });
    void client.loginWithToken("1").catch(() => {});
    const page = await client.request("GET", "/roster/list", { query: { limit: 1 }, whole: true });
    expect(page).toMatchObject({ data: [5], cursor: "5" });
    await client.request("PUT", "/user/nickname", { body: { nick_name: "n" } });
    await client.request("DELETE", "/message/conversation", { query: { conversation_id: 7 } });
    expect(bodies).toEqual([
      ["GET", undefined],
      ["PUT", '{"nick_name":"n"}'],
      ["DELETE", "{}"],
    ]);
  });

  it("names failures of the way: no answer, a proxy's page", async () => {
    const world = new World();
    let answer: () => Promise<{ status: number; body: string }> = () => Promise.reject(new Error("refused"));
    const { client } = world.client(A, { ports: { http: () => answer() } });
    void client.loginWithToken("1").catch(() => {});
    await settled();
    expect(await caught(client.request("GET", "/user/profile"))).toMatchObject({
      error: "ServerNotReachable",
      retryable: true,
    });
    answer = async () => ({ status: 502, body: "<html>" });
    expect(await caught(client.request("GET", "/user/profile"))).toMatchObject({ error: "ServerNotReachable" });
    answer = async () => ({ status: 200, body: refused("GroupNotExist", "gone") });
    const gone = { error: "GroupNotExist", message: "gone", code: 20001 };
    expect(await caught(client.request("GET", "/user/profile"))).toMatchObject(gone);
  });

  it("calls without a token what needs none, logged in or not", async () => {
    const world = new World();
    const tokens: (string | undefined)[] = [];
    const http: HttpPort = async ({ headers }) => {
      tokens.push(headers["access-token"]);
      return { status: 200, body: '{"code":200,"data":7}' };
    };
    const { client } = world.client(A, { ports: { http } });
    expect(await client.request("GET", "/user/profile", { anonymous: true })).toBe(7);
    expect(await caught(client.request("GET", "/user/profile"))).toMatchObject({ error: "UserNotLogin" });
    void client.loginWithToken("1").catch(() => {});
    await client.request("GET", "/user/profile", { anonymous: true });
    await client.request("GET", "/user/profile");
    expect(tokens).toEqual([undefined, undefined, "1"]);
  });
});
