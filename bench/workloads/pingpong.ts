/** One text goes to and fro: how long it takes from the one who sends to the one who gets it. */

import { Traffic } from "../generator/traffic.ts";
import type { Lab, Workload } from "../lab.ts";
import { drive } from "../measure/drive.ts";
import type { Sample } from "../measure/sample.ts";
import { openPairs, type PairKind } from "./pairs.ts";

export function pingpong(pairs: number): Workload {
  const contender = (name: string, kind: PairKind) => ({ name, run: (lab: Lab) => run(lab, pairs, kind) });
  return {
    name: `pingpong-${pairs}`,
    title: `one-to-one ping-pong, ${pairs} pair${pairs > 1 ? "s" : ""}: one way`,
    contenders: [
      contender("naive", { floor: "naive" }),
      contender("direct", { path: "direct" }),
      contender("inbox", { path: "inbox" }),
      contender("inbox-apart", { path: "inbox", apart: true }),
    ],
    aims: [
      { contender: "direct", floor: "naive", figure: "p50Ms", bound: 1.5 },
      { contender: "inbox", floor: "naive", figure: "p50Ms", bound: 3 },
      { contender: "inbox-apart", floor: "naive", figure: "p50Ms", bound: 3 },
    ],
  };
}

async function run(lab: Lab, count: number, kind: PairKind): Promise<Sample> {
  const traffic = new Traffic();
  const pairs = await openPairs(lab, traffic, count, kind);
  for (const pair of pairs) for (const peer of pair) peer.onReceived = (texts) => peer.send(texts);
  return drive({
    traffic,
    server: "floor" in kind ? lab.floors : lab.oriole,
    seconds: lab.seconds,
    window: { inFlight: count, times: traffic.deliveryTimes },
    start: () => {
      for (const [a] of pairs) a.send(1);
    },
    progress: () => pairs.map(([a, b]) => a.received + b.received),
    times: traffic.deliveryTimes,
    rooms: pairs.map((pair) => [...pair]),
  });
}
