/** What ends sessions: another password, a frozen user, a removed one. */

import type { Env } from "../../durable-objects/env";
import { OrioleError } from "../../protocol/errors";
import { USER_STATUS } from "../store/schema";
import { raiseGeneration, removeUser, setStatus } from "../store/users";
import { hashPassword, passwordFits } from "./password";
import { type Attempt, askFor, guarded } from "./password-guard";
import { finishUsers, NOBODY, type Spared, tellRemoval, tellStatus, tellTokens } from "./untold-users";
import { forgetStanding } from "./user-standing";

/** UserAuthFailed unless the password is the user's. As it is stored, to be named when it is changed. */
export async function requirePassword(attempt: Attempt, uid: number, password: string): Promise<string> {
  const asked = await askFor(attempt, { by: "uid", uid });
  const stored = asked.user?.password ?? null;
  const fits = await guarded(attempt, asked, async () =>
    (await passwordFits(attempt.env, password, stored)) ? stored : null,
  );
  if (fits === null) throw new OrioleError("UserAuthFailed");
  return fits;
}

/**
 * All tokens from before are void and devices are logged out, but for the token that is spared and the devices that hold
 * it. `from`: only where this is still the stored one, so that of two who change it at once the second is told; null: in
 * any case. UserOldPasswordNotMatch where it is not.
 */
export async function changePassword(
  env: Env,
  app: string,
  uid: number,
  { password, from, spared }: { password: string; from: string | null; spared: Spared },
): Promise<void> {
  const hash = await hashPassword(env, password);
  const generation = await raiseGeneration(env.DB, app, uid, { password: hash, keptToken: spared.jti }, from);
  if (generation === null && from !== null) throw new OrioleError("UserOldPasswordNotMatch");
  await voidTokens(env, app, uid, generation, spared);
}

/** Logs the user out everywhere; the password stays. */
export async function logOutEverywhere(env: Env, app: string, uid: number): Promise<void> {
  await finishUsers(env, app);
  await voidTokens(env, app, uid, await raiseGeneration(env.DB, app, uid), NOBODY);
}

async function voidTokens(
  env: Env,
  app: string,
  uid: number,
  generation: number | null,
  spared: Spared,
): Promise<void> {
  if (generation === null) throw new OrioleError("UserNotExist");
  forgetStanding(app, uid);
  await tellTokens(env, app, uid, generation, spared);
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
  await finishUsers(env, app);
  const status = frozen ? USER_STATUS.frozen : USER_STATUS.normal;
  const changes = await setStatus(env.DB, app, uids, status);
  for (const { uid } of changes) forgetStanding(app, uid);
  await tellStatus(env, app, changes, status);
}

/** Takes a user out of everything. The directory comes first, so that whatever is cut off afterwards is finished by somebody else. */
export async function deleteUser(env: Env, app: string, uid: number): Promise<void> {
  await finishUsers(env, app);
  const removal = await removeUser(env.DB, app, uid);
  if (removal === null) throw new OrioleError("UserNotExist");
  forgetStanding(app, uid);
  await tellRemoval(env, app, removal);
}
