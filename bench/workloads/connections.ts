/** Two thousand logins, first and repeated, and what those who stay connected and silent cost. */

import { setTimeout as sleep } from "node:timers/promises";
import { OrioleApp } from "../generator/oriole-app.ts";
import { OrioleSocket } from "../generator/oriole-socket.ts";
import { RawSocket } from "../generator/raw-socket.ts";
import type { Lab, Workload } from "../lab.ts";
import { effort } from "../measure/effort.ts";
import { Histogram } from "../measure/histogram.ts";
import type { Sample } from "../measure/sample.ts";
import type { ServerProcess } from "../server/server-process.ts";

const CONNECTIONS = 2000;
/** Logins under way at once. */
const PARALLEL = 64;
const SETTLE_MS = 1000;
/** workerd lets an object with nothing but hibernating sockets go after 10 s. */
const HIBERNATE_MS = 12_000;
const PER_OBJECT = 256;
const SAMPLED = 50;

/** Opens the n-th connection; resolves when its first frame is there. */
type Open = (n: number) => Promise<Connection>;

interface Connection {
  close(): void;
  /** Asks something and gets an answer: the connection is alive. */
  ask?(): Promise<void>;
}

export const connections: Workload = {
  name: "connections",
  title: `${CONNECTIONS} connections, ${PARALLEL} at once: repeated logins`,
  contenders: [
    { name: "bare", run: (lab) => onOwnServer(lab, "floors", async (server) => bareLogin(server)) },
    { name: "inbox", run: (lab) => onOwnServer(lab, "oriole", orioleLogin) },
  ],
  aims: [{ contender: "inbox", floor: "bare", figure: "rate", bound: 0.7 }],
};

/** A server that has never seen anybody: memory can be told from what earlier runs left. */
async function onOwnServer(lab: Lab, which: "oriole" | "floors", login: (server: ServerProcess) => Promise<Open>) {
  const server = await lab.start(which, lab.fresh());
  try {
    return await run(server, await login(server));
  } finally {
    await server.stop();
  }
}

async function run(server: ServerProcess, open: Open): Promise<Sample> {
  // One login beforehand: the runtime loads the Worker and makes its first objects when first asked.
  (await open(0)).close();
  await sleep(SETTLE_MS);
  const emptyMb = server.memoryMb();
  const first = await logins(server, open);
  const connectedMb = server.memoryMb();
  for (const connection of first.connections) connection.close();
  await sleep(SETTLE_MS);
  const repeated = await logins(server, open);
  const idle = await silence(server);
  const faults = await askSome(repeated.connections);
  for (const connection of repeated.connections) connection.close();
  return {
    ...repeated.sample,
    faults,
    extra: {
      "first/s": first.sample.rate,
      "first p50 ms": first.sample.p50Ms,
      "KB each": ((connectedMb - emptyMb) * 1024) / CONNECTIONS,
      "KB each idle": ((idle.memoryMb - emptyMb) * 1024) / CONNECTIONS,
      "idle CPU s": idle.cpuS,
      "idle KB written": idle.writtenKb,
    },
  };
}

async function logins(server: ServerProcess, open: Open): Promise<{ sample: Sample; connections: Connection[] }> {
  const times = new Histogram();
  const made: Connection[] = [];
  const taken = effort(server);
  let next = 0;
  const work = async () => {
    while (next < CONNECTIONS) {
      const n = next++;
      const sinceMs = performance.now();
      made.push(await open(n));
      times.record(performance.now() - sinceMs);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  const took = taken();
  const sample: Sample = {
    rate: CONNECTIONS / took.seconds,
    ...times.figures,
    ...took,
    little: ((CONNECTIONS / took.seconds) * (times.meanMs / 1000)) / PARALLEL,
    slowest: 0,
    fastest: 0,
    faults: [],
  };
  return { sample, connections: made };
}

/** Everybody stays and nobody says anything. */
async function silence(server: ServerProcess) {
  // What the logins left to do, such as telling D1 of new devices, is done by then.
  await sleep(SETTLE_MS);
  const cpuS = server.cpuSeconds();
  const writtenKb = server.writtenKb();
  await sleep(HIBERNATE_MS);
  return {
    cpuS: server.cpuSeconds() - cpuS,
    writtenKb: server.writtenKb() - writtenKb,
    memoryMb: server.memoryMb(),
  };
}

/** Those who hibernated must still be served. */
async function askSome(connections: Connection[]): Promise<string[]> {
  const faults: string[] = [];
  for (let n = 0; n < connections.length; n += Math.ceil(connections.length / SAMPLED)) {
    const answer = connections[n]?.ask?.() ?? Promise.resolve();
    const late = sleep(5000, "late", { ref: false });
    if ((await Promise.race([answer, late])) === "late") faults.push(`connection ${n} is dead after hibernation`);
  }
  return faults;
}

function bareLogin({ url }: ServerProcess): Open {
  return async (n) => {
    const greeted = Promise.withResolvers<void>();
    const room = `greet-${Math.floor(n / PER_OBJECT)}`;
    const socket = await RawSocket.connect(`${url}/bare/${room}`, [], {
      frame: () => greeted.resolve(),
      closed: (code) => greeted.reject(new Error(`closed with ${code}`)),
    });
    await greeted.promise;
    return socket;
  };
}

async function orioleLogin(server: ServerProcess): Promise<Open> {
  const app = await OrioleApp.create(server, CONNECTIONS);
  return async (n) => {
    let listed = () => {};
    const events = { sync: () => {}, unread: () => listed(), closed: () => {} };
    const socket = await OrioleSocket.inbox(app.url, app.user(n), events);
    const ask = () =>
      new Promise<void>((resolve) => {
        listed = resolve;
        socket.unread();
      });
    return { close: () => socket.raw.close(), ask };
  };
}
