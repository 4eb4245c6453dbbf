/** A group in which ten people talk and everybody listens. */

import { Traffic } from "../generator/traffic.ts";
import type { Lab, Workload } from "../lab.ts";
import { drive } from "../measure/drive.ts";
import type { Sample } from "../measure/sample.ts";
import { openRoom, type RoomKind } from "./rooms.ts";

const SENDERS = 10;
const WINDOW = 8;

export function group(members: number): Workload {
  const contender = (name: string, kind: RoomKind) => ({ name, run: (lab: Lab) => run(lab, members, kind) });
  return {
    name: `group-${members}`,
    title: `group of ${members}, ${SENDERS} senders, ${WINDOW} in flight each: deliveries`,
    contenders: [
      contender("bare", { floor: "broadcast" }),
      contender("naive", { floor: "naive" }),
      contender("direct", { path: "direct" }),
      contender("inbox", { path: "inbox" }),
      contender("direct-single", { path: "direct", single: true }),
    ],
    aims: [
      { contender: "direct", floor: "bare", figure: "rate", bound: 0.9 },
      { contender: "inbox", floor: "bare", figure: "rate", bound: 0.3 },
    ],
  };
}

async function run(lab: Lab, members: number, kind: RoomKind): Promise<Sample> {
  const traffic = new Traffic();
  const peers = await openRoom(lab, traffic, { members, senders: SENDERS }, kind);
  const senders = peers.slice(0, SENDERS);
  for (const peer of senders) peer.onAcked = (count) => peer.send(count);
  return drive({
    traffic,
    server: "floor" in kind ? lab.floors : lab.oriole,
    seconds: lab.seconds,
    window: { inFlight: SENDERS * WINDOW, times: traffic.ackTimes },
    start: () => {
      for (const peer of senders) peer.send(WINDOW);
    },
    progress: () => peers.map((peer) => peer.received),
    times: traffic.deliveryTimes,
    rooms: [peers],
  });
}
