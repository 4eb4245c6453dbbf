/** Asking to be friends: what the other user's settings make of it. */

import type { App } from "../../durable-objects/access/app";
import { RELATION } from "../../durable-objects/conversation/relation";
import type { Env } from "../../durable-objects/env";
import { type ErrorName, OrioleError } from "../../protocol/errors";
import { acceptApplication, befriend, saveApplication } from "../store/friendships";
import { relationOf } from "../store/rosters";
import { USER_STATUS } from "../store/schema";
import { findUser } from "../store/users";
import { notify, rosterNotice, toBoth } from "./notices";
import { befriended, newChange, tellRelation } from "./relation";
import { AUTH_MODE, readUserSettings, type UserSettings } from "./user-settings";

/** How long a request waits for its answer. */
const WAITS_MS = 7 * 24 * 3600 * 1000;

export interface FriendRequest {
  to: number;
  reason: string;
  /** What the applicant will call the friend. */
  alias: string;
  answer: string;
}

export interface Caller {
  env: Env;
  app: App;
  uid: number;
  nowMs: number;
}

/** Makes friends at once where the other user lets anybody in or the answer is right; leaves a request otherwise. */
export async function requestFriend(caller: Caller, request: FriendRequest): Promise<void> {
  const { env, app, uid, nowMs } = caller;
  const target = await findUser(env.DB, app.id, request.to);
  if (!target || target.status === USER_STATUS.removed) throw new OrioleError("UserNotExist");
  const [mine, theirs] = await Promise.all([
    relationOf(env.DB, app.id, uid, request.to),
    relationOf(env.DB, app.id, request.to, uid),
  ]);
  const settings = readUserSettings(target.settings);
  const refusal = requestRefusal({ isSelf: uid === request.to, mine, theirs }, settings, request.answer);
  if (refusal) throw new OrioleError(refusal);
  // Who is asked by the one it asks itself has its answer.
  if (await accept(caller, request.to)) return;
  if (modeOf(settings) !== AUTH_MODE.approval) return makeFriends(caller, [request.to], request.alias);
  const { reason, alias } = request;
  const application = { app: app.id, uid: request.to, applicant: uid, reason, alias, expiredTime: nowMs + WAITS_MS };
  // Asking again in the same words must not ring again.
  if (!(await saveApplication(env.DB, application, nowMs))) return;
  await notify(env, app.id, [
    rosterNotice(request.to, "APPLIED", { from: uid, to: request.to, content: request.reason }),
  ]);
}

type Admission = Pick<UserSettings, "auth_mode" | "auth_answer">;

/** A question that has no answer yet is one that only its user can judge. */
function modeOf({ auth_mode, auth_answer }: Admission): number {
  return auth_mode === AUTH_MODE.question && auth_answer.trim() === "" ? AUTH_MODE.approval : auth_mode;
}

/** Why nobody gets as far as asking, or null. */
export function requestRefusal(
  { isSelf, mine, theirs }: { isSelf: boolean; mine: number; theirs: number },
  settings: Admission,
  answer: string,
): ErrorName | null {
  if (isSelf) return "InvalidRequestParameter";
  if (mine === RELATION.blocked || theirs === RELATION.blocked) return "CurrentUserIsInBlocklist";
  if (mine === RELATION.friend && theirs === RELATION.friend) return "CurrentUserIsInRoster";
  if (settings.auth_mode === AUTH_MODE.closed) return "RosterRejectApplication";
  if (modeOf(settings) === AUTH_MODE.question && answer.trim() !== settings.auth_answer.trim()) return "AnswerFailed";
  return null;
}

/** The caller says yes to who asked. AnswerFailed when nobody waits for it. */
export async function acceptRequest(caller: Caller, applicant: number): Promise<void> {
  if (!(await accept(caller, applicant))) throw new OrioleError("AnswerFailed");
}

async function accept({ env, app, uid, nowMs }: Caller, applicant: number): Promise<boolean> {
  const change = newChange(nowMs);
  if (!(await acceptApplication(env.DB, app.id, uid, applicant, change))) return false;
  const untold = { friend: applicant, mark: change.mark };
  await tellRelation(env, app.id, uid, [untold], toBoth("ACCEPTED", uid, applicant));
  return true;
}

/** Friends without asking, from both sides. */
export async function makeFriends(caller: Caller, others: readonly number[], alias = ""): Promise<void> {
  const { env, app, uid, nowMs } = caller;
  const change = newChange(nowMs);
  await befriend(env.DB, app.id, uid, others, change, alias);
  const untold = others.map((friend) => ({ friend, mark: change.mark }));
  await tellRelation(
    env,
    app.id,
    uid,
    untold,
    others.flatMap((other) => befriended(uid, other)),
  );
}
