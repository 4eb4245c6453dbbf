/** Changing what others see of a user, and telling those who see it. */

import type { Env } from "../../durable-objects/env";
import { OrioleError } from "../../protocol/errors";
import { friends } from "../store/rosters";
import { findUser, type ProfilePatch, updateUser } from "../store/users";
import { infoUpdated, notify, rosterNotice } from "./notices";

/** Friends of one user who are told, at most; the others see it when they look. */
const MAX_TOLD = 2_000;

/** Field names of REST by those of the store, as far as friends may see them. */
const PUBLIC = {
  nickName: "nick_name",
  avatar: "avatar",
  description: "description",
  publicInfo: "public_info",
} as const;

export async function changeProfile(env: Env, app: string, uid: number, patch: ProfilePatch): Promise<void> {
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as ProfilePatch;
  const nothing = Object.keys(given).length === 0;
  const there = nothing ? await findUser(env.DB, app, uid) : await updateUser(env.DB, app, uid, given);
  if (!there) throw new OrioleError("UserNotExist");
  if (nothing) return;
  const content: Record<string, unknown> = {};
  for (const [column, name] of Object.entries(PUBLIC)) {
    const value = given[column as keyof typeof PUBLIC];
    if (value !== undefined) content[name] = value;
  }
  const own = given.privateInfo === undefined ? content : { ...content, private_info: given.privateInfo };
  await notify(env, app, [infoUpdated(uid, own)]);
  if (Object.keys(content).length > 0) await tellFriends(env, app, uid, content);
}

/** [xsync §8.2] RosterNotice INFO_UPDATED with the fields of a RosterItem. */
export async function tellFriends(env: Env, app: string, uid: number, changed: Record<string, unknown>): Promise<void> {
  const told = await friends(env.DB, app, uid, 0, MAX_TOLD);
  const content = JSON.stringify(changed);
  await notify(
    env,
    app,
    told.map((friend) => rosterNotice(friend, "INFO_UPDATED", { from: uid, to: friend, content })),
  );
}
