/** What happens to messages after they were sent: edits, recalls, receipts, deletions. */

import { describe, expect, it } from "vitest";
import { pb } from "../../../protocol/codec";
import { settled } from "./fake-clock";
import { A, B, caught, GROUP, ofName, texts, World } from "./harness";

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

  it("an edit that is too large rejects, and nothing else happens", async () => {
    const world = new World();
    const { client, heard } = await world.online(A);
    const tooLarge = client.conversation(B).edit(1, "x".repeat(20_000));
    expect(await caught(tooLarge)).toMatchObject({ error: "ContentTooLarge" });
    expect(world.server.received.filter(({ sync }) => sync?.metas?.length)).toEqual([]);
    expect(ofName(heard, "error")).toEqual([]);
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

  it("[OP-2] what was taken back is deleted as well, on all own devices, and comes back with nothing", async () => {
    const world = new World();
    const one = await world.online(A);
    const two = await world.online(A);
    const { client: peer } = await world.online(B);
    const said = ["1", "2"].map((text) => world.server.say(B, A, text));
    await world.server.flow();
    const mid = said[0]?.mid ?? 0;
    const recall = peer.conversation(A).recall(mid);
    await world.server.flow();
    await recall;
    expect(texts(two.client.conversation(B).messages())).toEqual(["", "2"]);
    for (const client of [one.client, two.client]) {
      // Again, by the second: nothing happens twice.
      const done = client.conversation(B).delete(mid);
      await world.server.flow();
      await done;
    }
    for (const { client, heard } of [one, two]) {
      expect(texts(client.conversation(B).messages())).toEqual(["2"]);
      expect(client.conversation(B).summary.unread).toBe(1);
      expect(ofName(heard, "messageUpdated").map(({ change }) => change)).toEqual(["recalled", "removed"]);
    }
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

  it.each(["LEAVED", "DESTROYED", "KICKED", "BLOCKED"] as const)("a group goes from the list with %s", async (name) => {
    const world = new World();
    const { Type } = pb.GroupNotice;
    world.server.group(GROUP, [A, B]);
    const { client, heard } = await world.online(A);
    world.server.say(B, GROUP, "hello");
    await world.server.flow();
    expect(client.conversations().map(({ xid }) => xid)).toEqual([GROUP]);
    const told = { type: Type[name], gid: { uid: GROUP }, from: { uid: name === "LEAVED" ? A : B }, to: [{ uid: A }] };
    world.server.notice(A, 2, pb.GroupNotice.encode(told).finish());
    await world.server.flow();
    expect(client.conversations()).toEqual([]);
    expect(ofName(heard, "conversation").at(-1)).toEqual({ xid: GROUP, summary: null });
  });

  it("[UNREAD-4] who is put out of a group and taken back has nothing unread in it", async () => {
    const world = new World();
    const { Type } = pb.GroupNotice;
    world.server.group(GROUP, [A, B]);
    for (const content of ["one", "two"]) world.server.say(B, GROUP, content);
    const { client } = await world.online(A);
    world.server.say(B, GROUP, "three");
    await world.server.flow();
    const group = client.conversation(GROUP);
    expect(group.summary.unread).toBe(3);
    const notice = (type: pb.GroupNotice.Type, from: number, to: number) =>
      pb.GroupNotice.encode({ type, gid: { uid: GROUP }, from: { uid: from }, to: [{ uid: to }] }).finish();
    world.server.notice(A, 2, notice(Type.KICKED, B, A));
    world.server.tell(GROUP, A, notice(Type.JOINED, A, B));
    await world.server.flow();
    expect(group.summary.unread).toBe(0);
    world.server.say(B, GROUP, "welcome back");
    await world.server.flow();
    expect(group.summary.unread).toBe(1);
  });

  it.each(["INVITED", "INVITE_DECLINED", "APPLYED", "APPLY_DECLINED", "UNBLOCKED"] as const)(
    "a group that is only heard of by %s is not in the list, until one is in it",
    async (name) => {
      const world = new World();
      const { client, heard } = await world.online(A);
      const { Type } = pb.GroupNotice;
      const group = (type: number, from: number, to: number) =>
        pb.GroupNotice.encode({ type, gid: { uid: GROUP }, from: { uid: from }, to: [{ uid: to }] }).finish();
      world.server.notice(A, 2, group(Type[name], B, A));
      await world.server.flow();
      expect(ofName(heard, "notice")).toMatchObject([{ kind: "group", type: name, gid: GROUP }]);
      expect(client.conversations()).toEqual([]);
      world.server.notice(A, 2, group(Type.INVITE_ACCEPTED, A, B));
      await world.server.flow();
      expect(client.conversations().map(({ xid }) => xid)).toEqual([GROUP]);
      // One who is in it stays in it.
      world.server.notice(A, 2, group(Type[name], A, B));
      await world.server.flow();
      expect(client.conversations().map(({ xid }) => xid)).toEqual([GROUP]);
    },
  );
});
