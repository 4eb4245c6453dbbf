/** Five hundred clients of a server that is away for a minute: the reconnect policy alone, second by second. */

import { expect, it } from "vitest";
import { retryDelay, retryNumber } from "../../../client/src/connection/reconnect-policy";
import { randomFrom } from "./harness";

const CLIENTS = 500;
const DOWN_MS = 60_000;
/** Default of maxRetryDelayMs. */
const CAP_MS = 20_000;

/** When each attempt is made, and when each client is back, ms after the server went away with this close code. */
function restart(seed: number, closeCode: number): { attempts: number[]; back: number[] } {
  const random = randomFrom(seed);
  const attempts: number[] = [];
  const back: number[] = [];
  for (let client = 0; client < CLIENTS; client++) {
    // They had been online for an hour.
    let failed = retryNumber(0, 3_600_000, closeCode);
    let at = 0;
    for (;;) {
      at += retryDelay(failed, CAP_MS, random);
      attempts.push(at);
      if (at >= DOWN_MS) break;
      failed = retryNumber(failed + 1, 0, 1006);
    }
    back.push(at);
  }
  return { attempts, back };
}

it.each([1006, 1012])("after close code %i all are back 30 s after the server, and never rush it", (closeCode) => {
  for (let seed = 1; seed <= 20; seed++) {
    const { attempts, back } = restart(seed, closeCode);
    expect(Math.max(...back), `seed ${seed}`).toBeLessThan(DOWN_MS + 30_000);
    const inSecond = (second: number) => attempts.filter((at) => Math.floor(at / 1000) === second).length;
    const seconds = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => inSecond(from + i));
    // The rate at which they knock once the delays have reached their bound.
    const knocking = seconds(40, 60);
    const steady = knocking.reduce((sum, count) => sum + count, 0) / knocking.length;
    expect(Math.max(...seconds(60, 90)), `seed ${seed}`).toBeLessThanOrEqual(3 * steady);
  }
});
