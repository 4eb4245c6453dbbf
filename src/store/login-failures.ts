/** Who is logging in, and the wrong passwords that stand against that, by account and by address. */

import { and, eq } from "drizzle-orm";
import { directory } from "./directory";
import { loginFailures } from "./schema";
import type { User } from "./users";

export type LoginFailures = Omit<typeof loginFailures.$inferSelect, "app">;

/** Older rows say nothing any more and are cleared away now and then. */
const KEPT_MS = 24 * 3600_000;
const CLEARED_ONE_IN = 50;

const ACCOUNT = "user:";

/** Before the subject of what the app's own server tried. */
export const BY_APP = "app:";

/** By the user: an account with a mobile number has no more tries than another. */
export function accountOf(uid: number): string {
  return `${ACCOUNT}${uid}`;
}

/** How somebody says who is logging in. */
export type LoginName = { by: "username" | "mobile" | "any"; name: string } | { by: "uid"; uid: number };

const USERNAME = "username = ?2";
// An empty mobile or email is "none", not a name; the second terms also let SQLite use the partial indexes.
const MOBILE = "mobile = ?4 AND mobile <> ''";
const EMAIL = "email = ?2 AND email <> ''";

const CONDITIONS: Record<LoginName["by"], string> = {
  uid: "uid = ?2",
  username: USERNAME,
  mobile: MOBILE,
  any: "TRUE",
};

/** Left to itself SQLite goes through all users of the app for a mobile or an email. */
const NAMED = `SELECT uid FROM users INDEXED BY users_username WHERE app = ?1 AND ${USERNAME}
  UNION ALL SELECT uid FROM users INDEXED BY users_mobile WHERE app = ?1 AND ${MOBILE}
  UNION ALL SELECT uid FROM users INDEXED BY users_email WHERE app = ?1 AND ${EMAIL}`;

/** What of a user decides about a login. */
export type LoginUser = Pick<User, "uid" | "status" | "password" | "untold" | "tokenGeneration">;

export interface LoginFound {
  /** Whom the name calls in the way that was asked. */
  user: LoginUser | null;
  /** Whom it calls in any way: a wrong password for a mobile number counts whether it was said to be one or a username. */
  named: number | null;
  failures: LoginFailures[];
}

/**
 * Who is logging in, and the wrong passwords that stand against the user and against the other subjects. One question,
 * whether or not there is such a user: the time of a second one would tell. `number`: what the name is as a mobile number,
 * empty where it is none. Written out because every login waits for it,
 * and the query builder takes longer than D1.
 */
export async function findLogin(
  db: D1Database,
  app: string,
  login: LoginName,
  { number, others, prefix }: { number: string; others: readonly string[]; prefix: "" | typeof BY_APP },
): Promise<LoginFound> {
  const meant = CONDITIONS[login.by];
  const names = login.by === "uid" ? [login.uid, JSON.stringify(others)] : [login.name, JSON.stringify(others), number];
  const row = await db
    .prepare(
      `WITH named AS (SELECT *, ${meant} AS meant FROM users
          WHERE app = ?1 AND uid IN (${login.by === "uid" ? "?2" : NAMED}) ORDER BY meant DESC LIMIT 1)
        SELECT
          (SELECT uid FROM named) AS named,
          (SELECT json_object('uid', uid, 'status', status, 'password', password, 'untold', untold,
            'tokenGeneration', token_generation) FROM named WHERE meant) AS user,
          (SELECT json_group_array(json_object('subject', subject, 'failures', failures,
            'blockedUntil', blocked_until, 'updatedAt', updated_at)) FROM login_failures WHERE app = ?1 AND subject IN
            (SELECT value FROM json_each(?3) UNION ALL SELECT '${prefix}${ACCOUNT}' || uid FROM named)) AS failures`,
    )
    .bind(app, ...names)
    .first<{ named: number | null; user: string | null; failures: string }>();
  if (!row) throw new Error("a question without a condition was not answered");
  return {
    named: row.named,
    user: row.user === null ? null : (JSON.parse(row.user) as LoginUser),
    failures: JSON.parse(row.failures) as LoginFailures[],
  };
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
