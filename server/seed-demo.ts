/** The demo app: two users who know each other and a group of both, made on the first start. */

import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Server } from "./start.ts";

const demoSchema = z.object({
  appId: z.string(),
  users: z.array(z.object({ name: z.string(), password: z.string() })),
  /** False until every step of the seed is done, so that a start that was cut short goes on with it. */
  seeded: z.boolean(),
});

export type Demo = z.infer<typeof demoSchema>;

const APP_ID = "oriole-demo";

/** The demo of this data folder. The passwords are of this installation alone and kept beside its data. */
export async function seedDemo(server: Server, data: string): Promise<Demo> {
  const file = join(data, "demo.json");
  const demo = (await readDemo(file)) ?? newDemo();
  if (demo.seeded) return demo;
  await save(file, demo);
  await makeApp(server, demo.appId);
  const users: { uid: number; token: string }[] = [];
  for (const user of demo.users) users.push(await makeUser(server, demo.appId, user));
  await befriend(
    server,
    demo.appId,
    users.map((user) => user.uid),
  );
  await makeGroup(server, demo.appId, users);
  const seeded = { ...demo, seeded: true };
  await save(file, seeded);
  return seeded;
}

function newDemo(): Demo {
  const users = ["alice", "bob"].map((name) => ({ name, password: randomBytes(6).toString("base64url") }));
  return { appId: APP_ID, users, seeded: false };
}

async function readDemo(file: string): Promise<Demo | null> {
  try {
    return demoSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return null;
  }
}

const save = (file: string, demo: Demo) => writeFile(file, JSON.stringify(demo, null, 2), { mode: 0o600 });

async function makeApp({ database }: Server, appId: string): Promise<void> {
  await database
    .prepare("INSERT OR IGNORE INTO apps (id, name, secret, created_at) VALUES (?, 'Oriole demo', ?, ?)")
    .bind(appId, randomBytes(32).toString("base64url"), Date.now())
    .run();
}

const USER_EXISTS = 10004;

async function makeUser({ url }: Server, appId: string, user: { name: string; password: string }) {
  const credentials = { username: user.name, password: user.password };
  const registered = await post(url, "/user/register/v2", { app_id: appId }, credentials);
  if (registered.code !== 200 && registered.code !== USER_EXISTS) throw refused("/user/register/v2", registered);
  const { user_id: uid, token } = tokenSchema.parse(await data(url, "/token/user", { app_id: appId }, user));
  return { uid, token };
}

async function befriend({ database }: Server, appId: string, uids: number[]): Promise<void> {
  const pairs = uids.flatMap((uid) => uids.filter((other) => other !== uid).map((other) => [uid, other]));
  const insert = database.prepare("INSERT OR IGNORE INTO roster (app, uid, friend, updated_at) VALUES (?, ?, ?, ?)");
  await database.batch(pairs.map(([uid, friend]) => insert.bind(appId, uid, friend, Date.now())));
}

async function makeGroup({ url }: Server, appId: string, users: { uid: number; token: string }[]): Promise<void> {
  const [owner, ...members] = users;
  if (!owner) return;
  const group = { name: "Demo group", user_list: members.map((member) => member.uid) };
  await data(url, "/group/create", { app_id: appId, "access-token": owner.token }, group);
}

const envelopeSchema = z.object({
  code: z.int(),
  message: z.string().nullish(),
  data: z.unknown(),
});

type Envelope = z.infer<typeof envelopeSchema>;

const tokenSchema = z.object({ user_id: z.int(), token: z.string() });

async function post(url: string, path: string, headers: Record<string, string>, body: unknown): Promise<Envelope> {
  const response = await fetch(url + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return envelopeSchema.parse(await response.json());
}

async function data(url: string, path: string, headers: Record<string, string>, body: unknown) {
  const envelope = await post(url, path, headers, body);
  if (envelope.code !== 200) throw refused(path, envelope);
  return envelope.data;
}

function refused(path: string, { code, message }: Envelope): Error {
  return new Error(`seeding the demo: ${path} answered ${code} ${message ?? ""}`);
}
