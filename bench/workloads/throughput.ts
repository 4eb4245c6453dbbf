/** Many pairs, one of each sends: a text that arrives makes room for the next. */

import { Traffic } from "../generator/traffic.ts";
import type { Lab, Workload } from "../lab.ts";
import { drive } from "../measure/drive.ts";
import type { Sample } from "../measure/sample.ts";
import { openPairs, type PairKind } from "./pairs.ts";

const PAIRS = 50;
const WINDOW = 16;

const contender = (name: string, kind: PairKind) => ({ name, run: (lab: Lab) => run(lab, kind) });

export const throughput: Workload = {
  name: "throughput",
  title: `one-to-one throughput, ${PAIRS} pairs, ${WINDOW} in flight each: delivered`,
  contenders: [
    contender("naive", { floor: "naive" }),
    contender("direct", { path: "direct" }),
    contender("inbox", { path: "inbox" }),
    contender("inbox-apart", { path: "inbox", apart: true }),
    contender("direct-single", { path: "direct", single: true }),
    contender("inbox-single", { path: "inbox", single: true }),
  ],
  aims: [
    { contender: "direct", floor: "naive", figure: "rate", bound: 1.5 },
    { contender: "inbox", floor: "naive", figure: "rate", bound: 1 },
    { contender: "inbox-apart", floor: "naive", figure: "rate", bound: 1 },
  ],
};

async function run(lab: Lab, kind: PairKind): Promise<Sample> {
  const traffic = new Traffic();
  const pairs = await openPairs(lab, traffic, PAIRS, kind);
  for (const [a, b] of pairs) b.onReceived = (count) => a.send(count);
  return drive({
    traffic,
    server: "floor" in kind ? lab.floors : lab.oriole,
    seconds: lab.seconds,
    window: { inFlight: PAIRS * WINDOW, times: traffic.deliveryTimes },
    start: () => {
      for (const [a] of pairs) a.send(WINDOW);
    },
    progress: () => pairs.map(([, b]) => b.received),
    times: traffic.deliveryTimes,
    rooms: pairs.map((pair) => [...pair]),
  });
}
