/** Whether a token and its user may act at all: a token outlives the day its user is frozen, removed or logged out. */

import { ExpiringCache } from "../../durable-objects/access/expiring-cache";
import type { Claims } from "../../durable-objects/access/token";
import type { Env } from "../../durable-objects/env";
import { OrioleError } from "../../protocol/errors";
import { kickedAt } from "../store/kicked-devices";
import { isRevoked } from "../store/revoked-tokens";
import { USER_STATUS } from "../store/schema";
import { type Standing, userStanding } from "../store/users";
import { finishUser } from "./untold-users";

const CACHE_MS = 5_000;

// One per isolate, like the app directory: spares a read per request of a busy user and is wrong for seconds at most.
const users = new ExpiringCache<Standing>(CACHE_MS, 10_000);
const tokens = new ExpiringCache<boolean>(CACHE_MS, 10_000);
const kicks = new ExpiringCache<number>(CACHE_MS, 10_000);

/** InvalidToken for one that was taken back: alone, with all of its user's, or with the device that it was issued to. */
export async function requireCurrent(env: Env, claims: Claims, nowMs: number): Promise<void> {
  const [revoked, kicked, user] = await Promise.all([
    tokenRevoked(env.DB, claims, nowMs),
    lastKick(env.DB, claims, nowMs),
    claims.role === "user" ? standing(env, claims.app, claims.uid, nowMs) : null,
  ]);
  const late = claims.issuedMs < kicked || (user && isPast(claims, user));
  if (revoked || late) throw new OrioleError("InvalidToken");
}

function isPast({ generation, jti }: Claims, user: Standing): boolean {
  return generation < user.generation && (jti === "" || jti !== user.keptToken);
}

/** Refuses a user who is frozen (UserFrozen), removed (UserRemoved) or not of this app (UserNotExist). */
export async function requireStanding(env: Env, app: string, uid: number, nowMs: number): Promise<void> {
  refuse((await standing(env, app, uid, nowMs))?.status ?? null);
}

/** For the app, which deals with frozen users too: refuses who is removed (UserRemoved) or not of it (UserNotExist). */
export async function requirePresence(env: Env, app: string, uid: number, nowMs: number): Promise<void> {
  const status = (await standing(env, app, uid, nowMs))?.status ?? null;
  if (status !== USER_STATUS.frozen) refuse(status);
}

/** What requireStanding says of a status that was read already; null: no such user. */
export function refuse(status: number | null): void {
  if (status === null) throw new OrioleError("UserNotExist");
  if (status === USER_STATUS.frozen) throw new OrioleError("UserFrozen");
  if (status === USER_STATUS.removed) throw new OrioleError("UserRemoved");
}

/** Call after changing a user's status or generation, so that this isolate sees it at once. */
export function forgetStanding(app: string, uid: number): void {
  users.delete(`${app}:${uid}`);
}

/** The same for a single token. */
export function forgetToken(app: string, jti: string): void {
  tokens.delete(`${app}:${jti}`);
}

/** The same for a device that was logged out. */
export function forgetKick(app: string, uid: number, guid: string): void {
  kicks.delete(kickKey(app, uid, guid));
}

const kickKey = (app: string, uid: number, guid: string) => `${app}:${uid}:${guid}`;

/** When the device that a token was issued to was last logged out, ms; 0: never, or it was issued to none. */
async function lastKick(db: D1Database, { app, uid, guid }: Claims, nowMs: number): Promise<number> {
  if (guid === null) return 0;
  const key = kickKey(app, uid, guid);
  const cached = kicks.get(key, nowMs);
  if (cached !== undefined) return cached;
  const at = await kickedAt(db, app, uid, guid);
  kicks.set(key, at, nowMs);
  return at;
}

async function standing(env: Env, app: string, uid: number, nowMs: number): Promise<Standing | null> {
  const key = `${app}:${uid}`;
  const cached = users.get(key, nowMs);
  if (cached !== undefined) return cached;
  const read = await userStanding(env.DB, app, uid);
  if (read === null) return null;
  if (read.untold === 0) users.set(key, read, nowMs);
  else await finishUser(env, app, uid);
  return read;
}

async function tokenRevoked(db: D1Database, { app, jti }: Claims, nowMs: number): Promise<boolean> {
  if (jti === "") return false;
  const key = `${app}:${jti}`;
  const cached = tokens.get(key, nowMs);
  if (cached !== undefined) return cached;
  const revoked = await isRevoked(db, app, jti);
  tokens.set(key, revoked, nowMs);
  return revoked;
}
