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

/** When the user's roster last changed, ms; 0 for an empty one. */
export async function rosterVersion(db: D1Database, app: string, uid: number): Promise<number> {
  const row = await directory(db)
    .select({ version: sql<number>`COALESCE(MAX(${roster.updatedAt}), 0)` })
    .from(roster)
    .where(and(eq(roster.app, app), eq(roster.uid, uid)))
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

/** Those whose conversation with `uid` has yet to hear of a change that began in either's roster. */
export async function untoldOf(
  db: D1Database,
  app: string,
  uid: number,
): Promise<{ friend: number; relation: number }[]> {
  return directory(db)
    .select({ friend: roster.friend, relation: roster.relation })
    .from(roster)
    .where(and(eq(roster.app, app), eq(roster.uid, uid), sql`${roster.untold}`))
    .limit(100);
}

export async function markTold(db: D1Database, app: string, uid: number, others: readonly number[]): Promise<void> {
  const query = directory(db);
  const told = { untold: false };
  const inApp = and(eq(roster.app, app), sql`${roster.untold}`);
  await query.batch([
    query
      .update(roster)
      .set(told)
      .where(and(inApp, eq(roster.uid, uid), among(roster.friend, others))),
    query
      .update(roster)
      .set(told)
      .where(and(inApp, among(roster.uid, others), eq(roster.friend, uid))),
  ]);
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
