/**
 * Pauses between calls to D1. On a private server D1 answers within the process: nobody is served during a call, and a
 * chain of answers that never waits for anything outside keeps the process from reading its sockets until the last row is written.
 */

/** In proportion to the call before it: of the one thread, writing takes a fifth while others want the rest. */
const TIMES = 4;
const LEAST_MS = 25;
const MOST_MS = 1000;
/** A pause is made of waits. One that ends on time says that nothing else had the thread then; so many in a row, that nobody wants it. */
const WAIT_MS = 25;
const ON_TIME_MS = 2;
const IDLE_WAITS = 3;

export interface Clock {
  now(): number;
  wait(ms: number): Promise<unknown>;
}

/** Resolves when the next call may begin after one that took so long. */
export async function rest(tookMs: number, clock: Clock): Promise<void> {
  const untilMs = clock.now() + Math.min(MOST_MS, Math.max(LEAST_MS, TIMES * tookMs));
  for (let onTime = 0; onTime < IDLE_WAITS; ) {
    const startMs = clock.now();
    const waitMs = Math.min(WAIT_MS, untilMs - startMs);
    if (waitMs <= 0) return;
    await clock.wait(waitMs);
    onTime = clock.now() - startMs - waitMs <= ON_TIME_MS ? onTime + 1 : 0;
  }
}
