/** A page of one user that keeps what it has on a device, and may be killed: its client goes on living, unheard, as a real one would not. */

import { afterEach, beforeEach, vi } from "vitest";
import { Oriole, type Socket, type StoragePort } from "../../../client/src/index";
import {
  type OpenVault,
  type Store,
  type StoreOptions,
  storageVault,
  store,
  type Vault,
} from "../../../client/src/store/index";
import { A, B, type Heard, ofName, type World } from "./harness";

/** The disk of one device. */
export class Disk implements StoragePort {
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

/** Each test of the file has a browser of its own. */
export function useLocks(): void {
  beforeEach(() => {
    locks = new FakeLocks();
    vi.stubGlobal("navigator", { locks });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });
}

export interface Tab {
  readonly client: Oriole;
  readonly heard: Pick<Heard, "messages" | "events">;
  readonly kept: Store;
  kill(): void;
}

/** A page of one user on this device. What it does after kill() reaches neither the server nor the disk. */
export function openTab(
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

/** A tab that was killed before it could send these: the server is away, and stays so. */
export async function unsent(world: World, disk: Disk, ...contents: string[]): Promise<void> {
  const tab = openTab(world, disk);
  await world.pass(1000);
  world.server.offline = true;
  for (const socket of world.server.live(A)) socket.cut();
  for (const content of contents) tab.client.conversation(B).send(content);
  await world.pass(500);
  tab.kill();
}

export const texts = (tab: Tab, xid = B) =>
  tab.client
    .conversation(xid)
    .messages()
    .map(({ content, status }) => `${content} ${status}`);
/** What a reader sees who opens the conversation: its messages come when they are asked for. */
export async function opened(world: World, tab: Tab, xid = B): Promise<string[]> {
  tab.client.conversation(xid).messages();
  await world.pass(50);
  return texts(tab, xid);
}
export const errors = ({ heard }: Tab) => ofName(heard as Heard, "error").map(({ error }) => error);
export const logged = (world: World) => world.server.log(A, B).entries.map(({ current }) => current?.content);
