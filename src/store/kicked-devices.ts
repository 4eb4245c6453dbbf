/** When devices were logged out: the tokens that they had until then open nothing. By guid, which outlives the device's row. */

import { and, eq } from "drizzle-orm";
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
  // The list as one parameter: a statement takes 100 at most, and a user may have 64 devices.
  await db.batch([
    db.prepare("DELETE FROM kicked_devices WHERE app = ? AND uid = ? AND at < ?").bind(app, uid, expiredMs),
    db
      .prepare(
        `INSERT INTO kicked_devices (app, uid, guid, at) SELECT ?1, ?2, value, ?3 FROM json_each(?4) WHERE true
          ON CONFLICT (app, uid, guid) DO UPDATE SET at = max(at, excluded.at)`,
      )
      .bind(app, uid, at, JSON.stringify(guids)),
  ]);
}
