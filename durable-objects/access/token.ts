/** Access tokens: JWTs signed with the secret of the app that they open, and nothing but that app. */

import { decodeJwt, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { OrioleError } from "../../protocol/errors";
import { type App, loadApp, requireServing } from "./app";

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

/** All of an app that its tokens depend on. */
export type Issuer = Pick<App, "id" | "secret">;

const payloadSchema = z.object({
  app: z.string().min(1),
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
  const token = await new SignJWT({
    app: app.id,
    role: holder.role,
    ...(holder.guid === null ? {} : { guid: holder.guid }),
    ...(holder.generation ? { gen: holder.generation } : {}),
  })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(String(holder.uid))
    // To the millisecond: a token of the second in which a device was logged out may be the one that comes after.
    .setIssuedAt(nowMs / 1000)
    .setExpirationTime(expiresS)
    // Two tokens of one second must differ, or revoking one would revoke both.
    .setJti(crypto.randomUUID())
    .sign(await keyOf(app));
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
    return payloadSchema.parse(decodeJwt(token)).app;
  } catch {
    throw new OrioleError("InvalidToken");
  }
}

async function verifiedBy(app: App, token: string, nowMs: number): Promise<Claims> {
  try {
    const { payload } = await jwtVerify(token, await keyOf(app), {
      algorithms: ["HS256"],
      currentDate: new Date(nowMs),
    });
    const claims = payloadSchema.parse(payload);
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
  } catch {
    throw new OrioleError("InvalidToken");
  }
}

// Importing a key costs more than checking a signature with it. Kept as long as the app's row is.
const keys = new WeakMap<Issuer, Promise<CryptoKey>>();

function keyOf(app: Issuer): Promise<CryptoKey> {
  const known = keys.get(app);
  if (known) return known;
  const secret = new TextEncoder().encode(app.secret);
  const key = crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
  keys.set(app, key);
  return key;
}
