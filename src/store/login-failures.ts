/** Wrong passwords by account and by address. */

import { and, eq, sql } from "drizzle-orm";
import { directory } from "./directory";
import { loginFailures } from "./schema";

/** Older rows say nothing any more and are cleared away now and then. */
const KEPT_MS = 24 * 3600_000;
const CLEARED_ONE_IN = 50;

export async function readFailures(db: D1Database, app: string, subjects: readonly string[]) {
  return directory(db)
    .select()
    .from(loginFailures)
    .where(
      and(
        eq(loginFailures.app, app),
        sql`${loginFailures.subject} IN (SELECT value FROM json_each(${JSON.stringify(subjects)}))`,
      ),
    );
}

/** One more; the count begins anew where the last one was before `sinceMs`. Two at once both count. */
export async function countFailure(
  db: D1Database,
  failure: { app: string; subject: string; untilMs: number; nowMs: number; sinceMs: number },
): Promise<void> {
  const { app, subject, untilMs, nowMs, sinceMs } = failure;
  await db
    .prepare(
      `INSERT INTO login_failures (app, subject, failures, blocked_until, updated_at) VALUES (?1, ?2, 1, ?3, ?4)
        ON CONFLICT (app, subject) DO UPDATE SET
          failures = CASE WHEN updated_at < ?5 THEN 1 ELSE failures + 1 END,
          blocked_until = max(blocked_until, ?3), updated_at = ?4`,
    )
    .bind(app, subject, untilMs, nowMs, sinceMs)
    .run();
  if (nowMs % CLEARED_ONE_IN !== 0) return;
  await db
    .prepare("DELETE FROM login_failures WHERE app = ?1 AND updated_at < ?2")
    .bind(app, nowMs - KEPT_MS)
    .run();
}

export async function forgetFailures(db: D1Database, app: string, subject: string): Promise<void> {
  await directory(db)
    .delete(loginFailures)
    .where(and(eq(loginFailures.app, app), eq(loginFailures.subject, subject)));
}
