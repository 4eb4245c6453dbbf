/** What others say, once and in order, whatever was lost on the way. */

import { describe, expect, it } from "vitest";
import { pb } from "../../../protocol/codec";
import { settled } from "./fake-clock";
import { A, B, contents, GROUP, ofName, texts, World } from "./harness";

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
