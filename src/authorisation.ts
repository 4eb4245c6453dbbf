/** Who may call what: one table of callers by access. Which access an operation has, it says itself (operation.ts). */

import { type ErrorName, OrioleError } from "../protocol/errors";
import type { Access } from "./operation";

export type Caller =
  /** Without a token. */
  | "nobody"
  /** By its own token. */
  | "user"
  /** The app, by an admin token. */
  | "app"
  /** The app on behalf of a user: an admin token and the header user_id. */
  | "delegate";

export const rights: Record<Access, Record<Caller, boolean>> = {
  none: { nobody: true, user: true, app: true, delegate: true },
  app: { nobody: true, user: true, app: true, delegate: true },
  user: { nobody: false, user: true, app: false, delegate: true },
  holder: { nobody: false, user: true, app: true, delegate: true },
  delegate: { nobody: false, user: false, app: false, delegate: true },
  admin: { nobody: false, user: false, app: true, delegate: true },
};

/** What a caller is told who lacks the right. */
const refusals: Record<Caller, { error: ErrorName; reason?: string }> = {
  nobody: { error: "MissingAccessToken" },
  user: { error: "UserPermissionDenied" },
  // Only operations on a user are closed to the app, and a user is all that it has to name.
  app: { error: "InvalidRequestParameter", reason: "invalid request parameter: header user_id missing" },
  delegate: { error: "UserPermissionDenied" },
};

export function requireRight(access: Access, caller: Caller): void {
  if (rights[access][caller]) return;
  const { error, reason } = refusals[caller];
  throw new OrioleError(error, reason);
}
