/** What is known for pushes: tokens of devices, and a user's alias, tags and badge. Nothing is pushed from here. */

import { and, eq, sql } from "drizzle-orm";
import { directory } from "./directory";
import { devices, pushBindings, pushProfiles } from "./schema";

export async function bindPush(db: D1Database, binding: typeof pushBindings.$inferInsert): Promise<void> {
  const { notifier, token, updatedAt } = binding;
  const key = [pushBindings.app, pushBindings.uid, pushBindings.sn];
  await directory(db)
    .insert(pushBindings)
    .values(binding)
    .onConflictDoUpdate({ target: key, set: { notifier, token, updatedAt } });
}

export async function unbindPush(db: D1Database, app: string, uid: number, sn: number): Promise<void> {
  await directory(db)
    .delete(pushBindings)
    .where(and(eq(pushBindings.app, app), eq(pushBindings.uid, uid), eq(pushBindings.sn, sn)));
}

/** The hub has forgotten the device: so does its mirror. */
export async function forgetDevice(db: D1Database, app: string, uid: number, sn: number): Promise<void> {
  const query = directory(db);
  await query.batch([
    query.delete(devices).where(and(eq(devices.app, app), eq(devices.uid, uid), eq(devices.sn, sn))),
    query
      .delete(pushBindings)
      .where(and(eq(pushBindings.app, app), eq(pushBindings.uid, uid), eq(pushBindings.sn, sn))),
  ]);
}

export async function isAliasTaken(db: D1Database, app: string, alias: string): Promise<boolean> {
  const row = await directory(db)
    .select({ uid: pushProfiles.uid })
    .from(pushProfiles)
    // The last term is the index's own: without it, it does not count.
    .where(and(eq(pushProfiles.app, app), eq(pushProfiles.alias, alias), sql`${pushProfiles.alias} <> ''`))
    .get();
  return row !== undefined;
}

/** False when the alias is another user's: the unique index decides. */
export async function setAlias(db: D1Database, app: string, uid: number, alias: string): Promise<boolean> {
  await ensureProfile(db, app, uid);
  const { results } = await db
    .prepare("UPDATE OR IGNORE push_profiles SET alias = ?3 WHERE app = ?1 AND uid = ?2 RETURNING uid")
    .bind(app, uid, alias)
    .run();
  return results.length > 0;
}

export async function setBadge(db: D1Database, app: string, uid: number, badge: number): Promise<void> {
  const key = [pushProfiles.app, pushProfiles.uid];
  await directory(db)
    .insert(pushProfiles)
    .values({ app, uid, badge })
    .onConflictDoUpdate({ target: key, set: { badge } });
}

export async function tagsOf(db: D1Database, app: string, uid: number): Promise<string[]> {
  const row = await directory(db)
    .select({ tags: pushProfiles.tags })
    .from(pushProfiles)
    .where(and(eq(pushProfiles.app, app), eq(pushProfiles.uid, uid)))
    .get();
  return row ? (JSON.parse(row.tags) as string[]) : [];
}

/** Each in one statement, so that two who tag at once lose nothing. False when there would be more than `max`. */
export async function addTags(
  db: D1Database,
  app: string,
  uid: number,
  tags: readonly string[],
  max: number,
): Promise<boolean> {
  await ensureProfile(db, app, uid);
  const { results } = await db
    .prepare(
      `UPDATE push_profiles SET tags = (SELECT json_group_array(value) FROM
        (SELECT value FROM json_each(tags) UNION SELECT value FROM json_each(?3)))
        WHERE app = ?1 AND uid = ?2 AND (SELECT count(*) FROM
        (SELECT value FROM json_each(tags) UNION SELECT value FROM json_each(?3))) <= ?4 RETURNING uid`,
    )
    .bind(app, uid, JSON.stringify(tags), max)
    .run();
  return results.length > 0;
}

/** Null takes all of them away. */
export async function removeTags(
  db: D1Database,
  app: string,
  uid: number,
  tags: readonly string[] | null,
): Promise<void> {
  await db
    .prepare(
      `UPDATE push_profiles SET tags = (SELECT json_group_array(value) FROM json_each(tags)
        WHERE ?3 IS NOT NULL AND value NOT IN (SELECT value FROM json_each(?3))) WHERE app = ?1 AND uid = ?2`,
    )
    .bind(app, uid, tags === null ? null : JSON.stringify(tags))
    .run();
}

/** Where nothing is pushed any more. */
export async function forgetPush(db: D1Database, app: string, uid: number): Promise<void> {
  const query = directory(db);
  await query.batch([
    query.delete(pushBindings).where(and(eq(pushBindings.app, app), eq(pushBindings.uid, uid))),
    query.delete(pushProfiles).where(and(eq(pushProfiles.app, app), eq(pushProfiles.uid, uid))),
  ]);
}

async function ensureProfile(db: D1Database, app: string, uid: number): Promise<void> {
  await directory(db).insert(pushProfiles).values({ app, uid }).onConflictDoNothing();
}
