/** The conversations that a user keeps on top. */

import { type Env, hubStub } from "../../durable-objects/env";
import { isGroupId } from "../../protocol/ids";
import { pinnedBy } from "../store/pins";

/**
 * Without groups that the user is in no more: leaving one, or its end, is the group's affair and unpins nothing.
 * `inNow`: a group that it is in for certain, though its inbox may not have heard of it yet.
 */
export async function pinnedConversations(
  env: Env,
  app: string,
  uid: number,
  inNow: number | null = null,
): Promise<number[]> {
  const pinned = await pinnedBy(env.DB, app, uid);
  if (!pinned.some(isGroupId)) return pinned;
  const joined = new Set(await hubStub(env, app, uid).groups(uid));
  return pinned.filter((xid) => !isGroupId(xid) || joined.has(xid) || xid === inNow);
}
