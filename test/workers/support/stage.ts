/** Apps, users and their objects, inside workerd. */

import { env } from "cloudflare:workers";
import { signToken } from "../../../durable-objects/access/token";
import { conversationKey, conversationName, conversationOf, hubName } from "../../../protocol/ids";
import { allocateId } from "../../../src/store/allocate-id";

export interface User {
  app: string;
  uid: number;
  token: string;
}

let apps = 0;
let users = 0;

/** An app of its own for each test, so that no test sees another's objects. */
export async function makeApp(): Promise<string> {
  const id = `app${apps++}_${crypto.randomUUID().slice(0, 8)}`;
  await env.DB.prepare("INSERT INTO apps (id, name, secret, created_at) VALUES (?, ?, ?, 0)").bind(id, id, id).run();
  return id;
}

export async function makeUser(app: string): Promise<User> {
  const uid = await allocateId(env.DB, app, "user");
  await env.DB.prepare("INSERT INTO users (app, uid, username, password, created_at) VALUES (?, ?, ?, '', 0)")
    .bind(app, uid, `user${users++}`)
    .run();
  const { token } = await signToken({ id: app, secret: app }, { uid, guid: null, role: "user" }, Date.now());
  return { app, uid, token };
}

/** Two users whose inboxes are in different hubs. */
export async function makePair(): Promise<[User, User]> {
  const app = await makeApp();
  const first = await makeUser(app);
  // The rest of the block: the next user gets one of another.
  await env.DB.prepare("UPDATE blocks SET used = 256 WHERE app = ? AND kind = 0").bind(app).run();
  return [first, await makeUser(app)];
}

/** Not by getByName, which is where meter.ts listens to what objects do. */
function named(namespace: DurableObjectNamespace, name: string): DurableObjectStub {
  return namespace.get(namespace.idFromName(name));
}

export function hubOf(user: User): DurableObjectStub {
  return named(env.HUB, hubName(user.app, user.uid));
}

export function between(a: User, b: { uid: number }): DurableObjectStub {
  return named(env.CONVERSATION, conversationName(a.app, conversationOf(a.uid, b.uid)));
}

export function groupObject(app: string, gid: number): DurableObjectStub {
  return named(env.CONVERSATION, conversationName(app, { kind: "group", gid }));
}

/** Its key in D1. */
export function keyBetween(a: User, b: { uid: number }): string {
  return conversationKey(conversationOf(a.uid, b.uid));
}
