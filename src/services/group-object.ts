/** The object behind a group id, and what REST asks of it. */

import { conversationStub, type Env } from "../../durable-objects/env";
import type { GroupInfo } from "../../durable-objects/rpc";
import { OrioleError } from "../../protocol/errors";
import { conversationName, isGroupId } from "../../protocol/ids";
import { mirroredGroups } from "../store/groups";
import { unwrap } from "./unwrap";

/** The group's object. An id that is not a group's is refused here, before it makes an object. */
export function groupStub(env: Env, app: string, gid: number) {
  if (!isGroupId(gid)) throw new OrioleError("GroupNotExist");
  return conversationStub(env, conversationName(app, { kind: "group", gid }));
}

/** Refuses users who are not in the group; the app itself (null) may look into all of its groups. */
export async function requireMember(env: Env, app: string, gid: number, uid: number | null): Promise<void> {
  if (uid === null) return;
  const group = groupStub(env, app, gid);
  const found = unwrap(await group.membersOf([uid]));
  if (found.length > 0) return;
  // A group that does not exist has no members either, and is to be called by that name.
  unwrap(await group.groupInfo());
  throw new OrioleError("GroupMemberPermissionRequired");
}

/** How many groups missing from the mirror are asked for themselves; more than these were not all just created. */
const ASKED_DIRECTLY = 20;

export type GroupSummary = Pick<
  GroupInfo,
  "gid" | "type" | "name" | "avatar" | "owner" | "status" | "count" | "capacity" | "applyApproval"
>;

/**
 * Many groups at once, unknown ones left out. Read from the mirror in D1, because a login asks for all groups of a
 * user and must not wake an object for each; groups so new that the mirror lacks them are asked themselves.
 */
export async function groupSummaries(env: Env, app: string, gids: readonly number[]): Promise<GroupSummary[]> {
  const wanted = [...new Set(gids)].filter(isGroupId);
  const mirrored = await mirroredGroups(env.DB, app, wanted);
  const found = new Set(mirrored.map((group) => group.gid));
  const missing = wanted.filter((gid) => !found.has(gid)).slice(0, ASKED_DIRECTLY);
  const asked = await Promise.all(missing.map((gid) => groupStub(env, app, gid).groupInfo()));
  return [...mirrored, ...asked.flatMap((outcome) => (outcome.ok ? [outcome.value] : []))];
}
