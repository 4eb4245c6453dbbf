/** The mirror of groups in D1, for reads of many groups at once. The group's own object stays the source of truth. */

import { and, count, eq, inArray, ne, sql } from "drizzle-orm";
import type { Candidate } from "../../durable-objects/group-rpc";
import { among, directory } from "./directory";
import { groups, members, USER_STATUS, users } from "./schema";

export type GroupRow = typeof groups.$inferSelect;

const LIVE = 0;
const PUBLIC = 1;

/** Left to itself SQLite goes through the members of all groups of the app for the groups that a user owns. */
const MEMBERS_BY_UID = sql`${members} INDEXED BY members_uid`;

export async function mirroredGroups(db: D1Database, app: string, gids: readonly number[]): Promise<GroupRow[]> {
  if (gids.length === 0) return [];
  return directory(db)
    .select()
    .from(groups)
    .where(and(eq(groups.app, app), eq(groups.status, LIVE), among(groups.gid, gids)));
}

/** Ids of groups that anybody may find, newest first. */
export async function publicGroups(db: D1Database, app: string, limit: number): Promise<number[]> {
  const { results } = await db
    .prepare(
      `SELECT gid FROM "groups" INDEXED BY groups_public WHERE app = ?1 AND type = ${PUBLIC} AND status = ${LIVE}
        ORDER BY gid DESC LIMIT ?2`,
    )
    .bind(app, limit)
    .all<Pick<GroupRow, "gid">>();
  return results.map(({ gid }) => gid);
}

export async function countGroups(db: D1Database, app: string): Promise<number> {
  const row = await directory(db)
    .select({ n: count() })
    .from(groups)
    .where(and(eq(groups.app, app), eq(groups.status, LIVE)))
    .get();
  return row?.n ?? 0;
}

/** Groups that the user owns, but for one. */
export async function countOwned(db: D1Database, app: string, uid: number, exceptGid = 0): Promise<number> {
  const row = await directory(db)
    .select({ n: count() })
    .from(MEMBERS_BY_UID)
    .where(and(eq(members.app, app), eq(members.uid, uid), eq(members.role, "owner"), ne(members.gid, exceptGid)))
    .get();
  return row?.n ?? 0;
}

/** Groups that each of the users is in; those in none are absent. */
export async function countJoined(db: D1Database, app: string, uids: readonly number[]): Promise<Map<number, number>> {
  if (uids.length === 0) return new Map();
  const rows = await directory(db)
    .select({ uid: members.uid, n: count() })
    .from(members)
    .where(and(eq(members.app, app), among(members.uid, uids)))
    .groupBy(members.uid);
  return new Map(rows.map(({ uid, n }) => [uid, n]));
}

/** Those of the uids that are users of the app, and whether each wants to be asked before it is in a group. */
export async function invitable(db: D1Database, app: string, uids: readonly number[]): Promise<Map<number, Candidate>> {
  if (uids.length === 0) return new Map();
  const rows = await directory(db)
    .select({ uid: users.uid, confirm: sql<number | null>`${users.settings} ->> '$.group_confirm'` })
    .from(users)
    .where(and(eq(users.app, app), among(users.uid, uids), ne(users.status, USER_STATUS.removed)));
  return new Map(rows.map(({ uid, confirm }) => [uid, { uid, confirm: confirm === 1 }]));
}

/** Those of the groups that this user runs, as far as the mirror knows. */
export async function groupsRunBy(
  db: D1Database,
  app: string,
  uid: number,
  gids: readonly number[],
): Promise<number[]> {
  const rows = await directory(db)
    .select({ gid: members.gid })
    .from(members)
    .where(
      and(
        eq(members.app, app),
        eq(members.uid, uid),
        inArray(members.role, ["owner", "admin"]),
        among(members.gid, gids),
      ),
    );
  return rows.map(({ gid }) => gid).sort((a, b) => a - b);
}
