/** What survives a reload, a killed tab, and a vault that fails. A killed tab's client goes on living, unheard, as a real one would not. */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ConversationState } from "../../../client/src/conversation/conversation-state";
import { type Conversation, type Message, Oriole, type Socket, type StoragePort } from "../../../client/src/index";
import {
  type OpenVault,
  type Store,
  type StoreOptions,
  storageVault,
  store,
  type Vault,
} from "../../../client/src/store/index";
import { joined } from "../../../client/src/store/joined";
import { type Heard, ofName, World } from "./harness";

const A = 1;
const B = 2;

/** The disk of one device. */
class Disk implements StoragePort {
  readonly values = new Map<string, string>();
  get = (key: string) => this.values.get(key) ?? null;
  set = (key: string, value: string) => void this.values.set(key, value);
}

/** Web Locks of one browser: a tab that dies lets go of what it held. */
class FakeLocks {
  readonly held = new Set<string>();

  async request(
    name: string,
    options: { ifAvailable?: boolean },
    run: (lock: object | null) => unknown,
  ): Promise<unknown> {
    if (options.ifAvailable) return run(this.held.has(name) ? null : {});
    this.held.add(name);
    await run({});
    this.held.delete(name);
    return undefined;
  }
}

let locks: FakeLocks;
beforeEach(() => {
  locks = new FakeLocks();
  vi.stubGlobal("navigator", { locks });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

interface Tab {
  readonly client: Oriole;
  readonly heard: Pick<Heard, "messages" | "events">;
  readonly kept: Store;
  kill(): void;
}

/** A page of one user on this device. What it does after kill() reaches neither the server nor the disk. */
function openTab(
  world: World,
  disk: Disk,
  uid = A,
  vault: OpenVault = storageVault(disk),
  appId = "app",
  bounds: StoreOptions = {},
): Tab {
  let alive = true;
  const others = new Set(locks.held);
  const guarded: OpenVault = async (name) => {
    const real = await vault(name);
    const whileAlive: Vault = { ...real, write: (...change) => (alive ? real.write(...change) : Promise.resolve()) };
    return whileAlive;
  };
  const kept = store({ vault: guarded, ...bounds });
  const client = new Oriole({
    url: "http://server.test",
    appId,
    features: [kept],
    maxRetryDelayMs: 1000,
    ports: {
      socket: (url, protocols) => (alive ? world.server.port(url, protocols) : ({ close() {} } as unknown as Socket)),
      clock: world.clock,
      random: world.random,
      storage: disk,
      wake: () => () => {},
      http: async () => ({ status: 200, body: `{"code":200,"data":{"token":"${uid}","user_id":${uid}}}` }),
    },
  });
  const heard: Tab["heard"] = { messages: [], events: [] };
  client.on("message", ({ message, origin }) => heard.messages.push({ xid: message.xid, message, origin }));
  for (const name of ["messageUpdated", "error", "conversation"] as const) {
    client.on(name, (event) => heard.events.push({ name, event }));
  }
  client.login({ username: "x", password: "y" }).catch(() => {});
  const mine = [...locks.held].filter((name) => !others.has(name));
  return {
    client,
    heard,
    kept,
    kill() {
      alive = false;
      for (const name of mine) locks.held.delete(name);
      for (const socket of world.server.live(uid)) socket.cut();
    },
  };
}

const texts = (tab: Tab, xid = B) =>
  tab.client
    .conversation(xid)
    .messages()
    .map(({ content, status }) => `${content} ${status}`);
/** What a reader sees who opens the conversation: its messages come when they are asked for. */
async function opened(world: World, tab: Tab, xid = B): Promise<string[]> {
  tab.client.conversation(xid).messages();
  await world.pass(50);
  return texts(tab, xid);
}
const errors = ({ heard }: Tab) => ofName(heard as Heard, "error").map(({ error }) => error);
const logged = (world: World) => world.server.log(A, B).entries.map(({ current }) => current?.content);

describe("the outbox", () => {
  it("[INV-2] sends once what was committed when the tab was killed before the ack", async () => {
    const world = new World(1);
    const disk = new Disk();
    const first = openTab(world, disk);
    await world.pass(1000);
    first.client.conversation(B).send("once");
    // The server commits; the ack is on its way when the tab dies.
    world.server.auto = false;
    await world.server.flow();
    const socket = world.server.live(A)[0];
    while (logged(world).length === 0 && world.server.step()) await world.server.flow();
    expect(socket?.down.length).toBeGreaterThan(0);
    first.kill();
    world.server.auto = true;
    await world.pass(1000);
    const second = openTab(world, disk);
    await world.pass(3000);
    expect(logged(world)).toEqual(["once"]);
    expect(texts(second)).toEqual(["once sent"]);
    expect(second.client.deviceSn).toBe(first.client.deviceSn);
    expect(errors(second)).toEqual([]);
  });

  it("sends after a reload what never left, in its order, before what is sent then", async () => {
    const world = new World(2);
    const disk = new Disk();
    const first = openTab(world, disk);
    await world.pass(1000);
    world.server.offline = true;
    for (const socket of world.server.live(A)) socket.cut();
    for (const text of ["a", "b", "c"]) first.client.conversation(B).send(text);
    await world.pass(500);
    first.kill();
    const second = openTab(world, disk);
    await world.pass(500);
    expect(texts(second)).toEqual(["a sending", "b sending", "c sending"]);
    second.client.conversation(B).send("d");
    world.server.offline = false;
    await world.pass(5000);
    expect(logged(world)).toEqual(["a", "b", "c", "d"]);
    expect(texts(second)).toEqual(["a sent", "b sent", "c sent", "d sent"]);
    second.kill();
    const third = openTab(world, disk);
    await world.pass(3000);
    expect(logged(world).length).toBe(4);
    expect(await opened(world, third)).toEqual(["a sent", "b sent", "c sent", "d sent"]);
  });

  it("carries out once an operation that was under way", async () => {
    const world = new World(3);
    const disk = new Disk();
    const first = openTab(world, disk);
    await world.pass(1000);
    const sent = first.client.conversation(B).send("typo");
    await world.pass(500);
    const { mid } = await sent;
    world.server.offline = true;
    for (const socket of world.server.live(A)) socket.cut();
    first.client.conversation(B).edit(mid, "fixed");
    await world.pass(500);
    first.kill();
    world.server.offline = false;
    const second = openTab(world, disk);
    await world.pass(3000);
    expect(texts(second)).toEqual(["fixed sent"]);
    expect(world.server.log(A, B).entries.length).toBe(2);
  });

  it("shows what failed until it is sent again or discarded, and forgets what was cancelled by logout", async () => {
    const world = new World(4);
    const disk = new Disk();
    const first = openTab(world, disk);
    await world.pass(1000);
    world.server.refuse = () => "RosterNotFriend";
    for (const text of ["again", "away"]) first.client.conversation(B).send(text);
    await world.pass(500);
    first.kill();
    world.server.refuse = () => undefined;
    const second = openTab(world, disk);
    await world.pass(3000);
    expect(texts(second)).toEqual(["again failed", "away failed"]);
    const [again, away] = second.client.conversation(B).messages();
    expect(again?.error?.error).toBe("RosterNotFriend");
    second.client.conversation(B).discard(away?.id ?? "");
    second.client.conversation(B).resend(again?.id ?? "");
    await world.pass(500);
    world.server.offline = true;
    for (const socket of world.server.live(A)) socket.cut();
    second.client.conversation(B).send("never mind");
    second.client.logout();
    await world.pass(500);
    world.server.offline = false;
    const third = openTab(world, disk);
    await world.pass(3000);
    expect(texts(third)).toEqual(["again sent"]);
    expect(logged(world)).toEqual(["again"]);
  });
});

describe("the vault", () => {
  const failing: Record<string, OpenVault> = {
    "is blocked": () => new Promise(() => {}),
    "cannot be opened": () => Promise.reject(new Error("denied")),
    "throws where it should reject": async (name) => {
      const fail = () => {
        throw new Error("gone");
      };
      return { ...(await storageVault(new Disk())(name)), read: fail, write: fail };
    },
    "is full": async (name) => ({
      ...(await storageVault(new Disk())(name)),
      write: () => Promise.reject(new Error("QuotaExceededError")),
    }),
    "holds garbage": async (name) => ({
      ...(await storageVault(new Disk())(name)),
      read: async () => [
        null,
        7,
        "x",
        [],
        [1],
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
        [1, 2, "z", {}, 5, 6, 7, 8, 9, 0, 0, 0],
      ],
    }),
  };
  it.each(Object.entries(failing))("that %s leaves a client that works from memory", async (what, vault) => {
    const world = new World(5);
    const tab = openTab(world, new Disk(), A, vault);
    await world.pass(5000);
    expect(tab.client.state.at).toBe("online");
    const sent = tab.client.conversation(B).send("on");
    await world.pass(1000);
    expect((await sent).seq).toBe(1);
    expect(errors(tab)).toEqual(what === "holds garbage" ? [] : ["DbOperationFailed"]);
  });

  it("with one broken text begins anew and keeps the other table", async () => {
    const world = new World(6);
    const disk = new Disk();
    const first = openTab(world, disk);
    await world.pass(1000);
    world.server.offline = true;
    for (const socket of world.server.live(A)) socket.cut();
    first.client.conversation(B).send("kept");
    await world.pass(1000);
    first.kill();
    disk.set(`oriole/app/${A}/conversations`, '{"2": [1, 2,');
    world.server.offline = false;
    const second = openTab(world, disk);
    await world.pass(3000);
    expect(texts(second)).toEqual(["kept sent"]);
  });

  it("[INV-8] is one for each app and user, and empty after wipe()", async () => {
    const world = new World(7);
    const disk = new Disk();
    world.server.say(B, A, "for A");
    const a = openTab(world, disk, A);
    await world.pass(2000);
    a.client.logout();
    world.server.offline = true;
    const b = openTab(world, disk, 3);
    const other = openTab(world, disk, A, storageVault(disk), "other");
    await world.pass(1000);
    expect([b.client.conversations(), other.client.conversations()]).toEqual([[], []]);
    // What was gathered before, and comes to be written later, is not kept any more.
    world.server.offline = false;
    const last = openTab(world, disk, A);
    await world.pass(2000);
    world.server.say(B, A, "late");
    await world.server.flow();
    last.client.logout();
    await last.kept.wipe();
    world.server.offline = true;
    await world.pass(1000);
    const again = openTab(world, disk, A);
    await world.pass(1000);
    expect(again.client.conversations()).toEqual([]);
  });
});

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
    gone.gone.set(2, { how: "deleted", by: 9, counted: false });
    expect(mids(joined(page, [3, 4].map(message), gone))).toEqual([1, 3, 4]);
  });

  it("of an earlier layout count for nothing, and the outbox beside them stays", async () => {
    const world = new World(12);
    const disk = new Disk();
    const first = openTab(world, disk);
    await world.pass(1000);
    world.server.offline = true;
    for (const socket of world.server.live(A)) socket.cut();
    first.client.conversation(B).send("kept");
    await world.pass(1000);
    first.kill();
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
