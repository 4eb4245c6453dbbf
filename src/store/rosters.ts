/** Rosters: who is whose friend, and how a user shows in another's list. */

import { and, asc, eq, gt, ne, notExists, sql } from "drizzle-orm";
import { RELATION } from "../../durable-objects/conversation/relation";
import { among, directory } from "./directory";
import { roster, USER_STATUS, users } from "./schema";

export { RELATION };

/** Those whose other user was not removed. Removing leaves rows of others behind (forgetUser). */
function ofPresent(query: ReturnType<typeof directory>) {
  const removed = and(eq(users.app, roster.app), eq(users.uid, roster.friend), eq(users.status, USER_STATUS.removed));
  return notExists(query.select({ uid: users.uid }).from(users).where(removed));
}

/** Friends after the cursor, in the order of their ids. */
export async function friends(db: D1Database, app: string, uid: number, after: number, limit: number) {
  const query = directory(db);
  const own = and(eq(roster.app, app), eq(roster.uid, uid), gt(roster.friend, after));
  const rows = await query
    .select({ friend: roster.friend })
    .from(roster)
    .where(and(own, eq(roster.relation, RELATION.friend), ofPresent(query)))
    .orderBy(asc(roster.friend))
    .limit(limit);
  return rows.map((row) => row.friend);
}

/** Those of the others who have `uid` for a friend. */
export async function holding(db: D1Database, app: string, uid: number, others: readonly number[]): Promise<number[]> {
  if (others.length === 0) return [];
  const query = directory(db);
  const theirs = and(eq(roster.app, app), among(roster.uid, others), eq(roster.friend, uid));
  const rows = await query
    .select({ uid: roster.uid })
    .from(roster)
    .where(and(theirs, eq(roster.relation, RELATION.friend)));
  return rows.map((row) => row.uid);
}

/** Users that `uid` has blocked, in the order of their ids. */
export async function blockedBy(db: D1Database, app: string, uid: number): Promise<number[]> {
  const query = directory(db);
  const rows = await query
    .select({ friend: roster.friend })
    .from(roster)
    .where(and(eq(roster.app, app), eq(roster.uid, uid), eq(roster.relation, RELATION.blocked), ofPresent(query)))
    .orderBy(asc(roster.friend));
  return rows.map((row) => row.friend);
}

/** When the user's roster last changed, ms; 0 for one that was always empty. Never goes back. */
export async function rosterVersion(db: D1Database, app: string, uid: number): Promise<number> {
  const query = directory(db);
  const latest = query
    .select({ at: sql<number>`COALESCE(MAX(${roster.updatedAt}), 0)` })
    .from(roster)
    .where(and(eq(roster.app, app), eq(roster.uid, uid)));
  const row = await query
    .select({ version: sql<number>`MAX(${users.rosterCutAt}, (${latest}))` })
    .from(users)
    .where(and(eq(users.app, app), eq(users.uid, uid)))
    .get();
  return row?.version ?? 0;
}

/** How `uid` holds the other one. */
export async function relationOf(db: D1Database, app: string, uid: number, other: number): Promise<number> {
  const row = await directory(db)
    .select({ relation: roster.relation })
    .from(roster)
    .where(and(eq(roster.app, app), eq(roster.uid, uid), eq(roster.friend, other)))
    .get();
  return row?.relation ?? RELATION.stranger;
}

/** Those of the others that `uid` does not want to be disturbed by. */
export async function mutedAmong(
  db: D1Database,
  app: string,
  uid: number,
  others: readonly number[],
): Promise<Set<number>> {
  if (others.length === 0) return new Set();
  const rows = await directory(db)
    .select({ friend: roster.friend })
    .from(roster)
    .where(
      and(eq(roster.app, app), eq(roster.uid, uid), among(roster.friend, others), eq(roster.muteNotification, true)),
    );
  return new Set(rows.map((row) => row.friend));
}

/** A change of what two are to each other that their conversation has yet to hear of. */
export interface Untold {
  friend: number;
  /** Of the change. */
  mark: number;
}

/** Those of the user's own roster. */
export async function untoldOf(db: D1Database, app: string, uid: number): Promise<(Untold & { relation: number })[]> {
  return directory(db)
    .select({ friend: roster.friend, relation: roster.relation, mark: sql<number>`${roster.untold}` })
    .from(roster)
    .where(and(eq(roster.app, app), eq(roster.uid, uid), sql`${roster.untold}`))
    .limit(100);
}

/**
 * ?1 app, ?2 whose change it was, ?3 [[friend, mark], …]. The other one's row has the mark too where both changed. Joined to the
 * list, SQLite goes through all rosters of the app for the other one's.
 */
const MARK_TOLD = [
  ["uid", "friend"],
  ["friend", "uid"],
].map(
  ([own, other]) => `UPDATE roster SET untold = 0 WHERE app = ?1 AND ${own} = ?2
    AND (${other}, untold) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?3))`,
);

/** Only where the row still has the mark: whoever changed it meanwhile has yet to tell that. */
export async function markTold(db: D1Database, app: string, uid: number, told: readonly Untold[]): Promise<void> {
  const pairs = JSON.stringify(told.map(({ friend, mark }) => [friend, mark]));
  await db.batch(MARK_TOLD.map((statement) => db.prepare(statement).bind(app, uid, pairs)));
}

export type RosterItem = Awaited<ReturnType<typeof rosterItems>>[number];

/** Users as `uid` sees them; those that do not exist are left out. */
export async function rosterItems(db: D1Database, app: string, uid: number, uids: readonly number[]) {
  if (uids.length === 0) return [];
  return directory(db)
    .select({
      uid: users.uid,
      username: users.username,
      nickName: users.nickName,
      avatar: users.avatar,
      description: users.description,
      publicInfo: users.publicInfo,
      settings: users.settings,
      alias: roster.alias,
      ext: roster.ext,
      relation: roster.relation,
      muteNotification: roster.muteNotification,
    })
    .from(users)
    .leftJoin(roster, and(eq(roster.app, users.app), eq(roster.uid, uid), eq(roster.friend, users.uid)))
    .where(and(eq(users.app, app), among(users.uid, uids), ne(users.status, USER_STATUS.removed)));
}
