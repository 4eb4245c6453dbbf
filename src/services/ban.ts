/** Letting users send nothing, and letting them send again. */

import type { Env } from "../../durable-objects/env";
import { isBanned } from "../../durable-objects/hub/bans";
import { OrioleError } from "../../protocol/errors";
import { bannedUntil, existingUsers, setBanned } from "../store/users";
import { finishUsers, tellBans } from "./untold-users";

/** In force on every path when it resolves. Refused as a whole when one is no user. `untilMs`: -1 for good, 0 ends it. */
export async function ban(env: Env, app: string, uids: readonly number[], untilMs: number): Promise<void> {
  const known = await existingUsers(env.DB, app, uids);
  const unknown = uids.find((uid) => !known.has(uid));
  if (unknown !== undefined) throw new OrioleError("UserNotExist", `no such user: ${unknown}`);
  await finishUsers(env, app);
  // D1 first: REST asks it, and it says of itself that the hubs have yet to hear of it.
  const changes = await setBanned(env.DB, app, uids, untilMs);
  await tellBans(env, app, changes, untilMs);
}

/** UserBanned for who may send nothing. Read from D1 each time: a ban counts from the very next message. */
export async function requireMaySend(db: D1Database, app: string, uid: number, nowMs: number): Promise<void> {
  if (isBanned(await bannedUntil(db, app, uid), nowMs)) throw new OrioleError("UserBanned");
}
