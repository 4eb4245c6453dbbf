/** Logins of existing clients: with nothing else to do, and at a fixed rate while many others chat. */

import { setTimeout as sleep } from "node:timers/promises";
import { OrioleApp } from "../generator/oriole-app.ts";
import { OriolePeer } from "../generator/oriole-peer.ts";
import type { Peer } from "../generator/peer.ts";
import { plainLogin } from "../generator/plain-login.ts";
import { Traffic } from "../generator/traffic.ts";
import type { Lab, Workload } from "../lab.ts";
import { paced, repeated } from "../measure/repeat.ts";
import type { Sample } from "../measure/sample.ts";
import type { ServerProcess } from "../server/server-process.ts";

const PARALLEL = 16;
const LOGINS_PER_SECOND = 50;
/** Who logs in is somebody else than who chats. */
const NEWCOMERS = 256;
const CHATTING = 2000;
/** Each of them sends one message in so long. */
const SAYS_EVERY_MS = 10_000;
const CONNECTING = 64;
const ARCHIVED_MS = 1500;
/** Until its code has been compiled: a server that has just begun is another question. */
const WARM_S = 10;

export const login: Workload = {
  name: "login",
  title: "login: password to token, PROVISION, first UNREAD",
  contenders: [
    { name: "alone", run: (lab) => onOwnServer(lab, NEWCOMERS, (server, app) => alone(server, app, lab.seconds)) },
    {
      name: `${LOGINS_PER_SECOND}/s, ${CHATTING} chatting`,
      run: (lab) => onOwnServer(lab, NEWCOMERS + CHATTING, (server, app) => whileChatting(server, app, lab.seconds)),
    },
  ],
  aims: [{ contender: `${LOGINS_PER_SECOND}/s, ${CHATTING} chatting`, figure: "p99Ms", mostMs: 180 }],
};

/** Nobody's devices are known yet, and no other run's connections are there. */
async function onOwnServer(
  lab: Lab,
  users: number,
  run: (server: ServerProcess, app: OrioleApp) => Promise<Sample>,
): Promise<Sample> {
  const server = await lab.start("oriole", lab.fresh());
  try {
    return await run(server, await OrioleApp.create(server, users));
  } finally {
    await server.stop();
  }
}

/** The n-th login: the users take turns, each on a device of its own, and leave at once. */
async function loginOnce(app: OrioleApp, n: number): Promise<void> {
  const user = app.user(n % NEWCOMERS);
  (await plainLogin(app, user, `${user.uid}_bench`)).close();
}

async function alone(server: ServerProcess, app: OrioleApp, seconds: number): Promise<Sample> {
  await loginOnce(app, 0);
  return repeated({ server, seconds, once: (n) => loginOnce(app, n) }, PARALLEL);
}

async function whileChatting(server: ServerProcess, app: OrioleApp, seconds: number): Promise<Sample> {
  const traffic = new Traffic();
  const peers = await connectPairs(app, traffic);
  await greet(peers);
  const turns = setInterval(() => nextTurn(), SAYS_EVERY_MS / CHATTING);
  let turn = 0;
  const startMs = performance.now();
  const nextTurn = () => {
    const due = ((performance.now() - startMs) * CHATTING) / SAYS_EVERY_MS;
    while (turn < due) peers[turn++ % peers.length]?.send(1);
  };
  const once = (n: number) => loginOnce(app, n);
  await paced({ server, seconds: WARM_S, once }, LOGINS_PER_SECOND);
  traffic.measuring = true;
  const sample = await paced({ server, seconds, once }, LOGINS_PER_SECOND);
  traffic.measuring = false;
  clearInterval(turns);
  for (const peer of peers) peer.close();
  const extra = {
    "messages/s": turn / ((performance.now() - startMs) / 1000),
    "message p50 ms": traffic.deliveryTimes.quantileMs(0.5),
    "message p99 ms": traffic.deliveryTimes.quantileMs(0.99),
  };
  return { ...sample, faults: [...sample.faults, ...traffic.faults], extra };
}

/** Everybody has said something before: who chats does not found a conversation with each message. */
async function greet(peers: Peer[]): Promise<void> {
  for (let from = 0; from < peers.length; from += CONNECTING) {
    const some = peers.slice(from, from + CONNECTING);
    for (const peer of some) peer.send(1);
    while (some.some(({ acked, received }) => acked === 0 || received === 0)) await sleep(10);
  }
  // Until D1 has it.
  await sleep(ARCHIVED_MS);
}

/** Neighbours talk to each other, through their inboxes. */
async function connectPairs(app: OrioleApp, traffic: Traffic): Promise<Peer[]> {
  const peers: Peer[] = [];
  for (let from = 0; from < CHATTING; from += CONNECTING) {
    const seats = Array.from({ length: Math.min(CONNECTING, CHATTING - from) }, (_, i) => NEWCOMERS + from + i);
    peers.push(
      ...(await Promise.all(
        seats.map((seat) => {
          const partner = app.user(seat % 2 === 0 ? seat + 1 : seat - 1);
          const kind = { isGroup: false, path: "inbox", reads: true } as const;
          return new OriolePeer(traffic, { ...kind, user: app.user(seat), xid: partner.uid }).open(app);
        }),
      )),
    );
  }
  return peers;
}
