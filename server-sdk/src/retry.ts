/** When a call is made again, and after how long. Pure: randomness comes as a number from 0 to 1. */

import { ServiceError } from "./service-error";

const FIRST_DELAY_MS = 200;
const LAST_DELAY_MS = 10_000;

/**
 * What was refused for its rate was not done, so that any call may be repeated. After any other passing failure it may have
 * been done, and only a call that does nothing twice is repeated. Not where the server wants more time than a call may take:
 * after wrong passwords it is a quarter of an hour, and whoever waits for the answer had better be told.
 */
export function mayRepeat(error: ServiceError, idempotent: boolean): boolean {
  if ((error.retryAfterMs ?? 0) > LAST_DELAY_MS) return false;
  return error.error === "ServerTooManyRequest" || (error.retryable && idempotent);
}

/** Full jitter over a doubling delay, and never before the server's own word. `attempt` counts from 1. */
export function delayMs(attempt: number, retryAfterMs: number | null, random: number): number {
  const most = Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), LAST_DELAY_MS);
  return (retryAfterMs ?? 0) + Math.round(most * random);
}
