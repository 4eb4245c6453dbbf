/** What one run of one contender measured. */

export interface Sample {
  /** Completions (deliveries, acks, logins) a second. */
  rate: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  meanMs: number;
  /** Over the measured time. */
  serverCpuS: number;
  generatorCpuS: number;
  seconds: number;
  /** Of workerd, at the end of the run. */
  memoryMb: number;
  /** Rate × mean time of what frees the window ÷ what was in flight: near 1, or a figure is wrong. Null without a window. */
  little: number | null;
  /** Completions a second of the slowest and of the fastest client. */
  slowest: number;
  fastest: number;
  /** What should not have happened; a run with faults counts as failed. */
  faults: string[];
  /** Figures of this workload alone. */
  extra?: Record<string, number>;
}

/** A run that did not come to its end: its line says why, and the others go on. */
export function failedSample(error: unknown): Sample {
  const figures = Object.fromEntries(MEDIANS.map((name) => [name, 0])) as Record<(typeof MEDIANS)[number], number>;
  return { ...figures, little: null, faults: [String(error)] };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

const MEDIANS = [
  "rate",
  "p50Ms",
  "p95Ms",
  "p99Ms",
  "meanMs",
  "serverCpuS",
  "generatorCpuS",
  "seconds",
  "memoryMb",
  "slowest",
  "fastest",
] as const;

/** The median of each figure over the rounds. */
export function medianSample(samples: readonly Sample[]): Sample {
  const [first] = samples;
  if (!first) throw new Error("no samples");
  const result: Sample = { ...first, faults: samples.flatMap(({ faults }) => faults) };
  if (first.little !== null) result.little = median(samples.map(({ little }) => little ?? 0));
  for (const name of MEDIANS) result[name] = median(samples.map((sample) => sample[name]));
  if (first.extra) {
    result.extra = {};
    for (const name of Object.keys(first.extra)) {
      result.extra[name] = median(samples.map(({ extra }) => extra?.[name] ?? 0));
    }
  }
  return result;
}
