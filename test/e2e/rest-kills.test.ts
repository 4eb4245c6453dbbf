/**
 * [INV-7] The server is killed while an app manages its users and groups by REST. Afterwards D1 and the objects agree about
 * every group, friendship and user (docs/design/durability.md). CHAOS_SEED repeats the calls as far as time allows.
 */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { signToken } from "../../durable-objects/access/token.ts";
import { Api } from "../support/api.ts";
import { disagreements } from "../support/chaos/rest-agreement.ts";
import { callOnce, type Mix } from "../support/chaos/rest-mix.ts";
import { freePort, ServerProcess } from "../support/chaos/server-process.ts";
import { SeededRandom, seedFrom } from "../support/fuzz/seeded-random.ts";
import { Served } from "../support/fuzz/served.ts";

const seed = seedFrom("CHAOS_SEED");
const KILLS = 10;
/** Every so many kills take the whole server and not only its runtime. They cost two seconds each. */
const WHOLE_EVERY = 5;
const CALLERS = 4;
/** What each kill may take where others use the machine as well. */
const KILL_MS = 20_000;
const APP = { id: "killed", secret: "secret of killed" };
const USERS = 8;

describe(`kills under REST, CHAOS_SEED=${seed}`, () => {
  const random = new SeededRandom(seed);
  const codes = new Map<number | null, number>();
  let data: string;
  let token: string;
  let uids: number[];
  let gids: number[];
  let server: ServerProcess;
  let after: Served | null = null;

  const adminOf = (url: string) => new Api(url, { app_id: APP.id, "access-token": token });

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), "oriole-killed-"));
    token = (await signToken(APP, { uid: 0, guid: null, role: "admin" }, Date.now())).token;
    const calm = await Served.on(data);
    await calm.query("INSERT INTO apps (id, name, secret, created_at) VALUES (?, '', ?, 0)", APP.id, APP.secret);
    const admin = adminOf(calm.url);
    const list = Array.from({ length: USERS }, (_, n) => ({ username: `killed_${n}`, password: "p" }));
    const made = (await admin.post("/user/register/batch", { list })).data as { user_id: number }[];
    uids = made.map(({ user_id }) => user_id);
    gids = [];
    for (const by of uids.slice(0, 3)) {
      const founded = await admin.with({ user_id: String(by) }).post("/group/create", { user_list: uids });
      gids.push((founded.data as { group_id: number }).group_id);
    }
    await calm.stop();
    server = new ServerProcess(await freePort(), data);
    await server.start();
  }, 120_000);

  afterAll(async () => {
    await server?.stop();
    await after?.stop();
    await rm(data, { recursive: true, force: true });
  });

  it("leave nothing half done once somebody comes next", { timeout: 60_000 + KILLS * KILL_MS }, async () => {
    await storm();
    await server.stop();
    const calm = await Served.on(data);
    after = calm;
    const admin = adminOf(calm.url);
    await vi.waitFor(
      async () => {
        // Whoever deals with a user next finishes what was cut off.
        for (const uid of uids) await admin.with({ user_id: String(uid) }).get("/roster/list");
        expect(await calm.query("SELECT uid FROM users WHERE app = ? AND untold <> 0", APP.id)).toEqual([]);
      },
      { timeout: 15_000, interval: 500 },
    );
    console.log(`CHAOS_SEED=${seed}: ${KILLS} kills, answers by code ${JSON.stringify([...codes])}`);
    // Asking a group is the touch that lets it finish; D1 has the rest a moment after the answer.
    await vi.waitFor(async () => expect(await disagreements({ server: calm, app: APP, admin, uids })).toEqual([]), {
      timeout: 15_000,
      interval: 1000,
    });
    expect(codes.get(200) ?? 0).toBeGreaterThan(100);
    expect(codes.get(null) ?? 0).toBeGreaterThan(0);
  });

  async function storm(): Promise<void> {
    let over = false;
    const mix: Mix = { admin: adminOf(server.url), uids, gids };
    const callers = Array.from({ length: CALLERS }, () => call(mix, random.fork(), () => over));
    // One user is deleted in the middle of it, whatever becomes of the call.
    const victim = random.pick(uids);
    for (let kills = 0; kills < KILLS; kills++) {
      await answered(random.int(20, 60));
      if (kills === KILLS / 2)
        void mix.admin
          .with({ user_id: String(victim) })
          .post("/user/delete")
          .catch(() => {});
      if (kills % WHOLE_EVERY === WHOLE_EVERY - 1) {
        await server.killAll();
        await server.start();
      } else {
        await server.killRuntime();
        await server.healthy();
      }
    }
    over = true;
    await Promise.all(callers);
  }

  /** So many more calls have had an answer. */
  async function answered(more: number): Promise<void> {
    const answers = () => [...codes].reduce((sum, [code, times]) => (code === null ? sum : sum + times), 0);
    const wanted = answers() + more;
    while (answers() < wanted) await pause(5);
  }

  async function call(mix: Mix, dice: SeededRandom, over: () => boolean): Promise<void> {
    while (!over()) {
      const code = await callOnce(mix, dice);
      codes.set(code, (codes.get(code) ?? 0) + 1);
      if (code === null) await server.healthy().catch(() => pause(100));
    }
  }
});
