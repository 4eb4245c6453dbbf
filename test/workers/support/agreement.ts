/** Whether D1 and the objects of an app say the same of its groups, friendships and users. */

import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { between, groupObject, hubOf, type User } from "./stage";

type Row = Record<string, SqlStorageValue>;

function rowsOf(object: DurableObjectStub, sql: string, ...values: unknown[]): Promise<Row[]> {
  return runInDurableObject(object, (_instance, { storage }) => storage.sql.exec<Row>(sql, ...values).toArray());
}

async function inD1(sql: string, ...values: unknown[]): Promise<Record<string, unknown>[]> {
  const { results } = await env.DB.prepare(sql)
    .bind(...values)
    .all();
  return results;
}

/** Lets what was put off happen: the alarms of all objects that these users have to do with. */
async function runAlarms(users: User[], gids: number[]): Promise<void> {
  const app = users[0]?.app ?? "";
  const objects = [...users.map(hubOf), ...gids.map((gid) => groupObject(app, gid))];
  for (const object of objects) for (let n = 0; n < 5 && (await runDurableObjectAlarm(object)); n++);
}

/** What they disagree about, in words; nothing where all is well. */
export async function disagreements(users: User[]): Promise<string[]> {
  const app = users[0]?.app ?? "";
  const gids = await groupsOf(app, users);
  await runAlarms(users, gids);
  const found = await Promise.all([
    ...gids.map((gid) => ofGroup(app, gid)),
    ...users.map(ofUser),
    ...users.flatMap((one, at) => users.slice(at + 1).map((other) => ofPair(one, other))),
  ]);
  return found.flat();
}

async function groupsOf(app: string, users: User[]): Promise<number[]> {
  const mirrored = await inD1("SELECT gid FROM groups WHERE app = ?", app);
  const held = await Promise.all(users.map((user) => groupsInHub(user)));
  return [...new Set([...mirrored.map(({ gid }) => Number(gid)), ...held.flat()])];
}

async function groupsInHub(user: User): Promise<number[]> {
  const rows = await rowsOf(hubOf(user), "SELECT name FROM conversation WHERE uid = ? AND name LIKE 'g:%'", user.uid);
  return rows.map(({ name }) => Number(String(name).slice(2))).sort();
}

async function ofGroup(app: string, gid: number): Promise<string[]> {
  const object = groupObject(app, gid);
  const [fact] = await rowsOf(object, "SELECT value FROM fact WHERE name = 'group'");
  const held = fact ? (JSON.parse(String(fact["value"])) as Record<string, unknown>) : {};
  const members = await rowsOf(object, "SELECT uid, role FROM viewer WHERE role IS NOT NULL ORDER BY uid");
  const [row = {}] = await inD1(
    "SELECT owner, status, name, ban_expire_time AS banExpireTime, count FROM groups WHERE app = ? AND gid = ?",
    app,
    gid,
  );
  const mirrored = await inD1("SELECT uid, role FROM members WHERE app = ? AND gid = ? ORDER BY uid", app, gid);
  const { owner, status, name, banExpireTime } = held;
  const files = await inD1(
    "SELECT id FROM files WHERE app = ? AND scope = ? AND kind BETWEEN 200 AND 299 AND state = 1",
    app,
    `g:${gid}`,
  );
  const listed = JSON.stringify(await rowsOf(object, "SELECT url FROM shared_file"));
  const pending = await rowsOf(object, "SELECT id FROM pending_notice");
  const asking = JSON.stringify((await rowsOf(object, "SELECT uid FROM application")).map(({ uid }) => uid));
  const ghosts = await inD1(
    "SELECT uid FROM users WHERE app = ? AND status = 3 AND uid IN (SELECT value FROM json_each(?))",
    app,
    asking,
  );
  return [
    ...differs(`group ${gid}`, { owner, status, name, banExpireTime, count: members.length }, row),
    ...differs(`members of ${gid}`, members, mirrored),
    ...files.filter(({ id }) => !listed.includes(String(id))).map(({ id }) => `file ${id} of ${gid} is on no list`),
    ...ghosts.map(({ uid }) => `${uid}, who is no more, asks to come into ${gid}`),
    ...(pending.length > 0 ? [`notices of ${gid} wait`] : []),
  ];
}

async function ofUser(user: User): Promise<string[]> {
  const { app, uid } = user;
  const [row = {}] = await inD1(
    "SELECT status, token_generation AS generation, kept_token AS kept, banned_until AS ban, untold FROM users WHERE app = ? AND uid = ?",
    app,
    uid,
  );
  const one = async (sql: string) => (await rowsOf(hubOf(user), sql, uid))[0]?.["value"];
  const held = {
    status: { normal: 0, frozen: 2, removed: 3 }[
      String((await one("SELECT status AS value FROM user_status WHERE uid = ?")) ?? "normal")
    ],
    ban: (await one("SELECT until AS value FROM user_ban WHERE uid = ?")) ?? 0,
  };
  const { status, ban, generation, kept, untold } = row;
  // A removed user's tokens are judged by the status alone.
  const floor = {
    generation: (await one("SELECT generation AS value FROM token_floor WHERE uid = ?")) ?? 0,
    kept: (await one("SELECT kept AS value FROM token_floor WHERE uid = ?")) ?? "",
  };
  const joined = await inD1("SELECT gid FROM members WHERE app = ? AND uid = ? ORDER BY gid", app, uid);
  const devices = await rowsOf(hubOf(user), "SELECT sn FROM device WHERE uid = ? ORDER BY sn", uid);
  const mirrored = await inD1("SELECT sn FROM devices WHERE app = ? AND uid = ? ORDER BY sn", app, uid);
  const revoked = await rowsOf(hubOf(user), "SELECT jti FROM revoked_token WHERE uid = ? ORDER BY jti", uid);
  const known = await inD1("SELECT jti FROM revoked_tokens WHERE app = ? ORDER BY jti", app);
  const kicked = await rowsOf(hubOf(user), "SELECT guid, at FROM kicked_device WHERE uid = ? ORDER BY guid", uid);
  const kickedInD1 = await inD1(
    "SELECT guid, at FROM kicked_devices WHERE app = ? AND uid = ? ORDER BY guid",
    app,
    uid,
  );
  const left =
    status === 3 ? await inD1("SELECT friend FROM roster WHERE app = ? AND ? IN (uid, friend)", app, uid) : [];
  return [
    ...differs(`user ${uid}`, held, { status, ban }),
    ...(status === 3 ? [] : differs(`tokens of ${uid}`, floor, { generation, kept })),
    ...differs(
      `groups of ${uid}`,
      await groupsInHub(user),
      joined.map(({ gid }) => Number(gid)),
    ),
    ...differs(`devices of ${uid}`, devices, mirrored),
    ...differs(`kicks of ${uid}`, kicked, kickedInD1),
    ...revoked.filter(({ jti }) => !known.some((each) => each["jti"] === jti)).map(() => `D1 lacks a token of ${uid}`),
    ...(untold === 0 ? [] : [`the hub of ${uid} has yet to hear of ${untold}`]),
    ...(left.length > 0 ? [`somebody still knows ${uid}`] : []),
  ];
}

async function ofPair(one: User, other: User): Promise<string[]> {
  const relation = async (by: User, to: User) =>
    (
      await inD1("SELECT relation, untold FROM roster WHERE app = ? AND uid = ? AND friend = ?", by.app, by.uid, to.uid)
    )[0];
  const [low, high] = one.uid < other.uid ? [one, other] : [other, one];
  const [ofLow, ofHigh] = [await relation(low, high), await relation(high, low)];
  const [fact] = await rowsOf(between(low, high), "SELECT value FROM fact WHERE name = 'relation'");
  const known = String(fact?.["value"] ?? "");
  const held = known === "" ? null : (JSON.parse(known) as { low: number; high: number });
  const what = `${low.uid} and ${high.uid}`;
  const friendly = [ofLow, ofHigh].map((each) => each?.["relation"] === 0);
  const blocks = [ofLow, ofHigh].some((each) => each?.["relation"] === 3);
  return [
    ...([ofLow, ofHigh].some((each) => (each?.["untold"] ?? 0) !== 0) ? [`${what}: untold`] : []),
    ...(friendly[0] === friendly[1] || blocks ? [] : [`${what}: friends on one side`]),
    // A conversation that was not asked for since may know nothing: it reads when it has to.
    ...(held ? differs(what, [held.low, held.high], [ofLow?.["relation"] ?? 2, ofHigh?.["relation"] ?? 2]) : []),
  ];
}

function differs(what: string, object: unknown, directory: unknown): string[] {
  const [a, b] = [JSON.stringify(object), JSON.stringify(directory)];
  return a === b ? [] : [`${what}: objects say ${a}, D1 says ${b}`];
}
