/** Tabs of one user that share a connection: one leads, the others call through it, and any of them may die or freeze. */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type ConnectionState, Oriole, type Socket, webStorage } from "../../../client/src/index";
import { store } from "../../../client/src/store/index";
import { sharedSocket } from "../../../client/src/tabs/index";
import type { FakeSocket } from "./fake-socket";
import { World } from "./harness";

const A = 1;
const B = 2;

interface Request {
  readonly name: string;
  readonly run: (lock: object | null) => unknown;
  readonly done: (error?: Error) => void;
  held: boolean;
  /** Runs something in the tab, when it is not frozen. */
  inTab: (run: () => void) => void;
}

/** Web Locks and BroadcastChannel of one browser; what a tab has there ends with it. */
class FakeBrowser {
  requests: Request[] = [];
  channels: FakeChannel[] = [];

  readonly locks = {
    request: (name: string, options: { steal?: boolean }, run: Request["run"]) =>
      new Promise<void>((resolve, reject) => {
        const done: Request["done"] = (error) => (error ? reject(error) : resolve());
        const request: Request = { name, run, held: false, done, inTab: (work) => work() };
        if (options.steal) {
          const holder = this.requests.find((one) => one.name === name && one.held);
          if (holder) this.drop(holder, new Error("AbortError"));
          this.requests.unshift(request);
        } else this.requests.push(request);
        this.grant();
      }),
  };

  drop(request: Request, error?: Error): void {
    this.requests = this.requests.filter((one) => one !== request);
    request.inTab(() => request.done(error));
    this.grant();
  }

  grant(): void {
    for (const request of this.requests) {
      if (this.requests.some((other) => other.name === request.name && other.held)) continue;
      request.held = true;
      Promise.resolve(request.run({})).then(() => this.drop(request));
    }
  }

  readonly Channel = channelOf(this);
}

class FakeChannel {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  silent = false;
  inTab: (run: () => void) => void = (run) => run();
  readonly name: string;
  readonly #browser: FakeBrowser;

  constructor(browser: FakeBrowser, name: string) {
    this.#browser = browser;
    this.name = name;
    browser.channels.push(this);
  }

  postMessage(message: unknown): void {
    if (this.silent) return;
    const data = structuredClone(message);
    for (const other of this.#browser.channels) {
      if (other === this || other.name !== this.name) continue;
      Promise.resolve().then(() => {
        if (!other.silent) other.inTab(() => other.onmessage?.({ data }));
      });
    }
  }

  close(): void {
    this.silent = true;
  }
}

function channelOf(browser: FakeBrowser) {
  return class extends FakeChannel {
    constructor(name: string) {
      super(browser, name);
    }
  };
}

let browser: FakeBrowser;
let disk: Map<string, string>;
beforeEach(() => {
  browser = new FakeBrowser();
  disk = new Map();
  vi.stubGlobal("navigator", { locks: browser.locks });
  vi.stubGlobal("BroadcastChannel", browser.Channel);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

class Tab {
  readonly client: Oriole;
  readonly heard: string[] = [];
  readonly states: ConnectionState["at"][] = [];
  readonly #sockets: FakeSocket[] = [];
  #requests: Request[] = [];
  #channels: FakeChannel[] = [];
  #alive = true;
  /** What waits for a frozen tab; null when it runs. */
  #waiting: (() => void)[] | null = null;

  constructor(world: World) {
    const area = {
      getItem: (key: string) => disk.get(key) ?? null,
      setItem: (key: string, value: string) => void disk.set(key, value),
    };
    this.client = new Oriole({
      url: "http://server.test",
      appId: "app",
      features: [sharedSocket()],
      maxRetryDelayMs: 1000,
      ports: {
        socket: (url, protocols) => {
          if (!this.#alive) return { close() {} } as unknown as Socket;
          const socket = world.server.port(url, protocols) as FakeSocket;
          this.#sockets.push(socket);
          return socket;
        },
        clock: {
          now: () => world.clock.now(),
          after: (delayMs, run) => world.clock.after(delayMs, () => this.#run(run)),
        },
        random: world.random,
        storage: webStorage(area),
        wake: () => () => {},
        http: async () => ({ status: 200, body: `{"code":200,"data":{"token":"${A}","user_id":${A}}}` }),
      },
    });
    this.client.on("message", ({ message }) => this.heard.push(message.content));
    this.client.on("state", ({ at }) => this.states.push(at));
  }

  static async open(world: World): Promise<Tab> {
    const requests = new Set(browser.requests);
    const channels = new Set(browser.channels);
    const tab = new Tab(world);
    tab.client.login({ username: "ann", password: "x" }).catch(() => {});
    await world.pass(1000);
    tab.#requests = browser.requests.filter((one) => !requests.has(one));
    tab.#channels = browser.channels.filter((one) => !channels.has(one));
    return tab;
  }

  readonly #run = (work: () => void): void => {
    if (this.#waiting) this.#waiting.push(work);
    else work();
  };

  /** Timers, messages and frames wait, as in a page that the browser froze. */
  freeze(): void {
    this.#waiting = [];
    for (const owned of [...this.#channels, ...this.#requests]) owned.inTab = this.#run;
    for (const socket of this.#sockets) socket.dead = true;
  }

  thaw(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const socket of this.#sockets) socket.dead = false;
    for (const work of waiting) work();
  }

  kill(): void {
    this.#alive = false;
    for (const channel of this.#channels) channel.silent = true;
    for (const socket of this.#sockets) socket.cut();
    for (const request of this.#requests) if (browser.requests.includes(request)) browser.drop(request);
  }

  texts(): string[] {
    return this.client
      .conversation(B)
      .messages()
      .map(({ content, status }) => `${content} ${status}`);
  }
}

const logged = (world: World) => world.server.log(A, B).entries.map(({ current }) => current?.content);

describe("tabs that share a socket", () => {
  it("are one device on one connection, see the same and may all send", async () => {
    const world = new World(1);
    const tabs = [await Tab.open(world), await Tab.open(world), await Tab.open(world)];
    expect(world.server.live(A).length).toBe(1);
    expect(tabs.map(({ client }) => [client.state.at, client.syncState, client.deviceSn])).toEqual(
      tabs.map(() => ["online", "synced", tabs[0]?.client.deviceSn]),
    );
    world.server.say(B, A, "hi");
    await world.pass(500);
    for (const [at, { client }] of tabs.entries()) client.conversation(B).send(`from ${at}`);
    await world.pass(1000);
    const said = logged(world).slice(1);
    expect(said.sort()).toEqual(["from 0", "from 1", "from 2"]);
    for (const tab of tabs) {
      expect(tab.texts().slice(1)).toEqual(
        logged(world)
          .slice(1)
          .map((text) => `${text} sent`),
      );
      expect(tab.heard.length).toBe(3);
    }
  });

  it("tell each other of edits, recalls and reading, and get their own pages of history", async () => {
    const world = new World(2);
    for (let i = 0; i < 60; i++) world.server.say(B, A, `old ${i}`);
    const [first, second] = [await Tab.open(world), await Tab.open(world)];
    const sent = second.client.conversation(B).send("typo");
    await world.pass(500);
    const { mid } = await sent;
    const edited = first.client.conversation(B).edit(mid, "fixed");
    const read = second.client.conversation(B).markRead();
    await world.pass(500);
    await Promise.all([edited, read]);
    const pages = [first, second].map((tab, at) => tab.client.conversation(B).history({ limit: 5 + at }));
    await world.pass(500);
    expect((await Promise.all(pages)).map(({ messages }) => messages.length)).toEqual([5, 6]);
    for (const tab of [first, second]) {
      expect(tab.texts().at(-1)).toBe("fixed sent");
      expect(tab.client.conversation(B).summary.unread).toBe(0);
    }
  });

  it("[INV-2] lose and double nothing when the leader dies while both send", async () => {
    const world = new World(3);
    const [leader, other] = [await Tab.open(world), await Tab.open(world)];
    for (let i = 0; i < 20; i++) other.client.conversation(B).send(`other ${i}`);
    await Promise.resolve();
    world.server.auto = false;
    for (let i = 0; i < 4; i++) {
      await world.server.flow();
      world.server.step();
    }
    leader.kill();
    for (let i = 20; i < 25; i++) other.client.conversation(B).send(`other ${i}`);
    world.server.auto = true;
    await world.pass(5000);
    expect(other.client.state.at).toBe("online");
    expect(world.server.live(A).length).toBe(1);
    expect(logged(world)).toEqual(Array.from({ length: 25 }, (_, i) => `other ${i}`));
    expect(other.texts()).toEqual(logged(world).map((text) => `${text} sent`));
    const third = await Tab.open(world);
    world.server.say(B, A, "welcome");
    await world.pass(500);
    expect(third.heard.at(-1)).toBe("welcome");
    expect(other.heard).toEqual(["welcome"]);
  });

  it("take the lead from one that froze, which follows when it wakes", async () => {
    const world = new World(4);
    const [leader, other] = [await Tab.open(world), await Tab.open(world)];
    leader.freeze();
    const sent = other.client.conversation(B).send("anybody?");
    other.client.wake();
    await world.pass(40_000);
    expect((await sent).seq).toBe(1);
    expect(other.client.state.at).toBe("online");
    leader.thaw();
    await world.pass(40_000);
    expect(world.server.live(A).length).toBe(1);
    expect(leader.client.state.at).toBe("online");
    expect(leader.texts()).toEqual(["anybody? sent"]);
  });

  it("are all told why the server closed, and one that logs out leaves the others online", async () => {
    const world = new World(5);
    const [leader, other] = [await Tab.open(world), await Tab.open(world)];
    leader.client.logout();
    await world.pass(5000);
    expect(other.client.state.at).toBe("online");
    const third = await Tab.open(world);
    for (const socket of world.server.live(A)) socket.cut(4106);
    await world.pass(1000);
    for (const { client } of [other, third]) {
      expect(client.state).toMatchObject({ at: "closed", cause: { error: "UserFrozen" } });
    }
  });

  it("connect by themselves where locks and storage are refused, as in a sandboxed frame", async () => {
    const refused = () => Promise.reject(new DOMException("denied in this context", "SecurityError"));
    const request = vi.fn(refused);
    vi.stubGlobal("navigator", { locks: { request } });
    const world = new World(6);
    const blocked = {
      ...{ url: "http://server.test", appId: "app", features: [store({ vault: refused }), sharedSocket()] },
      ports: {
        ...{ socket: world.server.port, clock: world.clock, random: world.random },
        http: async () => ({ status: 200, body: `{"code":200,"data":{"token":"${A}","user_id":${A}}}` }),
      },
    };
    Object.defineProperty(globalThis, "localStorage", {
      configurable: true,
      get() {
        throw new DOMException("denied", "SecurityError");
      },
    });
    try {
      const client = new Oriole(blocked);
      void client.login({ username: "ann", password: "x" });
      await world.pass(2000);
      expect(client.state.at).toBe("online");
      const sent = client.conversation(B).send("alone");
      await world.pass(500);
      expect((await sent).seq).toBe(1);
      expect(request.mock.calls.length).toBeLessThan(10);
      client.close();
    } finally {
      Reflect.deleteProperty(globalThis, "localStorage");
    }
  });

  it("connect by themselves where there are no locks", async () => {
    vi.stubGlobal("navigator", {});
    const world = new World(6);
    const tab = await Tab.open(world);
    expect(tab.client.state.at).toBe("online");
  });
});
