/** The conversations survive a reload, and what was missed meanwhile is made up for. */

import { describe, expect, it } from "vitest";
import { ConversationState } from "../../../client/src/conversation/conversation-state";
import type { Conversation, Message } from "../../../client/src/index";
import { type OpenVault, storageVault } from "../../../client/src/store/index";
import { joined } from "../../../client/src/store/joined";
import { Disk, errors, opened, openTab, type Tab, texts, unsent, useLocks } from "./fake-tab";
import { A, B, World } from "./harness";

useLocks();

describe("the conversations", () => {
  it("are there before the network, and any absence is made up for with three requests at most", async () => {
    const world = new World(8);
    const disk = new Disk();
    const peers = Array.from({ length: 50 }, (_, i) => 10 + i);
    for (const peer of peers) world.server.say(peer, A, `first of ${peer}`);
    const first = openTab(world, disk);
    await world.pass(3000);
    const read = first.client.conversation(10).markRead();
    await world.pass(1000);
    await read;
    first.kill();

    for (const peer of peers) for (let i = 0; i < 3; i++) world.server.say(peer, A, `missed ${i} of ${peer}`);
    world.server.offline = true;
    const second = openTab(world, disk);
    await world.pass(1000);
    expect(second.client.state.at).not.toBe("online");
    expect(second.client.conversations().length).toBeLessThan(60);
    expect(texts(second, 30)).toEqual(["first of 30 received"]);
    expect(second.client.conversation(10).summary.unread).toBe(0);
    expect(second.client.conversation(11).summary.unread).toBe(1);
    expect(second.heard.messages).toEqual([]);

    const before = world.server.received.length;
    world.server.offline = false;
    await world.pass(5000);
    expect(second.client.syncState).toBe("synced");
    expect(second.heard.messages.length).toBe(150);
    expect(second.client.conversation(11).summary.unread).toBe(4);
    expect(texts(second, 30).length).toBe(4);
    // What asks for something: the list with every position, and pages. Receipts are none of it.
    const asked = world.server.received.slice(before).filter(({ sync, unread }) => unread ?? !sync?.metas?.length);
    expect(asked.length).toBeLessThanOrEqual(3);
  });

  it("are as many as is wished, with the newest messages", async () => {
    const world = new World(9);
    const disk = new Disk();
    for (let peer = 10; peer < 18; peer++) for (const text of "abc") world.server.say(peer, A, text);
    const tab = openTab(world, disk, A, storageVault(disk), "app", { conversations: 5, messages: 2 });
    await world.pass(3000);
    tab.kill();
    world.server.offline = true;
    const again = openTab(world, disk);
    await world.pass(1000);
    expect(again.client.conversations().map(({ xid }) => xid)).toEqual([17, 16, 15, 14, 13]);
    expect(await opened(world, again, 17)).toEqual(["b received", "c received"]);
  });

  /** A reload while the server is away: what is shown is what was kept. */
  const reload = async (world: World, disk: Disk, tab: Tab) => {
    await world.pass(1000);
    tab.kill();
    world.server.offline = true;
    const again = openTab(world, disk);
    await world.pass(1000);
    return again;
  };

  it("are few texts, of which a message rewrites its own, the top and its page", async () => {
    const world = new World(10);
    const disk = new Disk();
    for (let peer = 10; peer < 310; peer++) world.server.say(peer, A, "x".repeat(50));
    const written: [table: string, keys: number[]][] = [];
    const read: [table: string, count: number][] = [];
    const watching: OpenVault = async (name) => {
      const vault = await storageVault(disk)(name);
      return {
        ...vault,
        read: async (table, keys) => {
          const values = await vault.read(table, keys);
          read.push([table, values.length]);
          return values;
        },
        write: (table, puts, removed) => {
          written.push([table, puts.map(([key]) => key)]);
          return vault.write(table, puts, removed);
        },
      };
    };
    const first = openTab(world, disk, A, watching);
    await world.pass(3000);
    written.length = 0;
    world.server.say(20, A, "news");
    await world.pass(1000);
    const keys = (wanted: string) => written.filter(([table]) => table === wanted).flatMap(([, some]) => some);
    expect(keys("conversations")).toEqual([20]);
    expect(keys("list").length).toBe(2);
    first.kill();
    world.server.offline = true;
    read.length = 0;
    const second = openTab(world, disk, A, watching);
    await world.pass(1000);
    expect(second.client.conversations().length).toBe(300);
    expect(second.client.conversations()[0]?.last?.content).toBe("news");
    expect(read.filter(([table]) => table === "conversations")).toEqual([]);
    expect(read.find(([table]) => table === "list")).toEqual(["list", 1]);
    expect(Math.max(...read.map(([, count]) => count))).toBeLessThan(40);
  });

  it("lose nothing to a disk that is slow when it is read, or full for a while", async () => {
    const world = new World(13);
    const disk = new Disk();
    for (let peer = 10; peer < 110; peer++) world.server.say(peer, A, "hello");
    const first = openTab(world, disk);
    await world.pass(3000);
    first.kill();
    let full = false;
    const poor: OpenVault = async (name) => {
      const vault = await storageVault(disk)(name);
      return {
        ...vault,
        read: async (table, keys) => {
          if (table === "list" && !keys) await new Promise<void>((late) => void world.clock.after(1000, late));
          return vault.read(table, keys);
        },
        write: (...change) => (full ? Promise.reject(new Error("QuotaExceededError")) : vault.write(...change)),
      };
    };
    const second = openTab(world, disk, A, poor);
    await world.pass(200);
    // At the top of the list: its page comes, and makes a line new, while the others are being read.
    expect(second.client.conversations().length).toBeLessThan(60);
    second.client.conversation(second.client.conversations()[0]?.xid ?? 0).messages();
    await world.pass(3000);
    full = true;
    for (let peer = 10; peer < 60; peer++) world.server.say(peer, A, "lost");
    await world.pass(1000);
    full = false;
    world.server.say(109, A, "kept");
    await world.pass(1000);
    expect(errors(second)).toEqual(["DbOperationFailed"]);
    second.kill();
    world.server.offline = true;
    const third = openTab(world, disk);
    await world.pass(1000);
    expect(third.client.conversations().length).toBe(100);
    expect(await opened(world, third, 109)).toEqual(["hello received", "kept received"]);
    // Where the page could not be written, the position was not, either: all of it is given again.
    world.server.offline = false;
    await world.pass(5000);
    expect(await opened(world, third, 20)).toEqual(["hello received", "lost received"]);
  });

  it("keep what was said before, and hear of what is taken back, deleted and said while nobody looks", async () => {
    const world = new World(11);
    const disk = new Disk();
    for (const peer of [B, 5]) for (const text of "abcde") world.server.say(peer, A, text);
    const first = openTab(world, disk);
    await world.pass(3000);
    first.kill();
    world.server.offline = true;
    const second = openTab(world, disk);
    await world.pass(1000);
    world.server.offline = false;
    const { client: peer } = await world.online(B);
    const [, b] = peer.conversation(A).messages();
    const recall = peer.conversation(A).recall(b?.mid ?? 0);
    world.server.say(B, A, "f");
    await world.pass(5000);
    await recall;
    expect(second.heard.messages.map(({ message }) => message.content)).toEqual(["f"]);
    const third = await reload(world, disk, second);
    expect(await opened(world, third)).toEqual([..."a"].concat("", ..."cdef").map((text) => `${text} received`));
    expect(third.client.conversation(B).messages()[1]?.recalled).toBe(true);

    world.server.offline = false;
    await world.pass(5000);
    const five = third.client.conversation(5);
    const last = five.messages().at(-1)?.mid ?? 0;
    const deleted = five.delete(last);
    await world.pass(1000);
    await deleted;
    const fourth = await reload(world, disk, third);
    expect(await opened(world, fourth, 5)).toEqual([..."abcd"].map((text) => `${text} received`));
    expect(fourth.client.conversation(5).summary.last?.content).toBe("d");
  });

  it("do not bring back what was taken back and then deleted", async () => {
    const world = new World(12);
    const disk = new Disk();
    const first = openTab(world, disk);
    await world.pass(1000);
    const conversation = first.client.conversation(B);
    const [oops] = ["oops", "kept"].map((text) => conversation.send(text));
    await world.pass(1000);
    const { mid = 0 } = (await oops) ?? {};
    for (const act of ["recall", "delete"] as const) {
      const done = conversation[act](mid);
      await world.pass(1000);
      await done;
    }
    const second = await reload(world, disk, first);
    expect(await opened(world, second)).toEqual(["kept sent"]);
  });

  it("continue a page only where nothing is missing, and without what was removed or edited unseen", () => {
    const message = (mid: number) => ({ mid, id: `m${mid}`, editedAt: 0, own: false }) as Message;
    const [page, state] = [[1, 2, 3].map(message), () => new ConversationState(B, 500, () => ({}) as Conversation)];
    const mids = (messages: readonly Message[]) => messages.map(({ mid }) => mid);
    expect(mids(joined(page, [3, 4].map(message), state()))).toEqual([1, 2, 3, 4]);
    expect(mids(joined(page, [5].map(message), state()))).toEqual([5]);
    expect(mids(joined(page, [], state()))).toEqual([1, 2, 3]);
    const removed = state();
    removed.timeline.clear(2);
    expect(mids(joined(page, [3, 4].map(message), removed))).toEqual([3, 4]);
    const edited = state();
    edited.missedEdits.set(1, 9);
    expect(mids(joined(page, [3, 4].map(message), edited))).toEqual([2, 3, 4]);
    const gone = state();
    gone.gone.set(2, { deleted: true, by: 9, counted: false });
    expect(mids(joined(page, [3, 4].map(message), gone))).toEqual([1, 3, 4]);
  });

  it("of an earlier layout count for nothing, and the outbox beside them stays", async () => {
    const world = new World(12);
    const disk = new Disk();
    await unsent(world, disk, "kept");
    const former = { 9: [1, 9, 1, 1, 0, 0, 0, 0, true, 0, 0, []] };
    disk.set(`oriole/app/${A}/conversations`, JSON.stringify(former));
    disk.values.delete(`oriole/app/${A}/list`);
    const second = openTab(world, disk);
    await world.pass(1000);
    expect(second.client.conversations().map(({ xid }) => xid)).toEqual([B]);
    expect(await opened(world, second, 9)).toEqual([]);
    expect(texts(second)).toEqual(["kept sending"]);
    expect(errors(second)).toEqual([]);
  });
});
