/**
 * Telling hubs what the directory says of their users. A change is written as "untold" and stays so until it was told and
 * all that follows from it was done: whoever deals with the user next, or changes any user of the app, finishes what a
 * caller began that was cut off (docs/design/durability.md).
 */

import { type Env, hubStub, hubStubNamed } from "../../durable-objects/env";
import { groupByHub } from "../../durable-objects/group-by-hub";
import { forgetUser, knownTo } from "../store/friendships";
import { forgetPush } from "../store/push";
import { UNTOLD, USER_STATUS } from "../store/schema";
import { markUsersTold, type UntoldUser, untoldUser, untoldUsers } from "../store/untold-users";
import type { Marked } from "../store/users";
import { groupStub } from "./group-object";
import { notify, rosterNotice } from "./notices";
import { directConversation } from "./relation";
import { unwrap } from "./unwrap";

/** Of an app at once: more than a crash leaves behind, few enough not to hold up the caller who finds them. */
const MAX_FINISHED = 20;

/** What earlier calls left undone, of any user of the app. */
export async function finishUsers(env: Env, app: string): Promise<void> {
  for (const user of await untoldUsers(env.DB, app, MAX_FINISHED)) await finish(env, app, user);
}

export async function finishUser(env: Env, app: string, uid: number): Promise<void> {
  const user = await untoldUser(env.DB, app, uid);
  if (user) await finish(env, app, user);
}

async function finish(env: Env, app: string, user: UntoldUser) {
  const { uid, untold, status, generation, keptToken, bannedUntil } = user;
  if (untold & UNTOLD.status) {
    const change = { uid, mark: user.statusMark };
    if (status === USER_STATUS.removed) await tellRemoval(env, app, change);
    else await tellStatus(env, app, [change], status);
  }
  if (untold & UNTOLD.tokens) await tellTokens(env, app, uid, generation, { guid: null, jti: keptToken });
  if (untold & UNTOLD.ban) await tellBans(env, app, [{ uid, mark: user.banMark }], bannedUntil);
}

/** The token that stays in force, and the device that it was issued to. */
export interface Spared {
  guid: string | null;
  /** Empty: none. */
  jti: string;
}

export const NOBODY: Spared = { guid: null, jti: "" };

/** Tokens of earlier generations open nothing; devices are logged out. Neither holds for what is spared. */
export async function tellTokens(
  env: Env,
  app: string,
  uid: number,
  generation: number,
  { guid, jti }: Spared,
): Promise<void> {
  await hubStub(env, app, uid).revokeTokens(uid, generation, guid, jti);
  await markUsersTold(env.DB, app, "tokens", [{ uid, mark: generation }]);
}

/** Frozen or thawed. */
export async function tellStatus(env: Env, app: string, changes: readonly Marked[], status: number): Promise<void> {
  const now = status === USER_STATUS.frozen ? "frozen" : "normal";
  await Promise.all(changes.map(({ uid, mark }) => hubStub(env, app, uid).setUserStatus(uid, now, mark)));
  await markUsersTold(env.DB, app, "status", changes);
}

export async function tellBans(env: Env, app: string, changes: readonly Marked[], untilMs: number): Promise<void> {
  const byHub = [...groupByHub(app, changes, ({ uid }) => uid)].map(([name, own]) => {
    const uids = own.map(({ uid }) => uid);
    const marks = own.map(({ mark }) => mark);
    return hubStubNamed(env, name).setBans(uids, untilMs, marks);
  });
  await Promise.all(byHub);
  await markUsersTold(env.DB, app, "ban", changes);
}

/** A removed user is out of everything; each step may be repeated. Messages stay in their conversations. */
export async function tellRemoval(env: Env, app: string, change: Marked): Promise<void> {
  const { uid, mark } = change;
  const hub = hubStub(env, app, uid);
  await hub.setUserStatus(uid, "removed", mark);
  const gids = new Set([...(await hub.groups(uid)), ...(await hub.applications(uid))]);
  for (const gid of gids) await leaveGroup(env, app, gid, uid);
  await forgetPush(env.DB, app, uid);
  // Told before they are forgotten: afterwards nobody would know whom to tell. Two who never wrote have a conversation, too.
  const friends = await knownTo(env.DB, app, uid);
  await Promise.all(friends.map((friend) => directConversation(env, app, uid, friend).relationChanged()));
  await notify(
    env,
    app,
    friends.map((friend) => rosterNotice(friend, "REMOVED", { from: uid, to: friend })),
  );
  await forgetUser(env.DB, app, uid, friends, Date.now());
  await markUsersTold(env.DB, app, "status", [change]);
}

/** Done as well where the user is not in it, nor asks to be, any more, or there is no such group. */
async function leaveGroup(env: Env, app: string, gid: number, uid: number): Promise<void> {
  const left = await groupStub(env, app, gid).changeGroup("bequeath", { uid });
  if (!left.ok && left.error !== "GroupNotMemberFound" && left.error !== "GroupNotExist") unwrap(left);
}
