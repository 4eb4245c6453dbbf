/** Coming back: everything that was said meanwhile, complete and in order. */

import { setTimeout as sleep } from "node:timers/promises";
import { Mirror } from "../generator/mirror.ts";
import { type BenchUser, OrioleApp } from "../generator/oriole-app.ts";
import { OriolePeer } from "../generator/oriole-peer.ts";
import { Traffic } from "../generator/traffic.ts";
import type { Lab, Workload } from "../lab.ts";
import { effort } from "../measure/effort.ts";
import { Histogram } from "../measure/histogram.ts";
import type { Sample } from "../measure/sample.ts";
import type { ServerProcess } from "../server/server-process.ts";

const REPEATS = 30;
const LOAD_MS = 20_000;

interface Missed {
  conversations: number;
  texts: number;
}

const contender = (name: string, missed: Missed) => ({ name, run: (lab: Lab) => run(lab, missed) });

export const sync: Workload = {
  name: "sync",
  title: "offline sync: from UNREAD to the last message",
  contenders: [
    contender("1 × 2000", { conversations: 1, texts: 2000 }),
    contender("50 × 40", { conversations: 50, texts: 40 }),
  ],
  aims: [
    { contender: "1 × 2000", figure: "p50Ms", mostMs: 50 },
    { contender: "50 × 40", figure: "p50Ms", mostMs: 150 },
  ],
};

async function run(lab: Lab, missed: Missed): Promise<Sample> {
  const folder = lab.fresh();
  let server = await lab.start("oriole", folder);
  try {
    const app = await OrioleApp.create(server, missed.conversations + 1);
    const faults = await load(app, missed);
    const warm = await repeat(server, app, missed);
    // The archive may still be on its way to D1; a server that starts again must not be measured finishing it.
    await sleep(2000);
    await server.stop();
    server = await lab.start("oriole", folder);
    const cold = await comeBack({ url: server.url, users: app.users }, missed);
    const extra = { "with login ms": warm.withLogin, "after a restart ms": cold.syncedMs };
    return { ...warm.sample, faults: [...faults, ...warm.sample.faults, ...cold.faults], extra };
  } finally {
    await server.stop();
  }
}

/** Everybody but user 0, who is away, writes to user 0. */
async function load(app: OrioleApp, { conversations, texts }: Missed): Promise<string[]> {
  const traffic = new Traffic();
  const reader = app.user(0);
  for (let n = 1; n <= conversations; n++) {
    const seat = { user: app.user(n), xid: reader.uid, isGroup: false, path: "inbox", reads: true } as const;
    const peer = await new OriolePeer(traffic, seat).open(app);
    peer.send(texts);
  }
  const untilMs = performance.now() + LOAD_MS;
  while (traffic.peers.some(({ acked }) => acked < texts) && performance.now() < untilMs) await sleep(10);
  for (const peer of traffic.peers) {
    if (peer.acked < texts) traffic.fault(`only ${peer.acked} of ${texts} texts were taken`);
    peer.close();
  }
  return traffic.faults;
}

async function repeat(server: ServerProcess, app: OrioleApp, missed: Missed) {
  const times = new Histogram();
  const withLogin = new Histogram();
  const faults: string[] = [];
  const taken = effort(server);
  for (let i = 0; i < REPEATS; i++) {
    const back = await comeBack(app, missed);
    times.record(back.syncedMs);
    withLogin.record(back.totalMs);
    faults.push(...back.faults);
  }
  const took = taken();
  const sample: Sample = {
    rate: (missed.conversations * missed.texts) / (times.meanMs / 1000),
    ...times.figures,
    ...took,
    little: null,
    slowest: 0,
    fastest: 0,
    faults,
  };
  return { sample, withLogin: withLogin.quantileMs(0.5) };
}

/** User 0 logs in holding nothing, and is given everything. */
async function comeBack(app: { url: string; users: readonly BenchUser[] }, { conversations, texts }: Missed) {
  const [reader, ...peers] = app.users;
  if (!reader) throw new Error("nobody to come back");
  const startMs = performance.now();
  const mirror = await Mirror.open(app.url, reader);
  const loggedInMs = performance.now();
  await mirror.sync(
    peers.slice(0, conversations).map(({ uid }) => uid),
    texts,
  );
  const endMs = performance.now();
  mirror.close();
  return { syncedMs: endMs - loggedInMs, totalMs: endMs - startMs, faults: mirror.faults };
}
