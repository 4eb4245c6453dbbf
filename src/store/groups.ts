/** The mirror of groups in D1, for reads of many groups at once. The group's own object stays the source of truth. */

import { and, eq } from "drizzle-orm";
import { among, directory } from "./directory";
import { groups } from "./schema";

export type GroupRow = typeof groups.$inferSelect;

export async function mirroredGroups(db: D1Database, app: string, gids: readonly number[]): Promise<GroupRow[]> {
  if (gids.length === 0) return [];
  return directory(db)
    .select()
    .from(groups)
    .where(and(eq(groups.app, app), among(groups.gid, gids)));
}
