/** The queryable copy of the devices in D1. */

import type { DeviceRegistry } from "./device-registry";

const STATEMENT = `INSERT OR REPLACE INTO devices (app, uid, sn, guid, platform, user_agent, last_seen)
  SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 FROM json_each(?2)`;
const BATCH = 1000;

/** Writes what changed since the last time; safe to repeat. */
export async function mirrorDevices(db: D1Database, app: string, registry: DeviceRegistry): Promise<void> {
  for (;;) {
    const devices = registry.unmirrored(BATCH);
    if (devices.length === 0) return;
    const rows = devices.map((d) => [d.uid, d.sn, d.guid, d.platform, d.agent, d.lastSeen]);
    await db.prepare(STATEMENT).bind(app, JSON.stringify(rows)).run();
    registry.markMirrored(devices);
  }
}
