/** When devices were logged out: the tokens that they had until then open nothing. By guid, which outlives the device's row. */

import { and, eq, lt, sql } from "drizzle-orm";
import { directory } from "./directory";
import { kickedDevices } from "./schema";

/** ms; 0: never. */
export async function kickedAt(db: D1Database, app: string, uid: number, guid: string): Promise<number> {
  const row = await directory(db)
    .select({ at: kickedDevices.at })
    .from(kickedDevices)
    .where(and(eq(kickedDevices.app, app), eq(kickedDevices.uid, uid), eq(kickedDevices.guid, guid)))
    .get();
  return row?.at ?? 0;
}

/** `expiredMs`: no token from before then is still in force, so rows from before it are cleared away. */
export async function keepKicks(
  db: D1Database,
  { app, uid, at }: { app: string; uid: number; at: number },
  guids: readonly string[],
  expiredMs: number,
): Promise<void> {
  if (guids.length === 0) return;
  const query = directory(db);
  const own = and(eq(kickedDevices.app, app), eq(kickedDevices.uid, uid));
  await query.batch([
    query.delete(kickedDevices).where(and(own, lt(kickedDevices.at, expiredMs))),
    query
      .insert(kickedDevices)
      .values(guids.map((guid) => ({ app, uid, guid, at })))
      .onConflictDoUpdate({
        target: [kickedDevices.app, kickedDevices.uid, kickedDevices.guid],
        set: { at: sql`max(${kickedDevices.at}, excluded.at)` },
      }),
  ]);
}
