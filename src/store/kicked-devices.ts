/** When devices were logged out: the tokens that they had until then open nothing. By guid, which outlives the device's row. */

import { and, eq, lt, sql } from "drizzle-orm";
import { directory } from "./directory";
import { confirmedLogins } from "./handovers";
import { handovers, kickedDevices } from "./schema";

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
  const query = directory(db);
  const own = and(eq(kickedDevices.app, app), eq(kickedDevices.uid, uid));
  // The list as one parameter: a statement takes 100 at most, and a user may have 64 devices.
  const each = sql`SELECT ${app}, ${uid}, value, ${at} FROM json_each(${JSON.stringify(guids)}) WHERE true`;
  await query.batch([
    query.delete(kickedDevices).where(and(own, lt(kickedDevices.at, expiredMs))),
    query
      .insert(kickedDevices)
      .select(each)
      .onConflictDoUpdate({
        target: [kickedDevices.app, kickedDevices.uid, kickedDevices.guid],
        set: { at: sql`max(${kickedDevices.at}, excluded.at)` },
      }),
    query.delete(handovers).where(confirmedLogins(app, uid)),
  ]);
}
