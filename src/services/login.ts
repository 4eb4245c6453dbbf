/** Logging in: a name and a password for a token. */

import type { App } from "../../durable-objects/access/app";
import { signToken } from "../../durable-objects/access/token";
import { OrioleError } from "../../protocol/errors";
import { findLogin, type LoginName, type User } from "../store/users";
import { take } from "./handover";
import { passwordFits } from "./password";
import { refuse } from "./user-standing";

/** A token for the user, bound to the device when there is a guid. UserAuthFailed, UserFrozen or UserRemoved otherwise. */
export async function logIn(
  db: D1Database,
  app: App,
  login: LoginName,
  secret: { password: string; guid: string | null },
  nowMs: number,
) {
  const user = await authenticate(db, app, login, secret.password, nowMs);
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
async function authenticate(
  db: D1Database,
  app: App,
  login: LoginName,
  password: string,
  nowMs: number,
): Promise<User> {
  const user = await findLogin(db, app.id, login);
  const ticket = await loginTicket(db, app.id, password, nowMs);
  if (user && ticket === user.uid) return user;
  const fits = await passwordFits(password, user?.password ?? null);
  // Clients look for the first two words.
  if (!user || !fits) throw new OrioleError("UserAuthFailed", "Operation rejected: wrong name or password");
  return user;
}
