/** Whether D1 and what the objects do say the same of every group, friendship and user, asked from outside alone. */

import { signToken } from "../../../durable-objects/access/token.ts";
import { chatRefusal, RELATION } from "../../../durable-objects/conversation/relation.ts";
import type { Api } from "../api.ts";
import type { Served } from "../fuzz/served.ts";
import { LoginRefused } from "../plain/answers.ts";
import { PlainClient } from "../plain-client.ts";

const OK = 1;
const FROZEN = 10;
const BANNED = 11;
const INVALID_TOKEN = 7;
const GONE = 8;
const REFUSED = 9;

interface Asked {
  server: Served;
  app: { id: string; secret: string };
  /** The app, of this server. */
  admin: Api;
  uids: readonly number[];
}

type Row = Record<string, unknown>;

/** In words; nothing where all is well. */
export async function disagreements(asked: Asked): Promise<string[]> {
  const { server, app, uids } = asked;
  const groups = await server.query("SELECT * FROM groups WHERE app = ?", app.id);
  const found = [
    ...(await Promise.all(groups.map((row) => ofGroup(asked, row)))),
    ...(await Promise.all(uids.map((uid) => ofUser(asked, uid)))),
  ];
  return found.flat();
}

async function ofGroup({ server, app, admin }: Asked, row: Row): Promise<string[]> {
  const gid = Number(row["gid"]);
  const mirrored = await server.query(
    "SELECT uid, role FROM members WHERE app = ? AND gid = ? ORDER BY uid",
    app.id,
    gid,
  );
  const info = await admin.get("/group/info", { group_id: gid });
  if (row["status"] === 1) return differs(`ended group ${gid}`, [info.code, 0], [20001, mirrored.length]);
  if (info.code !== 200) return [`group ${gid} is in D1 and answers ${info.code}`];
  const card = info.data as Row;
  const { data } = await admin.get("/group/member_list", { group_id: gid });
  const members = (data as { user_id: number; role: string }[]).map(({ user_id }) => user_id);
  const admins = ((await admin.get("/group/admin_list", { group_id: gid })).data as { user_id: number }[]) ?? [];
  const rolesOf = (uid: number) =>
    uid === card["owner_id"] ? "owner" : admins.some(({ user_id }) => user_id === uid) ? "admin" : "member";
  return [
    ...differs(
      `group ${gid}`,
      [card["owner_id"], card["name"], card["ban_expire_time"], card["count"]],
      [row["owner"], row["name"], row["ban_expire_time"], row["count"]],
    ),
    ...differs(
      `members of ${gid}`,
      members.map((uid) => ({ uid, role: rolesOf(uid) })),
      mirrored,
    ),
  ];
}

/** What the user's hub thinks of it shows when a device logs in and speaks. */
async function ofUser(asked: Asked, uid: number): Promise<string[]> {
  const { server, app, admin } = asked;
  const [row = {}] = await server.query("SELECT * FROM users WHERE app = ? AND uid = ?", app.id, uid);
  const generation = Number(row["token_generation"]);
  const joined = await server.query("SELECT gid FROM members WHERE app = ? AND uid = ? ORDER BY gid", app.id, uid);
  const inHub = (await admin.with({ user_id: String(uid) }).get("/group/user_joined")).data as number[] | null;
  const frozen = row["status"] === 2;
  const old = generation > 0 ? await loginOf(asked, uid, generation - 1) : INVALID_TOKEN;
  const now = await loginOf(asked, uid, generation);
  const status = (refused: number) => (frozen ? FROZEN : refused);
  return [
    ...(row["untold"] === 0 ? [] : [`user ${uid} is untold`]),
    ...(row["status"] === 3
      ? []
      : differs(
          `groups of ${uid}`,
          inHub?.sort(),
          joined.map(({ gid }) => gid),
        )),
    ...(typeof old === "number"
      ? differs(`old token of ${uid}`, old, generation > 0 ? status(INVALID_TOKEN) : old)
      : [`an old token of ${uid} opens`]),
    ...(now instanceof PlainClient
      ? await ofSpeaker(asked, now, row)
      : differs(`login of ${uid}`, now, frozen ? FROZEN : INVALID_TOKEN)),
  ];
}

async function ofSpeaker({ server, app, uids }: Asked, client: PlainClient, row: Row): Promise<string[]> {
  const { uid } = client;
  if (row["status"] !== 0) return [`user ${uid} has status ${row["status"]} and logs in`];
  const roster = await server.query(
    "SELECT uid, friend, relation, untold FROM roster WHERE app = ? AND ? IN (uid, friend)",
    app.id,
    uid,
  );
  const removed = await server.query("SELECT uid FROM users WHERE app = ? AND status = 3", app.id);
  const relation = (by: number, to: number) =>
    Number(roster.find((each) => each["uid"] === by && each["friend"] === to)?.["relation"] ?? RELATION.stranger);
  const found: string[] = [];
  for (const other of uids) {
    if (other === uid) continue;
    const { code } = await client.text(other, "are we friends?");
    const gone = removed.some((each) => each["uid"] === other);
    const refusal = chatRefusal(relation(uid, other), relation(other, uid), true);
    // A block of somebody whom the removed user did not know stays (forgetUser): their conversation may hold on to it.
    const stays = gone && relation(uid, other) === RELATION.blocked && code === REFUSED;
    const expected = row["banned_until"] === -1 ? BANNED : gone && !stays ? GONE : refusal ? REFUSED : OK;
    found.push(...differs(`what ${uid} says to ${other}`, code, expected));
    const friendly = [relation(uid, other), relation(other, uid)];
    if (friendly.includes(RELATION.friend) && friendly[0] !== friendly[1] && !friendly.includes(RELATION.blocked))
      found.push(`${uid} and ${other}: ${friendly}`);
  }
  await client.close();
  return [...found, ...roster.filter((each) => each["untold"] !== 0).map((each) => `untold: ${JSON.stringify(each)}`)];
}

/** A device that is logged in, or the status that says why not. */
async function loginOf({ server, app }: Asked, uid: number, generation: number): Promise<PlainClient | number> {
  const { token } = await signToken(app, { uid, guid: null, role: "user", generation }, Date.now());
  const client = new PlainClient({
    transport: "raw",
    host: { protocol: "http", host: new URL(server.url).host },
    uid,
    token,
  });
  try {
    await client.login();
    return client;
  } catch (error) {
    if (error instanceof LoginRefused) return error.code;
    throw error;
  }
}

function differs(what: string, objects: unknown, directory: unknown): string[] {
  const [a, b] = [JSON.stringify(objects), JSON.stringify(directory)];
  return a === b ? [] : [`${what}: objects say ${a}, D1 says ${b}`];
}
