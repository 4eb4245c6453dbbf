/** Users whose hub has yet to hear of what the directory says of them. */

import { and, eq, sql } from "drizzle-orm";
import { directory } from "./directory";
import { UNTOLD, users } from "./schema";
import type { Marked } from "./users";

/** What there is to be told. */
export interface UntoldUser {
  uid: number;
  untold: number;
  status: number;
  statusMark: number;
  generation: number;
  keptToken: string;
  /** ms; -1: for good. */
  bannedUntil: number;
  banMark: number;
}

const facts = {
  uid: users.uid,
  untold: users.untold,
  status: users.status,
  statusMark: users.statusMark,
  generation: users.tokenGeneration,
  keptToken: users.keptToken,
  bannedUntil: users.bannedUntil,
  banMark: users.banMark,
};

/** Whoever began a change is given this long to tell of it, s: two who tell the same would kick a device twice. */
const GRACE_S = 3;

const waiting = (app: string) => and(eq(users.app, app), sql`${users.untold} <> 0`);
/** Left to itself SQLite goes through all users of the app for them. */
const found = (app: string) =>
  sql`${users.uid} IN (SELECT uid FROM users INDEXED BY users_untold WHERE app = ${app} AND untold <> 0)`;
const abandoned = (app: string) => and(waiting(app), sql`${users.untoldSince} <= unixepoch() - ${GRACE_S}`);

export async function untoldUsers(db: D1Database, app: string, limit: number): Promise<UntoldUser[]> {
  return directory(db)
    .select(facts)
    .from(users)
    .where(and(abandoned(app), found(app)))
    .limit(limit);
}

export async function untoldUser(db: D1Database, app: string, uid: number): Promise<UntoldUser | null> {
  const query = directory(db).select(facts).from(users);
  return (await query.where(and(abandoned(app), eq(users.uid, uid))).get()) ?? null;
}

const MARKS = { tokens: users.tokenGeneration, status: users.statusMark, ban: users.banMark };

/** Only where the directory still has the mark of what was told: whoever changed it meanwhile has yet to tell that. */
export async function markUsersTold(
  db: D1Database,
  app: string,
  what: keyof typeof UNTOLD,
  told: readonly Marked[],
): Promise<void> {
  const pairs = JSON.stringify(told.map(({ uid, mark }) => [uid, mark]));
  const unchanged = sql`(${users.uid}, ${MARKS[what]}) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${pairs}))`;
  await directory(db)
    .update(users)
    .set({ untold: sql`${users.untold} & ~${UNTOLD[what]}` })
    .where(and(waiting(app), unchanged));
}
