/** How many groups an app and its users may have, and who may be asked into one more. */

import type { App } from "../../durable-objects/access/app";
import type { Candidate } from "../../durable-objects/group-rpc";
import type { MemberResult } from "../../durable-objects/rpc";
import { OrioleError } from "../../protocol/errors";
import { MAX_GROUP_MEMBERS } from "../../protocol/limits";
import { countGroups, countJoined, countOwned, invitable } from "../store/groups";

/** Members that a new group may have. */
export function capacityOf(app: App): number {
  return Math.min(app.settings.max_group_members ?? MAX_GROUP_MEMBERS, MAX_GROUP_MEMBERS);
}

/** Refuses a group too many. Counted in the mirror: two founded in the same moment may both be let through. */
export async function requireRoomToFound(db: D1Database, app: App, owner: number): Promise<void> {
  const { max_groups } = app.settings;
  if (max_groups !== undefined && (await countGroups(db, app.id)) >= max_groups) {
    throw new OrioleError("GroupExceedLimitGlobal");
  }
  await requireRoomToOwn(db, app, owner);
  // Whoever founds a group is in one more.
  await requireRoomToJoin(db, app, owner);
}

/** The same for a group that is there already and would be the user's: handing it over twice is no second one. */
export async function requireRoomToOwn(db: D1Database, app: App, owner: number, gid = 0): Promise<void> {
  const owned = await countOwned(db, app.id, owner, gid);
  if (owned >= app.settings.max_groups_founded) throw new OrioleError("GroupExceedLimitUserCreate");
}

export async function requireRoomToJoin(db: D1Database, app: App, uid: number): Promise<void> {
  const joined = (await countJoined(db, app.id, [uid])).get(uid) ?? 0;
  if (joined >= app.settings.max_groups_joined) throw new OrioleError("GroupExceedLimitUserJoin");
}

/** Of the uids, who may be brought or asked in, and why the others may not. */
export async function candidatesAmong(
  db: D1Database,
  app: App,
  uids: readonly number[],
): Promise<{ candidates: Candidate[]; refused: Required<MemberResult>[] }> {
  const [known, joined] = await Promise.all([invitable(db, app.id, uids), countJoined(db, app.id, uids)]);
  const candidates: Candidate[] = [];
  const refused: Required<MemberResult>[] = [];
  for (const uid of new Set(uids)) {
    const candidate = known.get(uid);
    if (!candidate) refused.push({ uid, error: "UserNotExist" });
    else if ((joined.get(uid) ?? 0) >= app.settings.max_groups_joined)
      refused.push({ uid, error: "GroupExceedLimitUserJoin" });
    else candidates.push(candidate);
  }
  return { candidates, refused };
}
