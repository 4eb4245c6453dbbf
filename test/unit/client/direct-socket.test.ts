/** Conversations on sockets of their own. */

import { describe, expect, it } from "vitest";
import { settled } from "./fake-clock";
import { A, B, contents, GROUP, ofName, texts, World } from "./harness";

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

  it("[TR-2] falls back at once from one that the server closed, though it has not ended yet", async () => {
    const world = new World();
    const { client, heard } = await world.online(A);
    const conversation = client.conversation(B);
    const opened = conversation.open();
    await world.server.flow();
    await opened;
    const direct = world.server.live(A).find(({ xid }) => xid === B);
    if (direct) Object.assign(direct, { closing: true, attached: false });
    world.server.say(B, A, "by the inbox");
    const sending = conversation.send("mine");
    await world.server.flow();
    await sending;
    expect(contents(heard, B)).toEqual(["by the inbox"]);
    expect(texts(conversation.messages()).sort()).toEqual(["by the inbox", "mine"]);
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
