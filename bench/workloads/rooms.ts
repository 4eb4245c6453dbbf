/** Everybody in one conversation: a group of Oriole, or one object of a floor. */

import { BarePeer, NaivePeer } from "../generator/floor-peer.ts";
import { OriolePeer, type Path } from "../generator/oriole-peer.ts";
import type { Peer } from "../generator/peer.ts";
import { SdkPeer } from "../generator/sdk-peer.ts";
import type { Traffic } from "../generator/traffic.ts";
import type { Lab } from "../lab.ts";

export type RoomKind = { floor: "echo" | "broadcast" | "naive" } | { path: Path; single?: boolean } | { sdk: true };

/** Connections made at once. */
const PARALLEL = 32;

export interface RoomSize {
  members: number;
  senders: number;
}

/** The peers of a new room; the first `senders` of them send. */
export async function openRoom(lab: Lab, traffic: Traffic, size: RoomSize, kind: RoomKind): Promise<Peer[]> {
  const open = "floor" in kind ? floorSeats(lab, traffic, kind.floor) : await groupSeats(lab, traffic, size, kind);
  const peers: Peer[] = [];
  for (let from = 0; from < size.members; from += PARALLEL) {
    const count = Math.min(PARALLEL, size.members - from);
    peers.push(...(await Promise.all(Array.from({ length: count }, (_, i) => open(from + i)))));
  }
  return peers;
}

function floorSeats(lab: Lab, traffic: Traffic, floor: "echo" | "broadcast" | "naive") {
  const room = floor === "naive" ? `naive/${lab.fresh()}` : `bare/${floor}-${lab.fresh()}`;
  const url = `${lab.floors.url}/${room}`;
  return (): Promise<Peer> => (floor === "naive" ? new NaivePeer(traffic) : new BarePeer(traffic)).open(url);
}

async function groupSeats(
  { app, sdk }: Lab,
  traffic: Traffic,
  { members, senders }: RoomSize,
  kind: { path: Path; single?: boolean } | { sdk: true },
) {
  const users = app.users.slice(0, members);
  const gid = await app.group(app.user(0), [...users]);
  if ("sdk" in kind) return (i: number) => new SdkPeer(traffic, sdk, app, gid).open(app.user(i));
  const { path, single = false } = kind;
  return (i: number): Promise<Peer> => {
    // Beside the senders, who have to tell their own texts from others, one more reads: a plain member's times.
    const seat = { user: app.user(i), xid: gid, isGroup: true, path, single, reads: i <= senders };
    return new OriolePeer(traffic, seat).open(app);
  };
}
