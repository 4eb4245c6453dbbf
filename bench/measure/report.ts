/** From samples to JSON lines and a table. */

import type { AbsoluteAim, Aim, Workload } from "../lab.ts";
import { median, medianSample, type Sample } from "./sample.ts";

/** The runs of a workload, round by round, by contender. */
export type Rounds = Map<string, Sample>[];

export interface Line {
  workload: string;
  contender: string;
  ok: boolean;
  rate: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  serverCpuS: number;
  generatorCpuS: number;
  /** CPU time of the server for one completion, µs: steadier than the rate on a machine that does other things. */
  serverCpuUs: number;
  seconds: number;
  memoryMb: number;
  slowest: number;
  fastest: number;
  little: number | null;
  /** Rates and median times over those of the floors, each the median of the rounds' own ratios. */
  rateToBare: number | null;
  rateToNaive: number | null;
  /** CPU time of the server for one completion over the floor's: what is left of the ratio on a machine that is busy. */
  cpuToBare: number | null;
  cpuToNaive: number | null;
  p50ToBare: number | null;
  p50ToNaive: number | null;
  aims: { text: string; reached: number; met: boolean }[];
  faults: string[];
  extra?: Record<string, number>;
}

export function linesOf(workload: Workload, rounds: Rounds): Line[] {
  const ran = workload.contenders.filter(({ name }) => rounds.some((round) => round.has(name)));
  return ran.map(({ name }) => lineOf(workload, rounds, name));
}

type Figure = (sample: Sample) => number;

const rateOf: Figure = ({ rate }) => rate;
const p50Of: Figure = ({ p50Ms }) => p50Ms;
const cpuUs: Figure = ({ serverCpuS, rate, seconds }) => (serverCpuS * 1e6) / Math.max(1, rate * seconds);

function lineOf(workload: Workload, rounds: Rounds, contender: string): Line {
  const samples = rounds.flatMap((round) => round.get(contender) ?? []);
  const it = medianSample(samples);
  const ratio = (floor: string, figure: Figure) => ratioOf(rounds, contender, floor, figure);
  return {
    workload: workload.name,
    contender,
    ok: it.faults.length === 0,
    rate: round(it.rate),
    p50Ms: round(it.p50Ms),
    p95Ms: round(it.p95Ms),
    p99Ms: round(it.p99Ms),
    serverCpuS: round(it.serverCpuS),
    generatorCpuS: round(it.generatorCpuS),
    serverCpuUs: round(cpuUs(it)),
    seconds: round(it.seconds),
    memoryMb: round(it.memoryMb),
    slowest: round(it.slowest),
    fastest: round(it.fastest),
    little: it.little === null ? null : round(it.little),
    rateToBare: ratio("bare", rateOf),
    rateToNaive: ratio("naive", rateOf),
    cpuToBare: ratio("bare", cpuUs),
    cpuToNaive: ratio("naive", cpuUs),
    p50ToBare: ratio("bare", p50Of),
    p50ToNaive: ratio("naive", p50Of),
    aims: workload.aims
      .filter(
        (aim) => aim.contender === contender && (!("floor" in aim) || rounds.some((round) => round.has(aim.floor))),
      )
      .map((aim) => judged(aim, rounds, it)),
    faults: it.faults,
    ...(it.extra ? { extra: roundAll(it.extra) } : {}),
  };
}

/** The median of the rounds' ratios: contender and floor of one round ran under the same weather. */
function ratioOf(rounds: Rounds, contender: string, floor: string, figure: Figure): number | null {
  const ratios = rounds.flatMap((samples) => {
    const above = samples.get(contender);
    const below = samples.get(floor);
    return above && below && figure(below) > 0 ? [figure(above) / figure(below)] : [];
  });
  return ratios.length > 0 ? round(median(ratios)) : null;
}

function judged(aim: Aim | AbsoluteAim, rounds: Rounds, it: Sample): Line["aims"][number] {
  if ("mostMs" in aim) {
    return {
      text: `${aim.figure.slice(0, 3)} ≤ ${aim.mostMs} ms`,
      reached: round(it[aim.figure]),
      met: it[aim.figure] <= aim.mostMs,
    };
  }
  const isRate = aim.figure === "rate";
  const reached = ratioOf(rounds, aim.contender, aim.floor, isRate ? rateOf : p50Of) ?? 0;
  return {
    text: `${isRate ? "rate ≥" : "p50 ≤"} ${aim.bound} × ${aim.floor}`,
    reached,
    met: isRate ? reached >= aim.bound : reached > 0 && reached <= aim.bound,
  };
}

/** Three significant digits: nothing here is known better. */
function round(value: number): number {
  return Number(value.toPrecision(value >= 1000 ? 4 : 3));
}

function roundAll(figures: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, round(value)]));
}
