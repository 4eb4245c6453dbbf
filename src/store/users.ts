/** Users as REST reads and writes them. */

import { and, eq, ne, or } from "drizzle-orm";
import { among, directory } from "./directory";
import { USER_STATUS, users } from "./schema";

export type User = typeof users.$inferSelect;

/** How somebody says who is logging in. */
export type LoginName = { by: "username" | "mobile" | "any"; name: string } | { by: "uid"; uid: number };

export async function findUser(db: D1Database, app: string, uid: number): Promise<User | null> {
  return findLogin(db, app, { by: "uid", uid });
}

export async function findLogin(db: D1Database, app: string, login: LoginName): Promise<User | null> {
  const row = await directory(db)
    .select()
    .from(users)
    .where(and(eq(users.app, app), matches(login)))
    .get();
  return row ?? null;
}

function matches(login: LoginName) {
  switch (login.by) {
    case "uid":
      return eq(users.uid, login.uid);
    case "username":
      return eq(users.username, login.name);
    case "mobile":
      // An empty mobile is "none", not a name; the second term also lets SQLite use the partial index.
      return and(eq(users.mobile, login.name), ne(users.mobile, ""));
    case "any":
      return or(
        eq(users.username, login.name),
        and(eq(users.mobile, login.name), ne(users.mobile, "")),
        and(eq(users.email, login.name), ne(users.email, "")),
      );
    default:
      return login satisfies never;
  }
}

/** False when the username is taken: the unique index decides, whatever was read before. */
export async function insertUser(
  db: D1Database,
  user: { app: string; uid: number; username: string; password: string; createdAt: number },
): Promise<boolean> {
  const rows = await directory(db).insert(users).values(user).onConflictDoNothing().returning({ uid: users.uid });
  return rows.length === 1;
}

/** Those of the uids that are users of the app. */
export async function existingUsers(db: D1Database, app: string, uids: readonly number[]): Promise<Set<number>> {
  if (uids.length === 0) return new Set();
  const rows = await directory(db)
    .select({ uid: users.uid })
    .from(users)
    .where(and(eq(users.app, app), among(users.uid, uids), ne(users.status, USER_STATUS.removed)));
  return new Set(rows.map((row) => row.uid));
}

export type Standing = Pick<User, "status"> & {
  /** Tokens below it are void. */
  generation: number;
};

/** What decides whether a user's tokens open anything, or null when there is no such user. */
export async function userStanding(db: D1Database, app: string, uid: number): Promise<Standing | null> {
  const row = await directory(db)
    .select({ status: users.status, generation: users.tokenGeneration })
    .from(users)
    .where(and(eq(users.app, app), eq(users.uid, uid)))
    .get();
  return row ?? null;
}
