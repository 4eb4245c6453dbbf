/** Registering a user. */

import type { App } from "../../durable-objects/access/app";
import type { Env } from "../../durable-objects/env";
import { OrioleError } from "../../protocol/errors";
import { allocateId } from "../store/allocate-id";
import { insertUser, lookUp } from "../store/users";
import { hashPassword } from "./password";
import { usernameProblem } from "./username";

/** The new user's id. InvalidUserNameParameter or UserAlreadyExist otherwise. */
export async function registerUser(
  env: Env,
  app: App,
  { username, password }: { username: string; password: string },
  nowMs: number,
): Promise<number> {
  const problem = usernameProblem(username);
  if (problem) throw new OrioleError("InvalidUserNameParameter", problem);
  // Looked up first only to spare an id and a hash; between two at once the unique index decides.
  if ((await lookUp(env.DB, app.id, { username })) !== null) throw new OrioleError("UserAlreadyExist");
  const hash = await hashPassword(env, password);
  const uid = await allocateId(env.DB, app.id, "user");
  if (!(await insertUser(env.DB, { app: app.id, uid, username, password: hash, createdAt: nowMs }))) {
    throw new OrioleError("UserAlreadyExist");
  }
  return uid;
}
