/**
 * Anything at any time: three clients (two of them devices of one user) send, edit, recall, read, open and close direct
 * sockets while frames of all sockets move in random order and sockets are cut. Afterwards everything must be everywhere,
 * once and in order. A failing run prints its seed.
 */

import { describe, expect, it } from "vitest";
import type { Conversation, Message, Oriole, Sent } from "../../../client/src/index";
import { isGroupId } from "../../../protocol/ids";
import { settled } from "./fake-clock";
import type { LogEntry } from "./fake-logs";
import type { FakeSocket } from "./fake-socket";
import { type Heard, World } from "./harness";

const A = 1;
const B = 2;
const GROUP = 300;
const STEPS = 400;

interface Actor {
  uid: number;
  client: Oriole;
  heard: Heard;
  sent: Map<number, { text: string; outcome: Promise<Sent> }[]>;
}

const xidsOf = (uid: number) => [uid === A ? B : A, GROUP];

async function play(seed: number): Promise<void> {
  const world = new World(seed);
  const { server, random } = world;
  server.group(GROUP, [A, B]);
  const options = { keepMessages: 100_000, timeoutMs: 5000, window: 8 };
  const actors: Actor[] = [];
  for (const uid of [A, A, B]) actors.push({ uid, ...(await world.online(uid, options)), sent: new Map() });
  server.auto = false;
  server.echo = random() < 0.5;
  server.refuseFrame = tooFast(random);
  const pick = (count: number) => Math.floor(random() * count);
  for (let step = 0; step < STEPS; step++) {
    const actor = actors[pick(actors.length)] as Actor;
    act(actor, random, step);
    if (random() < 0.03) cutOne(world);
    for (let moves = pick(6); moves > 0; moves--) {
      server.step(pick);
      await settled();
    }
    if (random() < 0.2) await world.clock.advance(pick(400));
  }
  await heal(world);
  for (const actor of actors) await verify(world, actor);
}

/** Now and then a device is too fast, until nothing of it is on its way any more. */
function tooFast(random: () => number): (socket: FakeSocket) => boolean {
  const blocked = new Set<FakeSocket>();
  return (socket) => {
    if (!blocked.has(socket) && random() > 0.03) return false;
    blocked.add(socket);
    if (socket.up.length === 0) blocked.delete(socket);
    return true;
  };
}

function act({ client, uid, sent }: Actor, random: () => number, step: number): void {
  const xid = xidsOf(uid)[Math.floor(random() * 2)] as number;
  const conversation = client.conversation(xid);
  const what = random();
  if (what < 0.5) {
    // Texts repeat: only their places tell them apart.
    const text = `t${step % 7}`;
    const outcome = conversation.send(text);
    sent.set(xid, [...(sent.get(xid) ?? []), { text, outcome }]);
  } else if (what < 0.6) void conversation.open();
  else if (what < 0.68) conversation.close();
  else if (what < 0.75) void conversation.markRead().catch(() => {});
  else if (what < 0.78) void conversation.history({ limit: 5 }).catch(() => {});
  else operate(conversation, random);
}

function operate(conversation: Conversation, random: () => number): void {
  const mine = conversation.messages().filter(({ own, mid, recalled }) => own && mid > 0 && !recalled);
  const target = mine[Math.floor(random() * mine.length)];
  if (!target) return;
  const what = random();
  const done =
    what < 0.3
      ? conversation.recall(target.mid)
      : what < 0.6
        ? conversation.edit(target.mid, `e${what}`)
        : conversation.append(target.mid, "+");
  done.catch(() => {});
}

function cutOne({ server, random }: World): void {
  const open = server.sockets.filter(({ at }) => at === "open");
  const socket = open[Math.floor(random() * open.length)];
  if (!socket) return;
  if (random() < 0.3) socket.dead = true;
  else socket.cut();
}

async function heal(world: World): Promise<void> {
  world.server.refuseFrame = () => false;
  world.server.auto = true;
  await world.pass(120_000);
}

async function verify({ server }: World, { client, heard, sent, uid }: Actor): Promise<void> {
  expect(client.state.at).toBe("online");
  expect(client.syncState).toBe("synced");
  for (const xid of xidsOf(uid)) {
    const log = server.log(uid, xid);
    const everySent = await Promise.all((sent.get(xid) ?? []).map(({ outcome }) => outcome));
    const messages = log.entries.filter(({ current }) => current !== undefined);
    // Acked in the order they were sent, each at a place of its own.
    const mids = everySent.map(({ mid }) => mid);
    expect(mids).toEqual([...mids].sort((a, b) => a - b));
    expect(new Set(mids).size).toBe(mids.length);
    const own = messages.filter(({ from, sn }) => from === uid && sn === client.deviceSn);
    expect(own.map(({ mid }) => mid)).toEqual(mids);
    // The application heard of everything else, once, in order; what was recalled before it could be given is left out.
    const heardMids = heard.messages.filter((one) => one.xid === xid).map(({ message }) => message.mid);
    expect(heardMids).toEqual([...new Set(heardMids)].sort((a, b) => a - b));
    const others = messages.filter(({ mid }) => !mids.includes(mid));
    expect(heardMids.filter((mid) => mids.includes(mid))).toEqual([]);
    for (const { mid, current } of others) if (current) expect(heardMids).toContain(mid);
    expect(heardMids.every((mid) => others.some((entry) => entry.mid === mid))).toBe(true);
    // And holds what the server holds.
    const shown = client.conversation(xid).messages();
    expect(shown.filter(({ recalled }) => !recalled).map(textOf)).toEqual(
      messages.filter(({ current }) => current).map(entryText),
    );
    expect(shown.every(({ status }) => status !== "sending" && status !== "failed")).toBe(true);
    const { summary } = client.conversation(xid);
    expect(summary.unread).toBe(log.unread(uid));
    if (!isGroupId(xid)) expect(summary.peerReadMid).toBe(log.read.get(xid) ?? 0);
  }
}

const textOf = ({ mid, content }: Message) => `${mid} ${content}`;
const entryText = ({ mid, current }: LogEntry) => `${mid} ${current?.content ?? ""}`;

describe("whatever happens when", () => {
  const first = Number(process.env["SEED"] ?? 1);
  const runs = Number(process.env["RUNS"] ?? 40);
  for (let seed = first; seed < first + runs; seed++) {
    it(`[INV-2] [INV-3] [INV-4] nothing is lost, doubled or reordered (SEED=${seed})`, () => play(seed), 30_000);
  }
});
