/** What scenes of happy paths are played on: an app whose users and groups are made as they are needed. */

import { allocateId } from "../../../src/store/allocate-id.ts";
import type { Api, Parameters } from "../api.ts";
import { PlainClient } from "../plain-client.ts";
import type { TestApp, TestServer, TestUser } from "../private-server.ts";

/** The first id that a server gives to a user. */
const FIRST_UID = 2 ** 21;

/** A call that succeeds when it is made now: who makes it, and with what. */
export interface Scene {
  by: Api;
  with: Parameters;
  /** Given as the whole body where that is no object. */
  body?: unknown;
}

export class Stage {
  readonly server: TestServer;
  readonly app: TestApp;
  readonly admin: Api;
  readonly #first: TestUser;
  #serial = 0;

  private constructor(server: TestServer, app: TestApp, admin: Api, first: TestUser) {
    this.server = server;
    this.app = app;
    this.admin = admin;
    this.#first = first;
  }

  /** The first app of a server: its first user is known beforehand. */
  static async open(server: TestServer, id: string): Promise<Stage> {
    const app = await server.app(id, { settings: { support_staff: [{ user_id: FIRST_UID, source: "official" }] } });
    return new Stage(server, app, await app.admin(), await app.user("first", "a password"));
  }

  /** A text that nothing else has. */
  unique(prefix: string): string {
    this.#serial += 1;
    return `${prefix}_${this.#serial}`;
  }

  /** A copy of the first user under another name and id: two hashes less than registering and logging in. */
  async user(): Promise<TestUser> {
    const { database } = this.server;
    const [name, uid] = [this.unique("user"), await allocateId(database, this.app.id, "user")];
    await database
      .prepare(
        "INSERT INTO users (app, uid, username, password, created_at) SELECT app, ?, ?, password, 0 FROM users WHERE app = ? AND uid = ?",
      )
      .bind(uid, name, this.app.id, this.#first.uid)
      .run();
    const token = await this.app.sign({ uid });
    return { uid, name, password: this.#first.password, token, api: this.app.api.as(token) };
  }

  /** The app on behalf of a user. */
  actingAs({ uid }: TestUser): Api {
    return this.admin.with({ user_id: String(uid) });
  }

  async group(members: TestUser[] = [], facts: Parameters = {}): Promise<{ owner: TestUser; gid: number }> {
    const owner = await this.user();
    const group = await this.done(owner.api, "/group/create", {
      name: "A group",
      user_list: members.map(({ uid }) => uid),
      ...facts,
    });
    return { owner, gid: field(group, "group_id") };
  }

  /** A group and one member of it. */
  async membership(facts: Parameters = {}): Promise<{ owner: TestUser; member: TestUser; gid: number }> {
    const member = await this.user();
    return { member, ...(await this.group([member], facts)) };
  }

  /** Two users of whom the first has asked the second. */
  async request(): Promise<{ asking: TestUser; asked: TestUser }> {
    const [asking, asked] = [await this.user(), await this.user()];
    await this.done(asked.api, "/user/authmode", { value: 1 });
    await this.done(asking.api, "/roster/apply", { user_id: asked.uid, reason: "hello" });
    return { asking, asked };
  }

  async friends(): Promise<[TestUser, TestUser]> {
    const [one, other] = [await this.user(), await this.user()];
    await this.done(this.actingAs(one), "/user/add_roster", { list: [other.uid] });
    return [one, other];
  }

  /** A user who has logged in on a device. */
  async onDevice(): Promise<{ user: TestUser; sn: number }> {
    const user = await this.user();
    const host = { protocol: "http", host: new URL(this.server.url).host };
    const client = new PlainClient({ transport: "raw", host, uid: user.uid, token: user.token });
    await client.login();
    await client.close();
    const [device] = (await user.api.get("/user/device/list")).data as { device_sn: number }[];
    return { user, sn: field(device, "device_sn") };
  }

  /** Says something to a user or a group; the id of the message. */
  async say(author: TestUser, type: 1 | 2, target: number): Promise<number> {
    const message = { type, targets: [target], content_type: 0, content: "hello" };
    const { code, message: why, msg_ids } = await author.api.post("/message/send", message);
    const [mid] = msg_ids ?? [];
    if (mid === undefined) throw new Error(`/message/send: ${code} ${why}`);
    return mid;
  }

  /** What a call answers that has to succeed. */
  async done(api: Api, path: string, parameters: Parameters = {}): Promise<unknown> {
    const { code, message, data } = await api.post(path, parameters);
    if (code !== 200) throw new Error(`${path}: ${code} ${message}`);
    return data;
  }
}

/** A number of an answer. */
export function field(value: unknown, name: string): number {
  const found: unknown = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
  if (typeof found !== "number") throw new Error(`${name} is missing: ${JSON.stringify(value)}`);
  return found;
}

export type Scenes = Record<string, (stage: Stage) => Promise<Scene>>;
