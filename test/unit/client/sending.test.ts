/** The outbox: what is sent is there once, in order, or refused by name. */

import { describe, expect, it } from "vitest";
import type { Draft } from "../../../client/src/index";
import { settled } from "./fake-clock";
import { A, B, caught, ofName, texts, World } from "./harness";

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

  it("keeps a failed message where sending it again is refused at once", async () => {
    const world = new World();
    const { client } = await world.online(A, { outboxLimit: 1 });
    world.server.refuse = () => "RosterNotFriend";
    const conversation = client.conversation(B);
    const sending = conversation.send("precious");
    await Promise.all([caught(sending), world.server.flow()]);
    const shown = () => conversation.messages().map(({ content, status }) => `${content} ${status}`);

    world.server.live(A)[0]?.cut();
    const other = conversation.send("other");
    expect(await caught(conversation.resend(sending.id))).toMatchObject({ error: "MessageRateLimitExceeded" });
    expect(shown()).toEqual(["precious failed", "other sending"]);
    other.cancel();

    await world.pass(5000);
    world.server.live(A)[0]?.cut(4111);
    await world.pass(100);
    expect(await caught(conversation.resend(sending.id))).toMatchObject({ error: "UserKickedBySameDevice" });
    expect(shown()).toEqual(["precious failed"]);
  });

  it("rejects what is not there to be sent", async () => {
    const world = new World();
    const { client } = await world.online(A);
    const conversation = client.conversation(B);
    expect(await caught(conversation.resend("m1"))).toMatchObject({ error: "InvalidParam" });
    expect(await caught(conversation.send(undefined as unknown as string))).toMatchObject({ error: "InvalidParam" });
    expect(conversation.messages()).toEqual([]);
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
