/** Letting users send nothing, and letting them send again. */

import { type Env, hubStubNamed } from "../../durable-objects/env";
import { groupByHub } from "../../durable-objects/group-by-hub";
import { isBanned } from "../../durable-objects/hub/bans";
import { OrioleError } from "../../protocol/errors";
import { bannedUntil, existingUsers, setBanned } from "../store/users";
import { infoUpdated, notify } from "./notices";

/** In force on every path when it resolves. Refused as a whole when one is no user. `untilMs`: -1 for good, 0 ends it. */
export async function ban(env: Env, app: string, uids: readonly number[], untilMs: number): Promise<void> {
  const known = await existingUsers(env.DB, app, uids);
  const unknown = uids.find((uid) => !known.has(uid));
  if (unknown !== undefined) throw new OrioleError("UserNotExist", `no such user: ${unknown}`);
  // D1 first: REST asks it, and a call that is cut off here is done again by repeating it.
  await setBanned(env.DB, app, uids, untilMs);
  const byHub = groupByHub(app, uids, (uid) => uid);
  await Promise.all([...byHub].map(([name, own]) => hubStubNamed(env, name).setBans(own, untilMs)));
  await notify(
    env,
    app,
    uids.map((uid) => infoUpdated(uid, { banned_until: untilMs })),
  );
}

/** UserBanned for who may send nothing. Read from D1 each time: a ban counts from the very next message. */
export async function requireMaySend(db: D1Database, app: string, uid: number, nowMs: number): Promise<void> {
  if (isBanned(await bannedUntil(db, app, uid), nowMs)) throw new OrioleError("UserBanned");
}
