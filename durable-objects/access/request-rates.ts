/**
 * How many calls, and how many logins, the server takes of an app, a user and an address (docs/moderation.md, [RATE-1] to
 * [RATE-5]). Counted in each isolate: a limit here protects the isolate that would have to do the work, and costs no call.
 */

import { OrioleError } from "../../protocol/errors";
import type { Env } from "../env";
import { TokenBucket } from "../rate-limit";
import type { App } from "./app";
import { clientAddress } from "./client-address";

const MAX_BUCKETS = 50_000;

const buckets = new Map<string, TokenBucket>();

/** Who asks. */
export interface Asking {
  env: Env;
  request: Request;
  nowMs: number;
}

/** Of any call, before anything is known of it. */
export function takeAddress({ env, request, nowMs }: Asking): void {
  const address = clientAddress(request, env);
  if (address !== null) take(`ip:${address}`, undefined, env.RATE_IP, nowMs);
}

/** Of a call to an app: the app's share, what the app gives one address, and the user's where its own token makes the call. */
export function takeCall({ env, request, nowMs }: Asking, { id, settings }: App, uid: number | null): void {
  const address = clientAddress(request, env);
  if (address !== null && settings.rate_ip !== undefined) take(`ip:${id}:${address}`, settings.rate_ip, "0", nowMs);
  if (uid !== null) take(`user:${id}:${uid}`, settings.rate_user, env.RATE_USER, nowMs);
  take(`app:${id}`, settings.rate_app, env.RATE_APP, nowMs);
}

/** Of a login, a registration, or a socket. */
export function takeLogin({ env, request, nowMs }: Asking, app: App): void {
  takeLoginFrom(clientAddress(request, env), { env, nowMs }, app);
}

/** The same where the request is gone by the time the app is known. */
export function takeLoginFrom(
  address: string | null,
  { env, nowMs }: Pick<Asking, "env" | "nowMs">,
  { id, settings }: App,
): void {
  if (address !== null) take(`login-ip:${id}:${address}`, settings.login_rate_ip, env.LOGIN_RATE_IP, nowMs);
  take(`login-app:${id}`, settings.login_rate_app, env.LOGIN_RATE_APP, nowMs);
}

/** Of a socket whose app is not known yet. */
export function takeSocket({ env, request, nowMs }: Asking): void {
  const address = clientAddress(request, env);
  if (address !== null) take(`socket-ip:${address}`, undefined, env.LOGIN_RATE_IP, nowMs);
}

/** An app may set less than the server, never more. A rate of 0 is no limit. */
function take(key: string, set: number | undefined, ofServer: string, nowMs: number): void {
  const most = Number(ofServer);
  const rate = set === undefined ? most : most > 0 ? Math.min(set, most) : set;
  if (!(rate > 0)) return;
  const waitMs = bucketOf(`${key} ${rate}`, rate, nowMs).takeOrWait(nowMs);
  if (waitMs > 0) throw tooMany(waitMs);
}

function bucketOf(key: string, rate: number, nowMs: number): TokenBucket {
  const known = buckets.get(key);
  // Moved to the end, so that the first one is always the longest unused.
  buckets.delete(key);
  const bucket = known ?? new TokenBucket(rate, nowMs);
  for (const oldest of buckets.keys()) {
    if (buckets.size < MAX_BUCKETS) break;
    buckets.delete(oldest);
  }
  buckets.set(key, bucket);
  return bucket;
}

export function tooMany(waitMs: number): OrioleError {
  const seconds = Math.ceil(waitMs / 1000);
  return new OrioleError("ServerTooManyRequest", `too many requests, retry in ${seconds} s`, waitMs);
}
