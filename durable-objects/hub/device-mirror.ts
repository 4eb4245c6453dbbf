/** What D1 is to know of a hub: its devices, and which tokens were taken back. */

import type { DeviceRegistry } from "./device-registry";
import type { TokenRegister } from "./token-register";

const STATEMENT = `INSERT OR REPLACE INTO devices (app, uid, sn, guid, platform, user_agent, last_seen)
  SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 FROM json_each(?2)`;
const BATCH = 1000;

// Not by EXISTS, for which SQLite goes through all devices of the app.
const FORGET = ["devices", "push_bindings"].map(
  (table) => `DELETE FROM ${table}
    WHERE app = ?1 AND (uid, sn) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?2))`,
);

/** Writes what changed since the last time; safe to repeat. */
export async function mirrorDevices(db: D1Database, app: string, registry: DeviceRegistry): Promise<void> {
  await forgetRemoved(db, app, registry);
  for (;;) {
    const devices = registry.unmirrored(BATCH);
    if (devices.length === 0) return;
    const rows = devices.map((d) => [d.uid, d.sn, d.guid, d.platform, d.agent, d.lastSeen]);
    await db.prepare(STATEMENT).bind(app, JSON.stringify(rows)).run();
    registry.markMirrored(devices);
  }
}

async function forgetRemoved(db: D1Database, app: string, registry: DeviceRegistry): Promise<void> {
  const removed = registry.removed();
  if (removed.length === 0) return;
  const rows = JSON.stringify(removed.map(({ uid, sn }) => [uid, sn]));
  await db.batch(FORGET.map((sql) => db.prepare(sql).bind(app, rows)));
  registry.markForgotten(removed);
}

const REVOKE = `INSERT OR IGNORE INTO revoked_tokens (app, jti, expires_at)
  SELECT ?1, value ->> 0, value ->> 1 FROM json_each(?2)`;

const KICK = `INSERT INTO kicked_devices (app, uid, guid, at)
  SELECT ?1, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?2) WHERE true
  ON CONFLICT (app, uid, guid) DO UPDATE SET at = max(at, excluded.at)`;

/** The call that took them back writes them too: this is for one that was cut off. */
export async function mirrorTokens(db: D1Database, app: string, tokens: TokenRegister): Promise<void> {
  const unmirrored = tokens.unmirrored();
  const revoked = unmirrored.revoked.map(({ jti, until }) => [jti, until]);
  const kicked = unmirrored.kicked.map(({ uid, guid, at }) => [uid, guid, at]);
  if (revoked.length + kicked.length === 0) return;
  await db.batch([
    db.prepare(REVOKE).bind(app, JSON.stringify(revoked)),
    db.prepare(KICK).bind(app, JSON.stringify(kicked)),
  ]);
  tokens.markMirrored(unmirrored);
}
