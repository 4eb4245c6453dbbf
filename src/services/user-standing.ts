/** Whether a user may act at all: a token outlives the day its user is frozen or removed. */

import { ExpiringCache } from "../../durable-objects/access/expiring-cache";
import { OrioleError } from "../../protocol/errors";
import { USER_STATUS } from "../store/schema";
import { userStatus } from "../store/users";

// One per isolate, like the app directory: spares a read per request of a busy user and is wrong for seconds at most.
const known = new ExpiringCache<number>(5_000, 10_000);

/** Refuses a user who is frozen (UserFrozen), removed (UserRemoved) or not of this app (UserNotExist). */
export async function requireStanding(db: D1Database, app: string, uid: number, nowMs: number): Promise<void> {
  refuse(await standing(db, app, uid, nowMs));
}

/** The same for a status that was read already; null: no such user. */
export function refuse(status: number | null): void {
  if (status === null) throw new OrioleError("UserNotExist");
  if (status === USER_STATUS.frozen) throw new OrioleError("UserFrozen");
  if (status === USER_STATUS.removed) throw new OrioleError("UserRemoved");
}

async function standing(db: D1Database, app: string, uid: number, nowMs: number): Promise<number | null> {
  const key = `${app}:${uid}`;
  const cached = known.get(key, nowMs);
  if (cached !== undefined) return cached;
  const status = await userStatus(db, app, uid);
  if (status !== null) known.set(key, status, nowMs);
  return status;
}
