/** Single tokens that were taken back before they expire. */

import { and, eq, lt } from "drizzle-orm";
import { directory } from "./directory";
import { confirmedLogins } from "./handovers";
import { handovers, revokedTokens } from "./schema";

export async function isRevoked(db: D1Database, app: string, jti: string): Promise<boolean> {
  const row = await directory(db)
    .select({ jti: revokedTokens.jti })
    .from(revokedTokens)
    .where(and(eq(revokedTokens.app, app), eq(revokedTokens.jti, jti)))
    .get();
  return row !== undefined;
}

/** Clearing away reads all rows of the app. */
const CLEARED_ONE_IN = 50;

/** Those that have expired meanwhile are refused without a row, so they are cleared away here now and then. */
export async function revoke(
  db: D1Database,
  { uid, ...token }: { app: string; uid: number; jti: string; expiresAt: number },
  nowMs: number,
): Promise<void> {
  const query = directory(db);
  await query.batch([
    query.insert(revokedTokens).values(token).onConflictDoNothing(),
    query.delete(handovers).where(confirmedLogins(token.app, uid)),
  ]);
  if (nowMs % CLEARED_ONE_IN !== 0) return;
  await query.delete(revokedTokens).where(and(eq(revokedTokens.app, token.app), lt(revokedTokens.expiresAt, nowMs)));
}
