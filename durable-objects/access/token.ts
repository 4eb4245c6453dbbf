/** Access tokens: JWTs signed with the secret of the app that they open, and nothing but that app. */

import { decode, sign, verify } from "hono/jwt";
import { z } from "zod";
import { OrioleError } from "../../protocol/errors";
import { type App, loadApp, requireServing } from "./app";
import { ALGORITHM, type Issuer, issuerKey } from "./issuer-key";

export const TOKEN_LIFETIME_MS = 30 * 24 * 3600 * 1000;

export type Role = "user" | "admin";

export interface Claims {
  app: string;
  /** 0 in an admin token: it stands for the app, not for a user. */
  uid: number;
  /** The device the token was issued to; null when it may be used on any. */
  guid: string | null;
  role: Role;
  issuedMs: number;
  expiresMs: number;
  /** Below the user's own generation the token was taken back together with all others of its time. */
  generation: number;
  /** Names this one token; empty in tokens of an older version of this code. */
  jti: string;
}

const appSchema = z.object({ app: z.string().min(1) });

const payloadSchema = appSchema.extend({
  sub: z.string().regex(/^\d{1,15}$/),
  role: z.enum(["user", "admin"]),
  guid: z.string().min(1).optional(),
  iat: z.number().default(0),
  exp: z.number(),
  gen: z.int().min(0).default(0),
  jti: z.string().default(""),
});

export async function signToken(
  app: Issuer,
  holder: { uid: number; guid: string | null; role: Role; generation?: number },
  nowMs: number,
  lifetimeMs = TOKEN_LIFETIME_MS,
): Promise<{ token: string; expiresMs: number }> {
  const expiresS = Math.floor(nowMs / 1000) + Math.ceil(lifetimeMs / 1000);
  const claims = {
    app: app.id,
    sub: String(holder.uid),
    role: holder.role,
    ...(holder.guid === null ? {} : { guid: holder.guid }),
    ...(holder.generation ? { gen: holder.generation } : {}),
    // To the millisecond: a token of the second in which a device was logged out may be the one that comes after.
    iat: nowMs / 1000,
    exp: expiresS,
    // Two tokens of one second must differ, or revoking one would revoke both.
    jti: crypto.randomUUID(),
  };
  const token = await sign(claims, await issuerKey(app), ALGORITHM);
  return { token, expiresMs: expiresS * 1000 };
}

/**
 * The claims of a token that is genuine, unexpired and of an app in service.
 * Otherwise InvalidToken, ServerAppFrozen, ServerInvalidLicense or ServerLicenseLimit.
 */
export async function verifyToken(db: D1Database, token: string, nowMs: number): Promise<Claims> {
  // The app named in the unverified payload decides only which key the signature must fit.
  const app = await issuerOf(db, token, nowMs);
  const claims = await verifiedBy(app, token, nowMs);
  requireServing(app);
  return claims;
}

async function issuerOf(db: D1Database, token: string, nowMs: number): Promise<App> {
  const appId = claimedApp(token);
  try {
    return await loadApp(db, appId, nowMs);
  } catch (cause) {
    // Anything but an unknown app (D1 down) must not look like a bad token: it would log users out.
    if (cause instanceof OrioleError && cause.error === "ServerAppIdInvalid") throw new OrioleError("InvalidToken");
    throw cause;
  }
}

function claimedApp(token: string): string {
  try {
    return appSchema.parse(decode(token).payload).app;
  } catch {
    throw new OrioleError("InvalidToken");
  }
}

async function verifiedBy(app: App, token: string, nowMs: number): Promise<Claims> {
  const claims = await genuine(app, token);
  if (!claims || claims.exp * 1000 <= nowMs) throw new OrioleError("InvalidToken");
  return {
    app: claims.app,
    uid: Number(claims.sub),
    guid: claims.guid ?? null,
    role: claims.role,
    issuedMs: Math.round(claims.iat * 1000),
    expiresMs: claims.exp * 1000,
    generation: claims.gen,
    jti: claims.jti,
  };
}

async function genuine(app: App, token: string): Promise<z.infer<typeof payloadSchema> | null> {
  try {
    // Our own clock says what has expired; another server's clock, which signed it, may be ahead of ours.
    const checks = { alg: ALGORITHM, exp: false, iat: false } as const;
    return payloadSchema.parse(await verify(token, await issuerKey(app), checks));
  } catch {
    return null;
  }
}
