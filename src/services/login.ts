/** Logging in: a name and a password for a token. */

import { signToken } from "../../durable-objects/access/token";
import { OrioleError } from "../../protocol/errors";
import type { LoginName, LoginUser } from "../store/login-failures";
import { take } from "./handover";
import { passwordFits } from "./password";
import { type Attempt, askFor, guarded } from "./password-guard";
import { finishUser } from "./untold-users";
import { refuse } from "./user-standing";

/** A token for the user, bound to the device when there is a guid. UserAuthFailed, UserFrozen or UserRemoved otherwise. */
export async function logIn(attempt: Attempt, login: LoginName, secret: { password: string; guid: string | null }) {
  const { app, nowMs } = attempt;
  const user = await authenticate(attempt, login, secret.password);
  if (user.untold !== 0) await finishUser(attempt.env, app.id, user.uid);
  refuse(user.status);
  const holder = { uid: user.uid, guid: secret.guid, role: "user", generation: user.tokenGeneration } as const;
  const { token, expiresMs } = await signToken(app, holder, nowMs);
  return { uid: user.uid, token, expiresMs };
}

/** How a password begins that was made to log in once (routes/handover.ts). */
export const ONE_TIME = "once.";

async function loginTicket(db: D1Database, app: string, password: string, nowMs: number): Promise<number | null> {
  if (!password.startsWith(ONE_TIME)) return null;
  return (await take(db, app, "login", password.slice(ONE_TIME.length), nowMs))?.uid ?? null;
}

/** The hash is computed for unknown names too: the time an answer takes must not tell whether the name exists. */
async function authenticate(attempt: Attempt, login: LoginName, password: string): Promise<LoginUser> {
  const { env, app, nowMs } = attempt;
  const asked = await askFor(attempt, login);
  const { user } = asked;
  const ticket = await loginTicket(env.DB, app.id, password, nowMs);
  if (user && ticket === user.uid) return user;
  const checked = await guarded(attempt, asked, async () =>
    (await passwordFits(env, password, user?.password ?? null)) ? user : null,
  );
  // Clients look for the first two words.
  if (!checked) throw new OrioleError("UserAuthFailed", "Operation rejected: wrong name or password");
  return checked;
}
