/** What ends sessions: another password, a frozen user, a removed one. */

import { type Env, hubStub } from "../../durable-objects/env";
import { OrioleError } from "../../protocol/errors";
import { forgetUser } from "../store/friendships";
import { forgetPush } from "../store/push";
import { USER_STATUS } from "../store/schema";
import { findUser, raiseGeneration, removeUser, setStatus } from "../store/users";
import { endGroup } from "./end-group";
import { groupStub } from "./group-object";
import { notify, rosterNotice } from "./notices";
import { hashPassword, passwordFits } from "./password";
import { type Attempt, accountOf, guarded } from "./password-guard";
import { unwrap } from "./unwrap";
import { forgetStanding } from "./user-standing";

/** UserAuthFailed unless the password is the user's. */
export async function requirePassword(attempt: Attempt, uid: number, password: string): Promise<void> {
  const user = await findUser(attempt.env.DB, attempt.app.id, uid);
  const check = async () => (await passwordFits(attempt.env, password, user?.password ?? null)) || null;
  if (!(await guarded(attempt, accountOf(uid), check))) throw new OrioleError("UserAuthFailed");
}

/** All tokens from before are void; devices are logged out, but for the one that the caller's token was issued to. */
export async function changePassword(
  env: Env,
  app: string,
  uid: number,
  password: string,
  exceptGuid: string | null,
): Promise<void> {
  const hash = await hashPassword(env, password);
  const generation = await raiseGeneration(env.DB, app, uid, { password: hash });
  await voidTokens(env, app, uid, generation, exceptGuid);
}

/** Logs the user out everywhere; the password stays. */
export async function logOutEverywhere(env: Env, app: string, uid: number): Promise<void> {
  await voidTokens(env, app, uid, await raiseGeneration(env.DB, app, uid), null);
}

async function voidTokens(
  env: Env,
  app: string,
  uid: number,
  generation: number | null,
  exceptGuid: string | null,
): Promise<void> {
  if (generation === null) throw new OrioleError("UserNotExist");
  forgetStanding(app, uid);
  await hubStub(env, app, uid).revokeTokens(uid, generation, exceptGuid);
}

/** Refused as a whole when one of them is no user, so that a list is never half done. May be repeated. */
export async function setFrozen(
  env: Env,
  app: string,
  uids: readonly number[],
  frozen: boolean,
  known: ReadonlySet<number>,
): Promise<void> {
  const unknown = uids.find((uid) => !known.has(uid));
  if (unknown !== undefined) throw new OrioleError("UserNotExist", `no such user: ${unknown}`);
  await setStatus(env.DB, app, uids, frozen ? USER_STATUS.frozen : USER_STATUS.normal);
  for (const uid of uids) forgetStanding(app, uid);
  await Promise.all(uids.map((uid) => hubStub(env, app, uid).setUserStatus(uid, frozen ? "frozen" : "normal")));
}

/**
 * Takes a user out of everything. Groups come first and the directory last: a call that is cut off leaves a user who can
 * be deleted again. Messages stay with the conversations they were written in.
 */
export async function deleteUser(env: Env, app: string, uid: number): Promise<void> {
  const hub = hubStub(env, app, uid);
  for (const gid of await hub.groups(uid)) await leaveGroup(env, app, gid, uid);
  await forgetPush(env.DB, app, uid);
  const friends = await forgetUser(env.DB, app, uid);
  if ((await removeUser(env.DB, app, uid)) === null) throw new OrioleError("UserNotExist");
  forgetStanding(app, uid);
  await hub.setUserStatus(uid, "removed");
  await notify(
    env,
    app,
    friends.map((friend) => rosterNotice(friend, "REMOVED", { from: uid, to: friend })),
  );
}

/** A group of the user's own goes to an admin, else to the member with the lowest id; with nobody left it ends. */
async function leaveGroup(env: Env, app: string, gid: number, uid: number): Promise<void> {
  const group = groupStub(env, app, gid);
  const card = await group.readGroup("card", { by: null });
  // Gone, or not this user's any more: nothing to leave.
  if (!card.ok || card.value.status !== 0) return;
  if (card.value.owner === uid) {
    const heir = await heirOf(group, uid);
    if (heir === null) {
      await endGroup(env, app, gid, uid);
      return;
    }
    unwrap(await group.changeGroup("transfer", { by: uid, to: heir }));
  }
  const left = await group.changeGroup("leave", { uid });
  if (!left.ok && left.error !== "GroupNotMemberFound") unwrap(left);
}

async function heirOf(group: ReturnType<typeof groupStub>, owner: number): Promise<number | null> {
  const admins = unwrap(await group.readGroup("admins", { by: null }));
  const admin = admins.find((each) => each.uid !== owner);
  if (admin) return admin.uid;
  const { members } = unwrap(await group.readGroup("members", { by: null, after: 0, limit: 2 }));
  return members.find((each) => each.uid !== owner)?.uid ?? null;
}
