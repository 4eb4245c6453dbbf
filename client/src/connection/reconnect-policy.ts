/** Delay cap of the first retry, ms; doubled by each further one. */
const FIRST_MS = 500;
/** A connection that lived this long was a good one: the next failure counts from the start. */
export const STABLE_MS = 10_000;

/**
 * How long to wait before retry number `attempt` (from 0), ms. Full jitter, applied after the cap, so that clients which
 * lost one server together do not come back together.
 */
export function retryDelay(attempt: number, maxMs: number, random: () => number): number {
  return Math.floor(random() * Math.min(maxMs, FIRST_MS * 2 ** attempt));
}

/** The number of the coming retry, given how many failed before it. A server that restarts or is full gets more room. */
export function retryNumber(failed: number, livedMs: number, code: number): number {
  const number = livedMs >= STABLE_MS ? 0 : failed;
  return code === 1012 || code === 1013 ? Math.max(number, 3) : number;
}
