/** Users as REST reads and writes them. */

import { and, asc, eq, ne, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { among, directory } from "./directory";
import { confirmedLogins } from "./handovers";
import { handovers, UNTOLD, USER_STATUS, users } from "./schema";

export type User = typeof users.$inferSelect;

export async function findUser(db: D1Database, app: string, uid: number): Promise<User | null> {
  const row = await directory(db)
    .select()
    .from(users)
    .where(and(eq(users.app, app), eq(users.uid, uid)))
    .get();
  return row ?? null;
}

/** False when the username is taken: the unique index decides, whatever was read before. */
export async function insertUser(
  db: D1Database,
  user: { app: string; uid: number; username: string; password: string; createdAt: number },
): Promise<boolean> {
  const rows = await directory(db).insert(users).values(user).onConflictDoNothing().returning({ uid: users.uid });
  return rows.length === 1;
}

/** Those of the uids that are users of the app. */
export async function existingUsers(db: D1Database, app: string, uids: readonly number[]): Promise<Set<number>> {
  if (uids.length === 0) return new Set();
  const rows = await directory(db)
    .select({ uid: users.uid })
    .from(users)
    .where(and(eq(users.app, app), among(users.uid, uids), ne(users.status, USER_STATUS.removed)));
  return new Set(rows.map((row) => row.uid));
}

/** A change of a user's status or ban: no later change of it has the mark, and every later one has a greater one. */
export interface Marked {
  uid: number;
  mark: number;
}

const next = (column: SQLiteColumn) => sql`${column} + 1`;

/** In the statement that makes it so: whatever ends the caller afterwards, it stands there that the hub has yet to hear of it. */
const untold = (what: number) => ({ untold: sql`${users.untold} | ${what}`, untoldSince: sql`unixepoch()` });

export type Standing = Pick<User, "status" | "untold"> & {
  /** Tokens below it are void, but for the one of the name keptToken. */
  generation: number;
  keptToken: string;
};

/** What decides whether a user's tokens open anything, or null when there is no such user. */
export async function userStanding(db: D1Database, app: string, uid: number): Promise<Standing | null> {
  const row = await directory(db)
    .select({
      status: users.status,
      untold: users.untold,
      generation: users.tokenGeneration,
      keptToken: users.keptToken,
    })
    .from(users)
    .where(and(eq(users.app, app), eq(users.uid, uid)))
    .get();
  return row ?? null;
}

export type ProfilePatch = Partial<
  Pick<User, "nickName" | "avatar" | "description" | "publicInfo" | "privateInfo" | "password" | "status">
>;

const existing = (app: string, uid: number) =>
  and(eq(users.app, app), eq(users.uid, uid), ne(users.status, USER_STATUS.removed));

/** False when there is no such user. What is not given stays. */
export async function updateUser(db: D1Database, app: string, uid: number, patch: ProfilePatch): Promise<boolean> {
  const rows = await directory(db).update(users).set(patch).where(existing(app, uid)).returning({ uid: users.uid });
  return rows.length > 0;
}

/** Changes some settings in one statement, so that two who change different ones do not undo each other. */
export async function patchSettings(
  db: D1Database,
  app: string,
  uid: number,
  patch: Record<string, unknown>,
): Promise<void> {
  const settings = sql`json_patch(${users.settings}, ${JSON.stringify(patch)})`;
  await directory(db).update(users).set({ settings }).where(existing(app, uid));
}

/** False when the name is another's: the unique index decides. */
export async function renameUser(db: D1Database, app: string, uid: number, username: string): Promise<boolean> {
  const { results } = await db
    .prepare("UPDATE OR IGNORE users SET username = ?3 WHERE app = ?1 AND uid = ?2 AND status <> 3 RETURNING uid")
    .bind(app, uid, username)
    .run();
  return results.length > 0;
}

/** False when the number is another user's. An empty one clears it. */
export async function setMobile(db: D1Database, app: string, uid: number, mobile: string): Promise<boolean> {
  const { results } = await db
    .prepare(
      `UPDATE users SET mobile = ?3 WHERE app = ?1 AND uid = ?2 AND status <> 3 AND NOT EXISTS
        (SELECT 1 FROM users AS other WHERE other.app = ?1 AND other.mobile = ?3 AND other.mobile <> '' AND other.uid <> ?2)
        RETURNING uid`,
    )
    .bind(app, uid, mobile)
    .run();
  return results.length > 0;
}

/**
 * Voids all tokens of the user but the kept one, and sets what goes with it. The new generation; null when there is no such
 * user, or none with the password `from`, as it is stored.
 */
export async function raiseGeneration(
  db: D1Database,
  app: string,
  uid: number,
  also: { password?: string; keptToken?: string } = {},
  from: string | null = null,
): Promise<number | null> {
  const query = directory(db);
  const raising = query
    .update(users)
    .set({ keptToken: "", ...also, ...untold(UNTOLD.tokens), tokenGeneration: next(users.tokenGeneration) })
    .where(and(existing(app, uid), from === null ? undefined : eq(users.password, from)))
    .returning({ generation: users.tokenGeneration });
  // A login that one of them has confirmed would bring a token of the new generation.
  const [rows] = await query.batch([raising, query.delete(handovers).where(confirmedLogins(app, uid))]);
  return rows[0]?.generation ?? null;
}

/**
 * Takes a user out of the directory. The row stays, so that its id is never given again and its messages have an author;
 * name, mobile and email are free. `:` is in no username, so the placeholder meets no name.
 */
export async function removeUser(db: D1Database, app: string, uid: number): Promise<Marked | null> {
  const blank = { nickName: "", avatar: "", description: "", email: "", mobile: "", publicInfo: "", privateInfo: "" };
  const rows = await directory(db)
    .update(users)
    .set({
      ...blank,
      ...untold(UNTOLD.status),
      username: `removed:${uid}`,
      password: "",
      settings: "{}",
      status: USER_STATUS.removed,
      statusMark: next(users.statusMark),
      tokenGeneration: next(users.tokenGeneration),
    })
    .where(existing(app, uid))
    .returning({ uid: users.uid, mark: users.statusMark });
  return rows[0] ?? null;
}

/** Freezes (or thaws) those of the users that exist. */
export async function setStatus(
  db: D1Database,
  app: string,
  uids: readonly number[],
  status: number,
): Promise<Marked[]> {
  return directory(db)
    .update(users)
    .set({ status, statusMark: next(users.statusMark), ...untold(UNTOLD.status) })
    .where(and(eq(users.app, app), among(users.uid, uids), ne(users.status, USER_STATUS.removed)))
    .returning({ uid: users.uid, mark: users.statusMark });
}

/** -1: until it is undone, 0: not at all. */
export async function setBanned(
  db: D1Database,
  app: string,
  uids: readonly number[],
  untilMs: number,
): Promise<Marked[]> {
  return directory(db)
    .update(users)
    .set({ bannedUntil: untilMs, banMark: next(users.banMark), ...untold(UNTOLD.ban) })
    .where(and(eq(users.app, app), among(users.uid, uids)))
    .returning({ uid: users.uid, mark: users.banMark });
}

export async function bannedUntil(db: D1Database, app: string, uid: number): Promise<number> {
  const row = await directory(db)
    .select({ until: users.bannedUntil })
    .from(users)
    .where(and(eq(users.app, app), eq(users.uid, uid)))
    .get();
  return row?.until ?? 0;
}

/** Those whose ban is not over, in the order of their ids. Left to itself SQLite goes through all users of the app for them. */
export async function listBanned(
  db: D1Database,
  app: string,
  { after, limit, nowMs }: { after: number; limit: number; nowMs: number },
) {
  const { results } = await db
    .prepare(
      `SELECT uid, banned_until AS bannedUntil FROM users INDEXED BY users_banned
        WHERE app = ?1 AND uid > ?2 AND banned_until <> 0 AND (banned_until = -1 OR banned_until > ?3)
        AND status <> ${USER_STATUS.removed} ORDER BY uid LIMIT ?4`,
    )
    .bind(app, after, nowMs, limit)
    .all<Pick<User, "uid" | "bannedUntil">>();
  return results;
}

/** A page of the app's users by id. */
export async function listUsers(db: D1Database, app: string, page: { number: number; size: number }) {
  return directory(db)
    .select({ uid: users.uid, username: users.username, status: users.status })
    .from(users)
    .where(and(eq(users.app, app), ne(users.status, USER_STATUS.removed)))
    .orderBy(asc(users.uid))
    .limit(page.size)
    .offset((page.number - 1) * page.size);
}

const BY_USERNAME = "users INDEXED BY users_username WHERE app = ?1 AND username = ?2";
/** The last term is the index's own. Left to itself SQLite goes through all users of the app. */
const BY_MOBILE = "users INDEXED BY users_mobile WHERE app = ?1 AND mobile = ?2 AND mobile <> ''";

/** The user of this name or mobile. */
export async function lookUp(
  db: D1Database,
  app: string,
  by: { username: string } | { mobile: string },
): Promise<number | null> {
  const [from, name] = "username" in by ? [BY_USERNAME, by.username] : [BY_MOBILE, by.mobile];
  const row = await db
    .prepare(`SELECT uid FROM ${from} AND status <> ${USER_STATUS.removed}`)
    .bind(app, name)
    .first<Pick<User, "uid">>();
  return row?.uid ?? null;
}
