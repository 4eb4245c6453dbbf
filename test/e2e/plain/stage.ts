/** What every test of the existing clients' protocol needs: a server, an app, users, and clients that are cleaned up. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll } from "vitest";
import { z } from "zod";
import type { HubRpc } from "../../../durable-objects/rpc/index.ts";
import { hubName } from "../../../protocol/ids.ts";
import { type Server, startServer } from "../../../server/start.ts";
import { allocateId } from "../../../src/store/allocate-id.ts";
import type { DeviceMemory } from "../../support/plain/device-memory.ts";
import type { Host, TransportKind } from "../../support/plain/transport.ts";
import type { Fields } from "../../support/plain/wire.ts";
import { type ClientOptions, PlainClient } from "../../support/plain-client.ts";
import { type TestApp, TestServer, type TestUser } from "../../support/private-server.ts";

export interface Stage {
  readonly transport: TransportKind;
  readonly app: TestApp;
  readonly server: TestServer;
  /** The address that discovery gives to clients. */
  readonly host: Host;
  /** A user with a token, made past REST: hashing two passwords for each would be most of the test's time. */
  user(): Promise<TestUser>;
  pair(): Promise<[TestUser, TestUser]>;
  trio(): Promise<[TestUser, TestUser, TestUser]>;
  /** A client that has not connected. Its errors fail the test. */
  client(user: { uid: number; token: string }, memory?: DeviceMemory): PlainClient;
  /** A client that has logged in and got its first unread list. */
  online(user: TestUser, memory?: DeviceMemory, fields?: Fields): Promise<PlainClient>;
  /** Founds a group by REST. */
  group(owner: TestUser, members: TestUser[], settings?: Record<string, unknown>): Promise<number>;
  /** The object that holds a user's inbox. */
  hub(uid: number): Pick<HubRpc, "setUserStatus">;
  /** Another app on the same server. */
  appWith(id: string, options?: Parameters<TestServer["app"]>[1]): Promise<TestApp>;
}

const discoverySchema = z.object({
  dns_list: z.array(
    z.object({ clusters: z.array(z.object({ webim: z.array(z.object({ protocol: z.string(), host: z.string() })) })) }),
  ),
});

const groupSchema = z.object({ group_id: z.int() });

export function useStage(transport: TransportKind): { readonly current: Stage } {
  let stage: Stage | null = null;
  let running: Server | null = null;
  let data = "";
  const clients = new Set<PlainClient>();

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), "oriole-plain-"));
    running = await startServer({ port: 0, data });
    stage = await makeStage(transport, running, clients);
  });
  afterEach(async () => {
    const open = [...clients];
    clients.clear();
    await Promise.all(open.map((client) => client.close()));
  });
  afterAll(async () => {
    await running?.stop();
    await rm(data, { recursive: true, force: true });
  });
  return {
    get current() {
      if (!stage) throw new Error("the stage is not set");
      return stage;
    },
  };
}

async function makeStage(transport: TransportKind, running: Server, clients: Set<PlainClient>): Promise<Stage> {
  const server = new TestServer(running);
  const app = await server.app("plain");
  const host = await discover(app);
  let users = 0;

  const user = async (): Promise<TestUser> => {
    const name = `user${users++}`;
    const uid = await insertUser(running, app.id, name);
    const token = await app.sign({ uid });
    return { uid, name, password: "", token, api: app.api.as(token) };
  };
  const client = (who: { uid: number; token: string }, memory?: DeviceMemory): PlainClient => {
    const options: ClientOptions = { transport, host, uid: who.uid, token: who.token };
    const made = new PlainClient(memory ? { ...options, memory } : options);
    clients.add(made);
    return made;
  };
  return {
    transport,
    app,
    server,
    host,
    user,
    pair: () => Promise.all([user(), user()]),
    trio: () => Promise.all([user(), user(), user()]),
    client,
    async online(who, memory, fields) {
      const made = client(who, memory);
      await made.login(fields);
      await made.until(() => made.unreads[0], "its first unread list");
      return made;
    },
    async group(owner, members, settings = {}) {
      const input = { name: "a group", user_list: members.map(({ uid }) => uid), ...settings };
      return groupSchema.parse((await owner.api.post("/group/create", input)).data).group_id;
    },
    hub: (uid) => hubOf(running, app.id, uid),
    appWith: (id, options) => server.app(id, options),
  };
}

/** As a client finds its server. */
async function discover(app: TestApp): Promise<Host> {
  const { data } = await app.api.get("/v2/app_dns", { app_id: app.id });
  const host = discoverySchema.parse(data).dns_list[0]?.clusters[0]?.webim[0];
  if (!host) throw new Error("discovery names no webim host");
  return host;
}

/** As REST registers, with an id from the same sequence and a password that fits nothing. */
async function insertUser(running: Server, app: string, username: string): Promise<number> {
  const uid = await allocateId(running.database as unknown as Parameters<typeof allocateId>[0], app, "user");
  await running.database
    .prepare("INSERT INTO users (app, uid, username, password, created_at) VALUES (?, ?, ?, '', 0)")
    .bind(app, uid, username)
    .run();
  return uid;
}

function hubOf(running: Server, app: string, uid: number): Pick<HubRpc, "setUserStatus"> {
  const call = async (uid_: number, status: "normal" | "frozen" | "removed") => {
    const namespace = await running.miniflare.getDurableObjectNamespace("HUB", "oriole");
    const stub = namespace.get(namespace.idFromName(hubName(app, uid))) as unknown as HubRpc;
    await stub.setUserStatus(uid_, status);
  };
  return { setUserStatus: call };
}
