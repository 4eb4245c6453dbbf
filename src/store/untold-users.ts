/** Users whose hub has yet to hear of what the directory says of them. */

import { and, eq, sql } from "drizzle-orm";
import { among, directory } from "./directory";
import { UNTOLD, users } from "./schema";

/** What there is to be told. */
export interface UntoldUser {
  uid: number;
  untold: number;
  status: number;
  generation: number;
  keptToken: string;
  /** ms; -1: for good. */
  bannedUntil: number;
}

const facts = {
  uid: users.uid,
  untold: users.untold,
  status: users.status,
  generation: users.tokenGeneration,
  keptToken: users.keptToken,
  bannedUntil: users.bannedUntil,
};

/** Whoever began a change is given this long to tell of it, s: two who tell the same would kick a device twice. */
const GRACE_S = 3;

const waiting = (app: string) => and(eq(users.app, app), sql`${users.untold} <> 0`);
const abandoned = (app: string) => and(waiting(app), sql`${users.untoldSince} <= unixepoch() - ${GRACE_S}`);

export async function untoldUsers(db: D1Database, app: string, limit: number): Promise<UntoldUser[]> {
  return directory(db).select(facts).from(users).where(abandoned(app)).limit(limit);
}

export async function untoldUser(db: D1Database, app: string, uid: number): Promise<UntoldUser | null> {
  const query = directory(db).select(facts).from(users);
  return (await query.where(and(abandoned(app), eq(users.uid, uid))).get()) ?? null;
}

type Told = { tokens: number } | { status: number } | { ban: number };

/** Only where the directory still says what was told: whoever changed it meanwhile has yet to tell that. */
export async function markUsersTold(db: D1Database, app: string, uids: readonly number[], told: Told): Promise<void> {
  const [what, unchanged] =
    "tokens" in told
      ? [UNTOLD.tokens, eq(users.tokenGeneration, told.tokens)]
      : "status" in told
        ? [UNTOLD.status, eq(users.status, told.status)]
        : [UNTOLD.ban, eq(users.bannedUntil, told.ban)];
  await directory(db)
    .update(users)
    .set({ untold: sql`${users.untold} & ~${what}` })
    .where(and(waiting(app), among(users.uid, uids), unchanged));
}
