/** Runs the traffic of one contender: warm up, measure, let everything arrive, check that it did. */

import { setTimeout as sleep } from "node:timers/promises";
import type { Peer } from "../generator/peer.ts";
import type { Traffic } from "../generator/traffic.ts";
import type { ServerProcess } from "../server/server-process.ts";
import type { Histogram } from "./histogram.ts";
import { ownCpuSeconds } from "./proc.ts";
import type { Sample } from "./sample.ts";

export interface Drive {
  traffic: Traffic;
  server: ServerProcess;
  seconds: number;
  window: Window;
  /** Puts the first messages on their way. */
  start(): void;
  /** How many completions each client has counted. */
  progress(): number[];
  /** The times that are reported. */
  times: Histogram;
  /** Peers that share a conversation, each of whom gets the others' texts; empty where nobody is told of anything. */
  rooms: Peer[][];
}

/** What is in flight by design, and the times of what makes room in it. */
export interface Window {
  inFlight: number;
  times: Histogram;
}

const WARM_MS = 1500;
const DRAIN_MS = 20_000;

export async function drive(it: Drive): Promise<Sample> {
  it.start();
  await sleep(WARM_MS);
  const before = snapshot(it);
  it.traffic.measuring = true;
  await sleep(it.seconds * 1000);
  it.traffic.measuring = false;
  const after = snapshot(it);
  it.traffic.stopped = true;
  await drain(it);
  verify(it);
  const seconds = (after.atMs - before.atMs) / 1000;
  const rates = after.progress.map((count, i) => (count - (before.progress[i] ?? 0)) / seconds);
  const memoryMb = it.server.memoryMb();
  for (const peer of it.traffic.peers) peer.close();
  const { times } = it;
  return {
    rate: rates.reduce((sum, rate) => sum + rate, 0),
    ...times.figures,
    serverCpuS: after.serverCpuS - before.serverCpuS,
    generatorCpuS: after.generatorCpuS - before.generatorCpuS,
    seconds,
    memoryMb,
    little: (it.window.times.count * it.window.times.meanMs) / 1000 / seconds / it.window.inFlight,
    slowest: Math.min(...rates),
    fastest: Math.max(...rates),
    faults: it.traffic.faults,
  };
}

function snapshot({ server, progress }: Drive) {
  return {
    atMs: performance.now(),
    progress: progress(),
    serverCpuS: server.cpuSeconds(),
    generatorCpuS: ownCpuSeconds(),
  };
}

/** Until everything sent is acked and has arrived. */
async function drain(it: Drive): Promise<void> {
  const untilMs = performance.now() + DRAIN_MS;
  while (performance.now() < untilMs && missing(it).length > 0) await sleep(5);
}

function verify(it: Drive): void {
  for (const text of missing(it)) it.traffic.fault(text);
  for (const peer of it.traffic.peers) {
    if (!peer.complete()) it.traffic.fault(`peer ${peer.number}: the log has gaps`);
  }
}

function missing({ traffic, rooms }: Drive): string[] {
  const unacked = traffic.peers
    .filter((peer) => peer.acked !== peer.sent)
    .map((peer) => `peer ${peer.number}: ${peer.acked} acks for ${peer.sent} texts`);
  const lost = rooms.flatMap((room) => {
    const total = room.reduce((sum, peer) => sum + peer.sent, 0);
    return room
      .filter((peer) => peer.received !== total - peer.sent)
      .map((peer) => `peer ${peer.number}: got ${peer.received} of ${total - peer.sent} texts`);
  });
  return [...unacked, ...lost];
}
