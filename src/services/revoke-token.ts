/** Taking back a single token. */

import type { Claims } from "../../durable-objects/access/token";
import { type Env, hubStub } from "../../durable-objects/env";
import { OrioleError } from "../../protocol/errors";
import { revoke } from "../store/revoked-tokens";
import { forgetToken } from "./user-standing";

/** REST asks D1, sockets ask the hub: both have to know. The hub comes first, because it tells D1 itself should this end here. */
export async function revokeToken(env: Env, claims: Claims, nowMs: number): Promise<void> {
  const { app, uid, jti, guid, role, expiresMs } = claims;
  if (jti === "") throw new OrioleError("InvalidToken", "the token has no name to be taken back by");
  if (role === "user") await hubStub(env, app, uid).revokeToken(uid, { jti, untilMs: expiresMs, guid });
  await revoke(env.DB, { app, uid, jti, expiresAt: expiresMs }, nowMs);
  forgetToken(app, jti);
}
