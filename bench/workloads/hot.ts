/** One conversation that twenty people write into as fast as it takes. */

import { Traffic } from "../generator/traffic.ts";
import type { Lab, Workload } from "../lab.ts";
import { drive } from "../measure/drive.ts";
import type { Sample } from "../measure/sample.ts";
import { openRoom, type RoomKind } from "./rooms.ts";

const SENDERS = 20;
const WINDOW = 32;

const contender = (name: string, kind: RoomKind) => ({ name, run: (lab: Lab) => run(lab, kind) });

export const hot: Workload = {
  name: "hot",
  title: `one hot conversation, ${SENDERS} senders, ${WINDOW} in flight each: acked`,
  contenders: [
    contender("bare", { floor: "echo" }),
    contender("naive", { floor: "naive" }),
    contender("direct", { path: "direct" }),
    contender("inbox", { path: "inbox" }),
    contender("direct-single", { path: "direct", single: true }),
    contender("sdk", { sdk: true }),
  ],
  aims: [
    { contender: "direct", floor: "bare", figure: "rate", bound: 0.8 },
    { contender: "direct-single", floor: "bare", figure: "rate", bound: 0.8 },
  ],
};

async function run(lab: Lab, kind: RoomKind): Promise<Sample> {
  const traffic = new Traffic();
  const peers = await openRoom(lab, traffic, { members: SENDERS, senders: SENDERS }, kind);
  for (const peer of peers) peer.onAcked = (count) => peer.send(count);
  return drive({
    traffic,
    server: "floor" in kind ? lab.floors : lab.oriole,
    seconds: lab.seconds,
    window: { inFlight: SENDERS * WINDOW, times: traffic.ackTimes },
    start: () => {
      for (const peer of peers) peer.send(WINDOW);
    },
    progress: () => peers.map((peer) => peer.acked),
    times: traffic.ackTimes,
    // An echo tells nobody else.
    rooms: "floor" in kind && kind.floor === "echo" ? [] : [peers],
  });
}
