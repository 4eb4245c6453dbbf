/** A private server with an empty data folder, and apps and users to put into it. */

import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { z } from "zod";
import type { Issuer } from "../../durable-objects/access/issuer-key.ts";
import type { Role } from "../../durable-objects/access/token.ts";
import { signToken } from "../../durable-objects/access/token.ts";
import { type Server, startServer } from "../../server/start.ts";
import { Api } from "./api.ts";

export interface TestUser {
  uid: number;
  name: string;
  password: string;
  token: string;
  /** REST as this user. */
  api: Api;
}

export interface AppOptions {
  status?: "normal" | "frozen" | "banned" | "revoked";
  license?: "normal" | "invalid" | "limit";
  settings?: Record<string, unknown>;
}

const tokenSchema = z.object({ user_id: z.int(), token: z.string(), expire: z.int() });

/** One app on the server: REST with its id, tokens with its secret, users. */
export class TestApp {
  readonly id: string;
  readonly api: Api;
  readonly #issuer: Issuer;

  constructor(issuer: Issuer, url: string) {
    this.id = issuer.id;
    this.api = new Api(url, { app_id: issuer.id });
    this.#issuer = issuer;
  }

  /** A token signed at another time, or for somebody who never logged in. */
  async sign(
    holder: { uid: number; guid?: string; role?: Role; generation?: number },
    nowMs = Date.now(),
  ): Promise<string> {
    const { uid, guid = null, role = "user", generation = 0 } = holder;
    return (await signToken(this.#issuer, { uid, guid, role, generation }, nowMs)).token;
  }

  async admin(): Promise<Api> {
    return this.api.as(await this.sign({ uid: 0, role: "admin" }));
  }

  async user(name: string, password = `password of ${name}`): Promise<TestUser> {
    const registered = await this.api.post("/user/register/v2", { username: name, password });
    if (registered.code !== 200) throw new Error(`registering ${name}: ${registered.code} ${registered.message}`);
    const { user_id, token } = tokenSchema.parse((await this.api.post("/token/user", { name, password })).data);
    return { uid: user_id, name, password, token, api: this.api.as(token) };
  }
}

export class TestServer {
  readonly #server: Server;

  constructor(server: Server) {
    this.#server = server;
  }

  get url(): string {
    return this.#server.url;
  }

  get database(): Server["database"] {
    return this.#server.database;
  }

  async app(id: string, options: AppOptions = {}): Promise<TestApp> {
    const { status = "normal", license = "normal", settings = {} } = options;
    const secret = `secret of ${id}`;
    await this.database
      .prepare(
        "INSERT INTO apps (id, name, secret, status, license, settings, created_at) VALUES (?, ?, ?, ?, ?, ?, 0)",
      )
      .bind(id, id, secret, status, license, JSON.stringify(settings))
      .run();
    return new TestApp({ id, secret }, this.url);
  }
}

/** One server for the files that a worker of the runner takes one after the other: each has apps of its own. */
let shared: Promise<TestServer> | null = null;

/** A server for the tests of this file, there from the first beforeAll on; of its own where `vars` override those of wrangler.toml. */
export function usePrivateServer(vars?: Record<string, string>): { current: TestServer } {
  let current: TestServer | null = null;
  let started: Started | null = null;
  beforeAll(async () => {
    if (vars) started = await start(vars);
    else shared ??= start({}).then(({ server }) => new TestServer(server));
    current = started ? new TestServer(started.server) : await shared;
  });
  afterAll(async () => {
    await started?.server.stop();
    if (started) await rm(started.data, { recursive: true, force: true });
  });
  return {
    get current() {
      if (!current) throw new Error("the server has not started");
      return current;
    },
  };
}

interface Started {
  server: Server;
  data: string;
}

async function start(vars: Record<string, string>): Promise<Started> {
  const data = await mkdtemp(join(tmpdir(), "oriole-test-"));
  const server = await startServer({ port: 0, data, vars });
  // The shared one lives until the runner ends its worker, and workerd goes with that.
  process.once("exit", () => rmSync(data, { recursive: true, force: true }));
  return { server, data };
}
