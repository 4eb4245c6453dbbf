/**
 * Five hundred clients of a server that is killed, stays away, and comes back: the real SDK, real sockets, the real
 * process. In a tenth of the time, with a tenth of the delays; FLEET_DOWN_S=60 is the whole minute with the defaults.
 * What is held against the clients is when their own schedule made them knock, not how soon a busy machine let them.
 */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { signToken } from "../../durable-objects/access/token.ts";
import { freePort, ServerProcess } from "../support/chaos/server-process.ts";
import { Fleet, perWindow } from "../support/fleet/fleet.ts";
import { Served } from "../support/fuzz/served.ts";

const APP = "fleet";
const SECRET = "secret of the fleet";
const CLIENTS = 500;
const BLOCK_SIZE = 256;
/** Every so many clients write to their neighbour while nobody listens. */
const WRITES_EVERY = 5;
const DOWN_S = Number(process.env["FLEET_DOWN_S"] ?? 6);
/** How much faster than in life everything goes. */
const HASTE = 60 / DOWN_S;
/** The default, in that time. */
const CAP_MS = 20_000 / HASTE;
const BACK_MS = 30_000 / HASTE;
const WINDOW_MS = 1000 / HASTE;
/** Dials in such a window once the delays have grown to their bound: half of it on average. */
const STEADY = (CLIENTS * WINDOW_MS) / (CAP_MS / 2);

let data: string;
let server: ServerProcess;
let fleet: Fleet;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "oriole-fleet-"));
  const uids = await settle(data);
  server = new ServerProcess(await freePort(), data);
  await server.start();
  const sign = async (uid: number) => {
    const { token } = await signToken(
      { id: APP, secret: SECRET },
      { uid, guid: null, role: "user", generation: 0 },
      Date.now(),
    );
    return { uid, token };
  };
  fleet = new Fleet(await Promise.all(uids.map(sign)), { url: server.url, appId: APP, maxRetryDelayMs: CAP_MS });
}, 240_000);

afterAll(async () => {
  fleet?.close();
  await server?.stop();
  await rm(data, { recursive: true, force: true });
});

const everybody = () => expect.poll(() => fleet.online, { timeout: 90_000 + BACK_MS, interval: 20 }).toBe(CLIENTS);

it("all come back after the server, at no more than three times the rate at which they knocked", {
  timeout: 240_000 + DOWN_S * 2000,
}, async () => {
  await fleet.logIn();
  await everybody();
  expect(fleet.dials).toHaveLength(CLIENTS);

  const downMs = Date.now();
  await server.killAll();
  await expect.poll(() => fleet.lost(1), { timeout: 60_000 }).toBe(CLIENTS);
  const sent = writeToNeighbours();
  await pause(Math.max(0, downMs + DOWN_S * 1000 - Date.now()));
  const startedMs = Date.now();
  await server.start();
  const upMs = Math.min(Date.now(), fleet.firstBackMs);
  await everybody();
  await Promise.all(sent);

  const due = fleet.dials.map(({ dueMs }) => dueMs);
  // Told, not asked: a machine with other work makes fewer of them.
  const away = mean(perWindow(due, downMs + ((startedMs - downMs) * 2) / 3, startedMs, WINDOW_MS));
  const peak = Math.max(...perWindow(due, startedMs, fleet.lastDueMs + 1, WINDOW_MS));
  const first = Math.max(...perWindow(due, downMs, startedMs, WINDOW_MS));
  const perSecond = (count: number) => Math.round((count * 1000) / WINDOW_MS);
  console.log(
    `away for ${upMs - downMs} ms; ${perSecond(first)} dials/s at first, ${perSecond(away)}/s while away, ${perSecond(peak)}/s at most afterwards; ` +
      `the last was due ${fleet.lastDueMs - upMs} ms after the server, and all were back ${fleet.lastBackMs - upMs} ms after it`,
  );
  expect(peak).toBeLessThanOrEqual(3 * STEADY);
  expect(fleet.lastDueMs - upMs).toBeLessThanOrEqual(BACK_MS);
  // Once there is a server, nobody has to knock twice.
  expect(fleet.dials.filter(({ atMs }) => atMs > upMs).length).toBeLessThanOrEqual(CLIENTS);
  await expect.poll(() => fleet.heard, { timeout: 60_000 }).toHaveLength(sent.length);
  expect(new Set(fleet.heard).size).toBe(sent.length);
  expect(fleet.troubles).toEqual([]);
});

it("all come back after a runtime that is gone for a moment", { timeout: 240_000 }, async () => {
  await server.killRuntime();
  await expect.poll(() => fleet.lost(2), { timeout: 60_000 }).toBe(CLIENTS);
  await everybody();
  expect(fleet.troubles).toEqual([]);
});

/** While nobody is there to take it. */
function writeToNeighbours(): Promise<unknown>[] {
  return fleet.ships.flatMap(({ client, uid }, at) => {
    const neighbour = fleet.ships[(at + 1) % CLIENTS];
    if (!neighbour || at % WRITES_EVERY !== 0) return [];
    return [client.conversation(neighbour.uid).send(`${uid} to ${neighbour.uid}`)];
  });
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

/** An app and its users, put into D1: hashing five hundred passwords is not what is shown here. */
async function settle(folder: string): Promise<number[]> {
  const served = await Served.on(folder);
  try {
    await served.query("INSERT INTO apps (id, name, secret, created_at) VALUES (?, ?, ?, 0)", APP, APP, SECRET);
    const blocks = Array.from({ length: Math.ceil(CLIENTS / BLOCK_SIZE) }, (_, at) => 8192 + at * 2);
    for (const block of blocks) {
      await served.query("INSERT INTO blocks (kind, block, app, used) VALUES (0, ?, ?, ?)", block, APP, BLOCK_SIZE);
    }
    const uids = Array.from({ length: CLIENTS }, (_, at) => {
      const block = blocks[Math.floor(at / BLOCK_SIZE)] ?? 0;
      return block * BLOCK_SIZE + (at % BLOCK_SIZE);
    });
    await served.query(
      "INSERT INTO users (app, uid, username, password, created_at) SELECT ?1, value, 'user' || value, '', 0 FROM json_each(?2)",
      APP,
      JSON.stringify(uids),
    );
    return uids;
  } finally {
    await served.stop();
  }
}
