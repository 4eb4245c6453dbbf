/** Two peers in a conversation of their own, as Oriole and as the naive floor have them. */

import { NaivePeer } from "../generator/floor-peer.ts";
import { OriolePeer, type Path } from "../generator/oriole-peer.ts";
import type { Peer } from "../generator/peer.ts";
import type { Traffic } from "../generator/traffic.ts";
import type { Lab } from "../lab.ts";

export type Pair = readonly [Peer, Peer];

export interface OriolePairKind {
  path: Path;
  single?: boolean;
  /** The two live in different hubs; otherwise in one, as users do who registered one after the other. */
  apart?: boolean;
}

export type PairKind = { floor: "naive" } | OriolePairKind;

/** Ids of one hub. */
const BLOCK_SIZE = 256;

export function openPairs(lab: Lab, traffic: Traffic, count: number, kind: PairKind): Promise<Pair[]> {
  const room = lab.fresh();
  return Promise.all(
    Array.from({ length: count }, (_, pair) =>
      "floor" in kind ? naivePair(lab, traffic, `${room}-${pair}`) : oriolePair(lab, traffic, pair, kind),
    ),
  );
}

async function naivePair(lab: Lab, traffic: Traffic, room: string): Promise<Pair> {
  const url = `${lab.floors.url}/naive/${room}`;
  return [await new NaivePeer(traffic).open(url), await new NaivePeer(traffic).open(url)];
}

async function oriolePair(
  { app }: Lab,
  traffic: Traffic,
  pair: number,
  { path, single = false, apart = false }: OriolePairKind,
): Promise<Pair> {
  const a = app.user(apart ? pair : pair * 2);
  const b = app.user(apart ? BLOCK_SIZE + pair : pair * 2 + 1);
  const seat = { isGroup: false, path, single, reads: true };
  // Who opens first is not in the other's way: they have had no conversation, or stand at its head.
  const first = await new OriolePeer(traffic, { ...seat, user: a, xid: b.uid }).open(app);
  return [first, await new OriolePeer(traffic, { ...seat, user: b, xid: a.uid }).open(app)];
}
