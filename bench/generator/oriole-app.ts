/** An app with users on the server under test, put into D1 directly: hashing two thousand passwords is not what is measured. */

import { createHmac, randomUUID, scryptSync } from "node:crypto";
import { z } from "zod";
import type { ServerProcess } from "../server/server-process.ts";

const APP = "bench";
const SECRET = "secret of the bench";
const BLOCK_SIZE = 256;
/** The first block of ids that a deployment gives out, and the step between blocks of users. */
const FIRST_BLOCK = 8192;
const BLOCK_STEP = 2;
const TOKEN_LIFETIME_S = 86_400;

export interface BenchUser {
  uid: number;
  token: string;
}

const PASSWORD = "password of the bench";

const tokenSchema = z.object({ data: z.object({ token: z.string() }) });
const answerSchema = z.looseObject({ code: z.int() });
const createdSchema = z.object({ code: z.literal(200), data: z.object({ group_id: z.int() }) });

export class OrioleApp {
  readonly id = APP;
  readonly url: string;
  /** Of neighbouring ids, as if registered one after another. */
  readonly users: readonly BenchUser[];

  private constructor(url: string, users: BenchUser[]) {
    this.url = url;
    this.users = users;
  }

  static async create(server: ServerProcess, count: number): Promise<OrioleApp> {
    await server.query("INSERT INTO apps (id, name, secret, created_at) VALUES (?, ?, ?, 0)", APP, APP, SECRET);
    const blocks = Math.ceil(count / BLOCK_SIZE);
    const uids: number[] = [];
    for (let i = 0; i < blocks; i++) {
      const block = FIRST_BLOCK + i * BLOCK_STEP;
      await server.query("INSERT INTO blocks (kind, block, app, used) VALUES (0, ?, ?, ?)", block, APP, BLOCK_SIZE);
      for (let n = 0; n < BLOCK_SIZE; n++) uids.push(block * BLOCK_SIZE + n);
    }
    await server.query(
      `INSERT INTO users (app, uid, username, password, created_at)
        SELECT ?1, value, 'user' || value, ?3, 0 FROM json_each(?2)`,
      APP,
      JSON.stringify(uids),
      storedPassword(),
    );
    return new OrioleApp(
      server.url,
      uids.slice(0, count).map((uid) => ({ uid, token: tokenFor(uid) })),
    );
  }

  user(index: number): BenchUser {
    const user = this.users[index];
    if (!user) throw new Error(`the bench has no user ${index}`);
    return user;
  }

  /** A group of these users; its id. */
  async group(owner: BenchUser, members: BenchUser[]): Promise<number> {
    const body = { name: "bench", user_list: members.map(({ uid }) => uid) };
    return createdSchema.parse(await this.post("/group/create", owner, body)).data.group_id;
  }

  /** A token for the password, as an app asks for it. */
  async token(user: BenchUser): Promise<string> {
    const body = { user_id: user.uid, password: PASSWORD };
    return tokenSchema.parse(await this.post("/token/id", null, body)).data.token;
  }

  get(path: string, user: BenchUser): Promise<unknown> {
    return this.#call(path, user, { method: "GET" });
  }

  post(path: string, user: BenchUser | null, body: unknown): Promise<unknown> {
    return this.#call(path, user, { method: "POST", body: JSON.stringify(body) });
  }

  /** Rejects unless the answer says 200. */
  async #call(path: string, user: BenchUser | null, request: RequestInit): Promise<unknown> {
    const headers = {
      "content-type": "application/json",
      app_id: APP,
      ...(user ? { "access-token": user.token } : {}),
    };
    const response = await fetch(`${this.url}${path}`, { ...request, headers });
    const answer = answerSchema.parse(await response.json());
    if (answer.code !== 200) throw new Error(`${path}: ${JSON.stringify(answer).slice(0, 200)}`);
    return answer;
  }
}

/** One hash for all, at the cost the server hashes with: checking is what a login costs. */
function storedPassword(): string {
  const cost = { N: 2 ** 12, r: 8, p: 1 };
  const salt = Buffer.alloc(16, 7);
  const key = scryptSync(PASSWORD, salt, 32, cost);
  return ["scrypt", cost.N, cost.r, cost.p, salt.toString("base64"), key.toString("base64")].join("$");
}

function tokenFor(uid: number): string {
  const nowS = Math.floor(Date.now() / 1000);
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = {
    app: APP,
    role: "user",
    sub: String(uid),
    iat: nowS,
    exp: nowS + TOKEN_LIFETIME_S,
    jti: randomUUID(),
  };
  const signed = `${part({ alg: "HS256" })}.${part(claims)}`;
  return `${signed}.${createHmac("sha256", SECRET).update(signed).digest("base64url")}`;
}
