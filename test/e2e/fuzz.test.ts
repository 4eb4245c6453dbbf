/** Malformed input on every transport, while healthy clients talk through the same objects ([INV-9]). */

import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { Api } from "../support/api.ts";
import { Attack, type AttackOptions, Tally } from "../support/fuzz/attack.ts";
import type { Target } from "../support/fuzz/base-frames.ts";
import { Control } from "../support/fuzz/control.ts";
import { hostileUpgrade, tryUpgrade } from "../support/fuzz/hostile-upgrades.ts";
import { SeededRandom, seedFrom } from "../support/fuzz/seeded-random.ts";
import { Served } from "../support/fuzz/served.ts";
import { WireSocket } from "../support/fuzz/wire-socket.ts";

const seed = seedFrom("FUZZ_SEED");
const count = Number(process.env["FUZZ_COUNT"] ?? 21_000);
const UPGRADES = 400;
const APP = "fuzz";

const tokenSchema = z.object({ user_id: z.int(), token: z.string() });

describe(`malformed input, FUZZ_SEED=${seed} FUZZ_COUNT=${count}`, () => {
  const random = new SeededRandom(seed);
  let served: Served;
  let control: Control;
  let gid: number;
  const tally = new Tally();
  const users: { uid: number; token: string }[] = [];

  beforeAll(async () => {
    // One gateway, so that attackers and healthy clients share it as they share the hub and the group.
    served = await Served.start({ GATEWAYS: "1" });
    await served.query(
      "INSERT INTO apps (id, name, secret, created_at) VALUES (?, ?, ?, 0)",
      APP,
      APP,
      "secret of fuzz",
    );
    const api = new Api(served.url, { app_id: APP });
    for (let n = 0; n < 10; n++) {
      const name = `fuzz${n}`;
      await api.post("/user/register/v2", { username: name, password: "password" });
      const granted = tokenSchema.parse((await api.post("/token/user", { name, password: "password" })).data);
      users.push({ uid: granted.user_id, token: granted.token });
    }
    const [author, peer, onlooker, , , inbox, direct] = users as Required<typeof users>;
    if (!author || !peer || !onlooker || !inbox || !direct) throw new Error("no users");
    const members = [peer.uid, onlooker.uid, inbox.uid, direct.uid];
    const created = await api.as(author.token).post("/group/create", { name: "fuzz", user_list: members });
    gid = z.object({ group_id: z.int() }).parse(created.data).group_id;
    control = new Control(served.url, gid, [author, peer, onlooker], random.fork());
    await control.start();
    await knowDevice(direct.token, "fuzz-direct");
  }, 60_000);

  afterAll(async () => {
    control?.stop();
    await served?.stop();
  });

  it("[INV-9] answers every packet by name, or closes with a code", { timeout: 240_000 }, async () => {
    const attacks = attackers();
    const share = Math.ceil(count / attacks.length);
    await Promise.all(attacks.map((options) => new Attack(options, random.fork(), tally).run(share)));
    report(tally);
    expect(tally.faults.slice(0, 10)).toEqual([]);
    expect(tally.accounted).toBe(tally.sent);
    expect(tally.sent).toBeGreaterThanOrEqual(count);
  });

  it("[TR-6] refuses every malformed upgrade by name", { timeout: 60_000 }, async () => {
    const outcomes = new Map<string, number>();
    const faults: string[] = [];
    const target = targetOf(9, "fuzz-upgrade");
    for (let n = 0; n < UPGRADES; n++) {
      const outcome = await tryUpgrade(served.url, hostileUpgrade(random, target));
      if ("fault" in outcome) faults.push(outcome.fault);
      else outcomes.set(outcome.name, (outcomes.get(outcome.name) ?? 0) + 1);
    }
    console.log(`${UPGRADES} upgrades: ${listed(outcomes)}`);
    expect(faults).toEqual([]);
  });

  it("[INV-3] keeps serving healthy clients, in order", { timeout: 60_000 }, async () => {
    await control.settle();
    expect(control.said.length).toBeGreaterThan(100);
    for (const listener of control.listeners) {
      expect(listener.faults).toEqual([]);
      for (const inGroup of [true, false]) {
        const heard = listener.received.filter(
          ({ xid, content }) => (xid === gid) === inGroup && content.startsWith("control "),
        );
        const said = control.said.filter(({ xid }) => (xid === gid) === inGroup);
        expect(heard.map(({ mid, content }) => [mid, content])).toEqual(said.map(({ mid, content }) => [mid, content]));
      }
    }
    const pushed = control.pushed.filter(({ content }) => content.startsWith("control "));
    const inGroup = control.said.filter(({ xid }) => xid === gid);
    expect(pushed.map(({ mid }) => mid)).toEqual(inGroup.map(({ mid }) => mid));
    for (const [at, { seq }] of control.pushed.entries()) expect(seq - (control.pushed[0]?.seq ?? 0)).toBe(at);
  });

  it("[INV-9] stores nothing malformed", { timeout: 60_000 }, async () => {
    const expected = new Set([...control.said.map(({ mid }) => mid), ...tally.stored]);
    const rows = await archivedUpTo(Math.max(...control.said.map(({ mid }) => mid)));
    const strange = rows.filter(({ mid }) => !expected.has(Number(mid)));
    expect(strange).toEqual([]);
    const archived = new Set(rows.map(({ mid }) => Number(mid)));
    expect(control.said.filter(({ mid }) => !archived.has(mid))).toEqual([]);
    const history = await control.history();
    expect(history.filter((mid) => !expected.has(mid))).toEqual([]);
    const said = new Set(control.inGroup);
    expect(history.filter((mid) => said.has(mid))).toEqual(control.inGroup);
    const apps = await served.query("SELECT id FROM apps ORDER BY id");
    expect(apps).toEqual([{ id: APP }]);
  });

  it("[INV-9] logs no failure", () => {
    expect(served.alive).toBe(true);
    expect(served.lines.slice(0, 10)).toEqual([]);
  });

  /** A direct socket is opened by a device that its inbox knows. */
  async function knowDevice(token: string, guid: string): Promise<void> {
    const socket = await WireSocket.open({ transport: "inbox", url: served.url, token, guid });
    await socket.next();
    socket.close();
  }

  function targetOf(index: number, guid: string): Target {
    const user = users[index];
    const peer = users[8];
    if (!user || !peer) throw new Error(`no user ${index}`);
    return { ...user, sn: 1, peer: peer.uid, gid, guid, others: control.inGroup, own: [] };
  }

  function attackers(): AttackOptions[] {
    const { url } = served;
    const [plain, socketio, inbox, direct, stranger] = [
      targetOf(3, "fuzz-plain"),
      targetOf(4, "fuzz-socketio"),
      targetOf(5, "fuzz-inbox"),
      targetOf(6, "fuzz-direct"),
      targetOf(7, "fuzz-stranger"),
    ];
    return [
      { address: { transport: "plain", url }, target: plain, loggedIn: true },
      { address: { transport: "socketio", url }, target: socketio, loggedIn: true },
      { address: { transport: "inbox", url, token: inbox.token, guid: inbox.guid }, target: inbox, loggedIn: true },
      { address: { transport: "direct", url, token: direct.token, xid: gid, sn: 1 }, target: direct, loggedIn: true },
      { address: { transport: "plain", url }, target: stranger, loggedIn: false },
      { address: { transport: "socketio", url }, target: stranger, loggedIn: false },
    ];
  }

  /** The archive, once it holds this message and what was committed before it had its second. */
  async function archivedUpTo(mid: number): Promise<Record<string, unknown>[]> {
    for (let waits = 0; waits < 100; waits++) {
      const [row] = await served.query("SELECT 1 FROM messages WHERE app = ? AND mid = ?", APP, mid);
      if (row) break;
      await pause(50);
    }
    await pause(1000);
    return served.query(
      "SELECT conversation, mid, sender, substr(content, 1, 40) AS content FROM messages WHERE app = ? AND kind < 3",
      APP,
    );
  }
});

function report({ sent, accounted, kinds, outcomes, stored }: Tally): void {
  console.log(
    [
      `FUZZ_SEED=${seed}: ${sent} packets, ${accounted} accounted for, ${stored.size} turned out valid and were stored`,
      `kinds: ${listed(kinds)}`,
      `answers: ${listed(outcomes)}`,
    ].join("\n"),
  );
}

function listed(counts: Map<string, number>): string {
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, n]) => `${name} ${n}`)
    .join(", ");
}
