import { describe, expect, it } from "vitest";
import { rest } from "../../../durable-objects/archiver/rest.ts";

/** How long a rest is after a call of so many ms, where each wait ends so much too late. */
async function restMs(tookMs: number, lateMs: (wait: number) => number): Promise<number> {
  let nowMs = 1000;
  let waits = 0;
  const wait = async (ms: number) => {
    nowMs += ms + lateMs(waits++);
  };
  await rest(tookMs, { now: () => nowMs, wait });
  return nowMs - 1000;
}
const idle = () => 0;
const busy = () => 5;

describe("the archiver's rest", () => {
  it("is at least 25 ms", async () => {
    expect(await restMs(0, idle)).toBe(25);
  });

  it("is four times the call, and a second at most, while others want the thread", async () => {
    const slices = 25 + busy();
    for (const [tookMs, least] of [
      [10, 40],
      [75, 300],
      [900, 1000],
    ] as const) {
      const took = await restMs(tookMs, busy);
      expect(took).toBeGreaterThanOrEqual(least);
      expect(took).toBeLessThanOrEqual(least + slices);
    }
  });

  it("ends after three waits in a row that were on time", async () => {
    expect(await restMs(900, idle)).toBe(75);
    // The third of them was late: it begins again.
    expect(await restMs(900, (wait) => (wait === 2 ? 5 : 0))).toBe(6 * 25 + 5);
  });
});
