/**
 * Clients on both socket paths talk to each other and in a group while the server is killed and restarted, sockets are
 * cut at random bytes and acks are lost. Afterwards every acknowledged message must be everywhere, once, in one order.
 * CHAOS_SEED repeats the faults as far as time allows, CHAOS_KILLS sets how many kills there are.
 */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { conversationKey, conversationOf } from "../../protocol/ids.ts";
import { Api } from "../support/api.ts";
import { type ArchivedEntry, groupedBy, problemsOf, type View } from "../support/chaos/checker.ts";
import { FaultyProxy } from "../support/chaos/faulty-proxy.ts";
import { freePort, ServerProcess } from "../support/chaos/server-process.ts";
import { type Member, PlainTalker, SdkTalker, type Talker } from "../support/chaos/talkers.ts";
import { SeededRandom, seedFrom } from "../support/fuzz/seeded-random.ts";
import { Served } from "../support/fuzz/served.ts";

const seed = seedFrom("CHAOS_SEED");
const kills = Number(process.env["CHAOS_KILLS"] ?? 50);
/** Every so many kills take the whole server and not only its runtime. They cost two seconds each. */
const WHOLE_EVERY = 10;
const APP = "chaos";
/** Of the kills, those that fall in the silence after a last message. */
const LAST_WORDS = Math.min(8, kills);
/** Own messages a client leaves unacked before it says more. */
const MAX_PENDING = 12;
const CALM_MS = 60_000;
const RUN_MS = 120_000 + kills * 8000;

describe(`chaos, CHAOS_SEED=${seed} CHAOS_KILLS=${kills}`, () => {
  const random = new SeededRandom(seed);
  let data: string;
  let server: ServerProcess;
  let proxy: FaultyProxy;
  let archive: Served | null = null;
  let members: Member[];
  let gid: number;
  let talkers: Talker[];
  /** Who talks with whom, beside the group. */
  let pairs: [number, number][];

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), "oriole-chaos-"));
    ({ members, gid } = await prepare(data));
    server = new ServerProcess(await freePort(), data);
    await server.start();
    proxy = await FaultyProxy.listen(server.port, random.fork());
    [talkers, pairs] = cast();
    await Promise.all(talkers.map((talker) => talker.start()));
  }, 90_000);

  afterAll(async () => {
    for (const talker of talkers ?? []) talker.stop();
    proxy?.close();
    await server?.stop();
    await archive?.stop();
    await rm(data, { recursive: true, force: true });
  });

  it("[INV-1] to [INV-7] loses, doubles and reorders nothing", { timeout: RUN_MS }, async () => {
    const faults = await storm();
    const calmMs = await calm();
    const views = await viewsOf();
    await server.stop();
    const rows = await archived();
    const problems = [...judge(views, rows), ...miscounted(rows)];
    const direct = talkers.reduce((sum, { saidDirectly }) => sum + saidDirectly, 0);
    console.log(
      [
        `CHAOS_SEED=${seed}: ${faults.whole} kills of the server, ${faults.runtime} of its runtime; ` +
          `${proxy.faults.cut} cuts, ${proxy.faults.swallow} connections swallowed, ${proxy.faults.delay} chunks late`,
        `${talkers.length} clients sent ${talkers.reduce((sum, { sent }) => sum + sent.length, 0)} messages (${direct} on direct sockets) in ${faults.ms} ms; all settled ${calmMs} ms after the last fault`,
        `server log: ${JSON.stringify(eventsOf(server.lines))}`,
        ...problems,
      ].join("\n"),
    );
    expect(problems).toEqual([]);
    expect(faults.whole + faults.runtime).toBe(kills);
    expect(direct).toBeGreaterThan(0);
  });

  function cast(): [Talker[], [number, number][]] {
    const [a, b, c, d, e, f] = members;
    if (!a || !b || !c || !d || !e || !f) throw new Error("not enough members");
    const sdk = (name: string, member: Member, habit: "inbox" | "direct" | "roaming", homes: number[] = []) =>
      new SdkTalker(name, proxy.url, APP, member, habit, homes, random.fork());
    const plain = (name: string, member: Member, transport: "plain" | "socketio") =>
      new PlainTalker(name, proxy.url, member, transport, random.fork());
    return [
      [
        sdk("a1", a, "inbox"),
        sdk("a2", a, "direct", [gid, b.uid]),
        sdk("b1", b, "direct", [gid, a.uid, d.uid]),
        plain("b2", b, "plain"),
        sdk("c1", c, "roaming"),
        sdk("c2", c, "inbox"),
        sdk("d1", d, "roaming"),
        sdk("e1", e, "direct", [gid]),
        sdk("f1", f, "inbox"),
        plain("f2", f, "socketio"),
      ],
      [
        [a.uid, b.uid],
        [b.uid, d.uid],
        [c.uid, e.uid],
        [a.uid, f.uid],
      ],
    ];
  }

  /** Whom a user may talk to, as it calls them. */
  function partners(uid: number): number[] {
    return [gid, ...pairs.filter((pair) => pair.includes(uid)).map(([one, other]) => (one === uid ? other : one))];
  }

  async function storm(): Promise<{ whole: number; runtime: number; ms: number }> {
    const startMs = Date.now();
    let over = false;
    const chatter = talkers.map((talker) => talk(talker, random.fork(), () => over));
    proxy.faultsOn = true;
    let whole = 0;
    let runtime = 0;
    const kill = async () => {
      if ((whole + runtime) % WHOLE_EVERY === 2) {
        whole += 1;
        await server.killAll();
        await server.start();
      } else {
        runtime += 1;
        await server.killRuntime();
        await server.healthy();
      }
    };
    while (whole + runtime < kills - LAST_WORDS) {
      await pause(random.int(80, 900));
      for (let cuts = random.int(0, 3); cuts > 0; cuts--) proxy.cutOne();
      await kill();
    }
    await pause(1000);
    over = true;
    await Promise.all(chatter);
    proxy.faultsOn = false;
    // Nothing comes after the last word that could show a gap, so whoever missed it must be told.
    while (whole + runtime < kills && (await settled())) {
      for (const talker of talkers)
        talker.say(random.pick(partners(talker.uid)), `${talker.name} last ${whole + runtime}`);
      await pause(random.int(0, 60));
      await kill();
    }
    return { whole, runtime, ms: Date.now() - startMs };
  }

  async function talk(talker: Talker, dice: SeededRandom, over: () => boolean): Promise<void> {
    for (let n = 1; !over(); n++) {
      await pause(dice.int(20, 400));
      const xid = dice.pick(partners(talker.uid));
      if (dice.chance(0.15)) talker.roam(xid);
      if (dice.chance(0.05)) talker.read(xid);
      for (let burst = dice.chance(0.1) ? dice.int(2, 6) : 1; burst > 0; burst--) {
        if (talker.pending < MAX_PENDING) talker.say(xid, `${talker.name} ${n}.${burst}`);
      }
    }
  }

  /** Whether, in time, everything sent is acked and everybody has seen as much as there is. */
  async function settled(): Promise<boolean> {
    const deadlineMs = Date.now() + CALM_MS;
    const isSettled = () =>
      talkers.every((talker) => talker.pending === 0) &&
      talkers.every((talker) => talker.seen.length >= expectedBy(talker));
    while (Date.now() < deadlineMs) {
      if (isSettled()) return true;
      await pause(50);
    }
    return false;
  }

  /** How long it takes until all is settled after the last fault, ms. */
  async function calm(): Promise<number> {
    const startMs = Date.now();
    await settled();
    const tookMs = Date.now() - startMs;
    // What comes twice comes soon.
    await pause(1500);
    return tookMs;
  }

  function expectedBy(talker: Talker): number {
    const mine = new Set(partners(talker.uid).map((xid) => keyOf(talker.uid, xid)));
    const others = talkers.filter((other) => other !== talker);
    return others.flatMap((other) => other.sent.filter(({ xid }) => mine.has(keyOf(other.uid, xid)))).length;
  }

  async function viewsOf(): Promise<Map<string, View[]>> {
    const views = new Map<string, View[]>();
    for (const talker of talkers) {
      for (const xid of partners(talker.uid)) {
        const key = keyOf(talker.uid, xid);
        const of = views.get(key) ?? [];
        views.set(key, of);
        const messages = talker.seen.filter((seen) => seen.xid === xid);
        of.push({ name: `${talker.name} events`, without: talker.device, messages });
        const history = await talker.history(xid);
        if (history) of.push({ name: `${talker.name} history`, without: null, messages: history });
        const memory = talker.memory(xid);
        if (memory) of.push({ name: `${talker.name} memory`, without: null, messages: memory });
      }
    }
    return views;
  }

  function judge(views: Map<string, View[]>, rows: Map<string, ArchivedEntry[]>): string[] {
    const problems = talkers.flatMap((talker) => [
      ...talker.faults.slice(0, 5).map((fault) => `${talker.name}: ${fault}`),
      ...(talker.pending > 0 ? [`${talker.name}: ${talker.pending} messages were never acked`] : []),
    ]);
    for (const [conversation, of] of views) {
      const sent = talkers.flatMap((talker) =>
        talker.sent.filter(({ xid }) => keyOf(talker.uid, xid) === conversation),
      );
      problems.push(...problemsOf({ conversation, archive: rows.get(conversation) ?? [], sent, views: of }));
    }
    return problems;
  }

  /** [INV-5] unread is what the others said after the read position; [INV-6] which all devices of a user agree on. */
  function miscounted(rows: Map<string, ArchivedEntry[]>): string[] {
    const problems: string[] = [];
    const readMids = new Map<string, number>();
    for (const talker of talkers) {
      for (const xid of partners(talker.uid)) {
        const standing = talker.standing(xid);
        if (!standing) continue;
        const { readMid, unread } = standing;
        const key = keyOf(talker.uid, xid);
        const others = (rows.get(key) ?? []).filter(({ content, device, mid }) => {
          return content !== "" && !device.startsWith(`${talker.uid}/`) && mid > readMid;
        });
        if (unread !== others.length)
          problems.push(`${key}: ${talker.name} shows ${unread} unread of ${others.length}`);
        const agreed = readMids.get(`${talker.uid} ${xid}`) ?? readMid;
        readMids.set(`${talker.uid} ${xid}`, agreed);
        if (readMid !== agreed)
          problems.push(`${key}: ${talker.name} has read to ${readMid}, another device to ${agreed}`);
      }
    }
    return problems;
  }

  /** D1 as the killed and restarted server left it, given the second that an archive may be behind ([INV-7]). */
  async function archived(): Promise<Map<string, ArchivedEntry[]>> {
    archive = await Served.on(data);
    const wanted = talkers.reduce((sum, { sent }) => sum + sent.filter(({ ack }) => ack).length, 0);
    for (let waits = 0; ; waits++) {
      const rows = z
        .array(rowSchema)
        .parse(
          await archive.query(
            "SELECT conversation, mid, seq, sender, sn, kind, content FROM messages WHERE app = ? ORDER BY seq",
            APP,
          ),
        );
      const messages = rows.filter(({ kind }) => kind === 0).length;
      if (messages < wanted && waits < 50) await pause(100);
      else {
        const entries = rows.map(({ conversation, mid, seq, sender, sn, kind, content }) => {
          return { conversation, mid, seq, device: `${sender}/${sn}`, content: kind === 0 ? content : "" };
        });
        return groupedBy(entries, ({ conversation }) => conversation);
      }
    }
  }
});

const rowSchema = z.object({
  conversation: z.string(),
  mid: z.int(),
  seq: z.int(),
  sender: z.int(),
  sn: z.int(),
  kind: z.int(),
  content: z.string(),
});

const tokenSchema = z.object({ user_id: z.int(), token: z.string() });

const keyOf = (uid: number, xid: number) => conversationKey(conversationOf(uid, xid));

/** An app with six users, half of them in another block and so in another hub, and a group of all. */
async function prepare(data: string): Promise<{ members: Member[]; gid: number }> {
  const server = await Served.on(data);
  try {
    await server.query(
      "INSERT INTO apps (id, name, secret, created_at) VALUES (?, ?, ?, 0)",
      APP,
      APP,
      "secret of chaos",
    );
    const api = new Api(server.url, { app_id: APP });
    const members: Member[] = [];
    for (let n = 0; n < 6; n++) {
      if (n === 3) await server.query("UPDATE blocks SET used = 256 WHERE app = ? AND kind = 0", APP);
      const name = `chaos${n}`;
      await api.post("/user/register/v2", { username: name, password: "password" });
      const granted = tokenSchema.parse((await api.post("/token/user", { name, password: "password" })).data);
      members.push({ uid: granted.user_id, token: granted.token });
    }
    const [owner, ...others] = members;
    const created = await api
      .as(owner?.token ?? "")
      .post("/group/create", { name: "chaos", user_list: others.map(({ uid }) => uid) });
    return { members, gid: z.object({ group_id: z.int() }).parse(created.data).group_id };
  } finally {
    await server.stop();
  }
}

/** How often each event was logged. */
function eventsOf(lines: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of lines) {
    const event = /"event":"([^"]+)"/.exec(line)?.[1];
    if (event) counts[event] = (counts[event] ?? 0) + 1;
  }
  return counts;
}
