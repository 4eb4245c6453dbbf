/** Groups over REST, and devices of existing clients that hear of what happens to them. */

import { afterEach } from "vitest";
import { DeviceMemory } from "./plain/device-memory.ts";
import type { ClientEvent } from "./plain/inbox.ts";
import { PlainClient } from "./plain-client.ts";
import type { TestApp, TestServer, TestUser } from "./private-server.ts";

export type GroupEvent = Extract<ClientEvent, { is: "group" }>;

export interface GroupData {
  group_id: number;
  owner_id: number;
  count: number;
  ban_expire_time: number;
}

const clients = new Set<PlainClient>();

/** Closes the devices of each test; their errors fail it. */
export function closeDevicesAfterEach(): void {
  afterEach(async () => {
    const open = [...clients];
    clients.clear();
    await Promise.all(open.map((client) => client.close()));
  });
}

/** A device of the user, logged in; with the memory of an earlier one it is the same device. */
export async function online(
  server: TestServer,
  { uid, token }: TestUser,
  memory = new DeviceMemory(uid),
): Promise<PlainClient> {
  const host = { protocol: "http", host: new URL(server.url).host };
  const client = new PlainClient({ transport: "raw", host, uid, token, memory });
  clients.add(client);
  await client.login();
  await client.until(() => client.unreads[0], "its first unread list");
  return client;
}

/** The next notice of this name about a group that a device has heard, or hears. */
export function heard(client: PlainClient, name: string, gid: number): Promise<GroupEvent> {
  return client.until(() => notices(client, gid).find((event) => event.name === name), `${name} of ${gid}`);
}

export function notices(client: PlainClient, gid: number): GroupEvent[] {
  return client.events.filter((event): event is GroupEvent => event.is === "group" && event.gid === gid);
}

/** How many of them there are: a page may be given twice ([PULL-4]). */
export function countOf(events: readonly GroupEvent[]): number {
  return new Set(events.map(({ id }) => id)).size;
}

/** Founds a group with these members. */
export async function found(
  owner: TestUser,
  members: TestUser[],
  facts: Record<string, unknown> = {},
): Promise<number> {
  const { code, message, data } = await owner.api.post("/group/create", {
    name: "A group",
    user_list: members.map(({ uid }) => uid),
    ...facts,
  });
  if (code !== 200) throw new Error(`${code} ${message}`);
  return (data as GroupData).group_id;
}

/** The same, with the first of the members an admin. */
export async function foundWithAdmin(
  owner: TestUser,
  [admin, ...members]: [admin: TestUser, ...TestUser[]],
  facts: Record<string, unknown> = {},
): Promise<number> {
  const group_id = await found(owner, [admin, ...members], facts);
  await owner.api.post("/group/admin/add", { group_id, user_list: [admin.uid] });
  return group_id;
}

/** A user for each name. */
export async function users<const Names extends readonly string[]>(
  app: TestApp,
  ...names: Names
): Promise<{ [At in keyof Names]: TestUser }> {
  return (await Promise.all(names.map((name) => app.user(name)))) as { [At in keyof Names]: TestUser };
}

/** Says something by REST; the code of the answer. */
export async function say(user: TestUser, gid: number, content = "hello"): Promise<number> {
  return (await user.api.post("/message/send", { type: 2, targets: [gid], content_type: 0, content })).code;
}

export async function memberIds(user: TestUser, gid: number): Promise<number[]> {
  const { data } = await user.api.get("/group/member_list", { group_id: gid });
  return (data as { user_id: number }[]).map(({ user_id }) => user_id);
}

/** Members with their roles, as D1 has them. */
export async function mirrored(server: TestServer, gid: number): Promise<Record<number, string>> {
  const { results } = await server.database
    .prepare("SELECT uid, role FROM members WHERE gid = ?")
    .bind(gid)
    .all<{ uid: number; role: string }>();
  return Object.fromEntries(results.map(({ uid, role }) => [uid, role]));
}
