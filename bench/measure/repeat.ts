/** One thing done again and again: as fast as a number of clients can, or at a rate that does not wait for answers. */

import { setTimeout as sleep } from "node:timers/promises";
import type { ServerProcess } from "../server/server-process.ts";
import { effort } from "./effort.ts";
import { Histogram } from "./histogram.ts";
import type { Sample } from "./sample.ts";

export interface Repeated {
  server: ServerProcess;
  seconds: number;
  /** `n` counts the calls. A rejection is a fault. */
  once(n: number): Promise<void>;
}

const MAX_FAULTS = 10;

/** So many at once, each beginning again when it has its answer. */
export async function repeated(it: Repeated, parallel: number): Promise<Sample> {
  const untilMs = performance.now() + it.seconds * 1000;
  return measured(it, parallel, async (call) => {
    await Promise.all(
      Array.from({ length: parallel }, async () => {
        while (performance.now() < untilMs) await call();
      }),
    );
  });
}

/** So many a second, whether the ones before have ended or not: who waits for a slow server must not spare it. */
export async function paced(it: Repeated, ratePerSecond: number): Promise<Sample> {
  return measured(it, null, async (call) => {
    const startMs = performance.now();
    const calls: Promise<void>[] = [];
    for (let n = 0; n < it.seconds * ratePerSecond; n++) {
      await sleep(Math.max(0, startMs + (n * 1000) / ratePerSecond - performance.now()));
      calls.push(call());
    }
    await Promise.all(calls);
  });
}

async function measured(
  { server, once }: Repeated,
  parallel: number | null,
  drive: (call: () => Promise<void>) => Promise<void>,
): Promise<Sample> {
  const times = new Histogram();
  const faults: string[] = [];
  let calls = 0;
  const call = async () => {
    const sinceMs = performance.now();
    try {
      await once(calls++);
      times.record(performance.now() - sinceMs);
    } catch (error) {
      if (faults.length < MAX_FAULTS) faults.push(String(error));
    }
  };
  const taken = effort(server);
  await drive(call);
  const took = taken();
  const rate = times.count / took.seconds;
  return {
    rate,
    ...times.figures,
    ...took,
    little: parallel === null ? null : (rate * times.meanMs) / 1000 / parallel,
    slowest: 0,
    fastest: 0,
    faults,
  };
}
