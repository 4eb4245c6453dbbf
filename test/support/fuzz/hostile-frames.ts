/** Malformed frames, a kind each. */

import { pb } from "../../../protocol/codec.ts";
import { MAX_FRAME_BYTES } from "../../../protocol/limits.ts";
import {
  anyFrame,
  chatBody,
  frame,
  freshMid,
  history,
  meta,
  operationBody,
  pull,
  send,
  sendMany,
  someMid,
  type Target,
  unread,
  xid,
} from "./base-frames.ts";
import { bytes, encode, type Field, joined, message, number, raw, tag, text, varint, WIRE } from "./raw-fields.ts";
import type { SeededRandom } from "./seeded-random.ts";

export interface Packet {
  readonly kind: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

type Generator = (random: SeededRandom, target: Target) => Uint8Array<ArrayBuffer>;

/** Numbers at which something may turn over. */
const EDGES = [0n, 1n, 2n, 127n, 128n, 255n, 2n ** 31n - 1n, 2n ** 31n, 2n ** 32n - 1n, 2n ** 32n]
  .concat([2n ** 53n - 1n, 2n ** 53n, 2n ** 53n + 1n, 10n ** 15n, 2n ** 63n - 1n, 2n ** 63n, 2n ** 64n - 1n])
  .concat([-1n, -(2n ** 31n)]);

const { Command } = pb.Frame;
const { NameSpace } = pb.Meta;
const { OpType } = pb.MessageOperation;
const { CHAT, GROUPCHAT } = pb.MessageBody.Type;

const generators: Record<string, Generator> = {
  random: (random) => random.bytes(random.int(0, 200)),
  empty: () => new Uint8Array(0),
  truncated(random, target) {
    const whole = encode(anyFrame(random, target));
    return whole.slice(0, random.int(0, whole.length - 1));
  },
  flipped(random, target) {
    const broken = encode(anyFrame(random, target));
    for (let flips = random.int(1, 4); flips > 0; flips--)
      broken[random.int(0, broken.length - 1)] = random.int(0, 255);
    return broken;
  },
  spliced(random, target) {
    const [one, other] = [encode(anyFrame(random, target)), encode(anyFrame(random, target))];
    return joined([one.slice(0, random.int(0, one.length)), other.slice(random.int(0, other.length))]);
  },
  mutatedField: (random, target) => encode(mutated(random, anyFrame(random, target))),
  mutatedFields(random, target) {
    let fields: readonly Field[] = anyFrame(random, target);
    for (let times = random.int(2, 6); times > 0; times--) fields = mutated(random, fields);
    return encode(fields);
  },
  hostileLength(random, target) {
    const lengths = [2n ** 31n - 1n, 2n ** 31n, 2n ** 32n - 1n, 2n ** 32n, 2n ** 63n, 2n ** 64n - 1n, 70_000n];
    const lie = raw(4, tag(4, WIRE.bytes), varint(random.pick(lengths)), random.bytes(random.int(0, 40)));
    return encode([...anyFrame(random, target).filter(({ no }) => no !== 4), lie]);
  },
  hostileVarint(random) {
    // Longer than ten bytes, or never ending.
    const endless = new Array<number>(random.int(9, 200)).fill(0xff);
    return joined([tag(random.int(1, 8), random.int(0, 5)), endless, random.chance(0.5) ? [1] : []]);
  },
  deepGroups(random) {
    const depth = random.pick([10, 100, 1000, 20_000]);
    const open = new Array<number[]>(depth).fill(tag(random.int(9, 15), WIRE.startGroup));
    return joined([[0x18, Command.SYNC], ...open]);
  },
  deepMessages(random, target) {
    let fields: Field[] = [number(1, target.uid)];
    for (let depth = random.pick([5, 50, 500]); depth > 0; depth--) fields = [message(random.int(1, 6), fields)];
    return encode(frame(random.pick([Command.SYNC, Command.UNREAD, Command.PROVISION]), fields));
  },
  wrongCommand(random, target) {
    const command = random.pick([2, 3, 4, 5, 100, 2 ** 31 - 1]);
    return encode(frame(command, [xid(1, target.gid)]));
  },
  notAgreed(random, target) {
    const extra = random.pick([
      number(2, 1),
      number(5, random.int(1, 9)),
      number(7, random.int(1, 2 ** 31)),
      number(5, -1),
    ]);
    return encode([...anyFrame(random, target), extra]);
  },
  badSender(random, target) {
    const from = random.pick([
      null,
      xid(2, 0),
      xid(2, target.peer),
      xid(2, target.gid),
      xid(2, -1),
      xid(2, random.pick(EDGES)),
      message(2, []),
      bytes(2, random.bytes(5)),
    ]);
    return encode(send(target, { from, to: xid(3, target.peer) }));
  },
  badAddressee(random, target) {
    const to = random.pick([
      null,
      xid(3, 0),
      xid(3, -1),
      xid(3, random.pick(EDGES)),
      xid(3, target.gid + 1),
      xid(3, random.int(1, 2_000_000)),
      message(3, []),
      bytes(3, random.bytes(3)),
    ]);
    return encode(send(target, { to, body: chatBody("nobody", random.int(0, 9)) }));
  },
  badNamespace(random, target) {
    const ns = random.pick([0, 2, 3, 4, 5, 7, 8, 9, 99, -1, 2 ** 31 - 1]);
    return encode(send(target, { ns }));
  },
  badBody(random, target) {
    const body = random.pick<() => Uint8Array | Field[]>([
      () => new Uint8Array(0),
      () => random.bytes(random.int(1, 60)),
      () => chatBody("wrong type", random.pick([0, 4, 77, -1])),
      () => [number(1, GROUPCHAT), text(4, "wrong content type"), number(5, random.pick([9, 77, -1]))],
      () => [number(1, GROUPCHAT), text(random.pick([4, 7, 8, 9]), "x".repeat(random.int(16_385, 40_000)))],
      () => chatBody("no text but bytes").concat(bytes(4, new Uint8Array([0xff, 0xfe, 0xed, 0xa0, 0x80]))),
      () => [number(1, CHAT), text(7, "{".repeat(5000))],
    ])();
    return encode(send(target, { body }));
  },
  badOperation(random, target) {
    const type = random.pick([0, 10, 99, -1, random.int(OpType.READ_ACK, OpType.REPLACE)]);
    const conversation = random.pick([undefined, target.gid, target.gid + 1, ...EDGES]);
    const mid = random.chance(0.5) ? random.pick(EDGES) : someMid(random, target);
    const body = random.chance(0.1) ? [number(1, 1)] : operationBody(type, mid, conversation);
    const to = random.pick([null, xid(3, target.peer), xid(3, target.gid), xid(3, random.pick(EDGES))]);
    return encode(send(target, { to, body }));
  },
  /** Well formed, and so taken: what follows, history and the archive, must live with it. */
  strangeText(random, target) {
    const body = [number(1, GROUPCHAT), bytes(4, strangeText(random)), number(5, random.int(0, 8))];
    const extra = random.chance(0.3) ? [bytes(random.pick([7, 8, 9]), strangeText(random))] : [];
    return encode(send(target, { body: [...body, ...extra] }));
  },
  /** The same as an edit, which the server merges. */
  strangeEdit(random, target) {
    const mid = someMid(random, target);
    const operation = message(6, [number(1, random.pick([OpType.APPEND, OpType.REPLACE])), number(2, mid)]);
    const fields = [4, 7, 8, 9].filter(() => random.chance(0.5)).map((no) => bytes(no, strangeText(random)));
    return encode(send(target, { body: [number(1, pb.MessageBody.Type.OPER), operation, ...fields] }));
  },
  badRemoval(random, target) {
    const type = random.pick([0, 1, 3, 99, -1]);
    const operation = [number(1, type), ...(random.chance(0.8) ? [xid(2, random.pick(EDGES))] : [])];
    const body = [number(1, random.int(0, 3)), ...(random.chance(0.9) ? [message(2, operation)] : [])];
    return encode(send(target, { ns: NameSpace.CONVERSATION, to: null, body }));
  },
  badPull(random, target) {
    const uid = random.pick([target.gid, target.gid + 1, target.peer, 0, ...EDGES]);
    const fields = random.pick([
      () => pull(uid, random.pick(EDGES)),
      () => history(uid, random.pick(EDGES), random.pick(EDGES)),
      () => frame(Command.SYNC, [number(2, random.pick(EDGES))]),
      () => frame(Command.SYNC, []),
      () => frame(Command.SYNC, null),
      () => [...pull(uid), number(1001, random.pick(EDGES))],
    ])();
    return encode(fields);
  },
  badPositions(random, target) {
    const positions = Array.from({ length: random.int(1, 20) }, () => {
      return [random.pick([target.gid, target.peer, ...EDGES]), random.pick(EDGES)] as const;
    });
    const request = unread(positions);
    return encode(random.chance(0.5) ? request : mutated(random, request));
  },
  tooManyMetas: (random, target) => encode(sendMany(target, random.pick([2, 40, 256, 257, 400]))),
  halfAMeta(random, target) {
    const whole = meta(target);
    const half = whole.filter(() => random.chance(0.5));
    return encode(frame(Command.SYNC, [message(random.pick([3, 1000]), half), number(2, freshMid())]));
  },
  oversize(random, target) {
    const room = new Uint8Array(MAX_FRAME_BYTES + random.pick([1, 100, 5000, 60_000]));
    return random.chance(0.5) ? room : encode(send(target, { body: room }));
  },
};

/** Up to 16 KB of what a text field may hold, and should not. */
function strangeText(random: SeededRandom): Uint8Array {
  const depth = random.pick([3, 300, 3000]);
  const text = random.pick([
    () => new Uint8Array([0xed, 0xa0, 0x80, 0x41, 0xed, 0xb0, 0x80]),
    () => random.bytes(random.int(1, 60)),
    () => "nothing \u0000 after",
    () => "\ufeff\u202e\uffff\u{10ffff}",
    () => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`,
    () => `"${'\\"'.repeat(depth)}"`,
    () => "[".repeat(depth),
    () => '{"__proto__":{"polluted":true},"constructor":{"prototype":1},"toString":null}',
    () => '{"mentionList":[1e400,-0,"x",{}],"action":["record"]}',
    () => "null",
    () => "é".repeat(8192),
  ])();
  return text instanceof Uint8Array ? text : new TextEncoder().encode(text);
}

/** Kinds that cost much to send or to recover from come less often. */
const RARE = new Set(["oversize", "tooManyMetas", "deepGroups"]);
const kinds = Object.keys(generators);

/** Every kind comes, whatever the seed: most in turn, the rare ones now and then. */
export function hostileFrame(random: SeededRandom, target: Target): Packet {
  let kind = random.pick(kinds);
  if (RARE.has(kind) && !random.chance(0.15)) kind = "mutatedField";
  const generate = generators[kind];
  if (!generate) throw new Error(`no generator ${kind}`);
  return { kind, bytes: generate(random, target) };
}

/** One field somewhere in the tree is not what it should be. */
function mutated(random: SeededRandom, fields: readonly Field[]): Field[] {
  if (fields.length === 0) return [number(random.int(1, 20), random.pick(EDGES))];
  const at = random.int(0, fields.length - 1);
  return fields.flatMap((field, index) => (index === at ? broken(random, field) : [field]));
}

function broken(random: SeededRandom, field: Field): Field[] {
  if (field.is === "message" && random.chance(0.7)) return [{ ...field, fields: mutated(random, field.fields) }];
  const { no } = field;
  return random.pick<() => Field[]>([
    () => [],
    () => [field, field],
    () => [number(no, random.pick(EDGES))],
    () => [bytes(no, random.bytes(random.int(0, 30)))],
    () => [bytes(no, new Uint8Array(0))],
    () => [raw(no, tag(no, WIRE.fixed64), random.bytes(8))],
    () => [raw(no, tag(no, WIRE.fixed32), random.bytes(4))],
    () => [raw(no, tag(no, random.int(3, 7)))],
    () => [raw(no, tag(no, WIRE.bytes), varint(BigInt(random.int(1, 2 ** 31))))],
    () => [{ ...field, no: random.int(0, 20) }],
    () => [field, number(random.int(1, 1010), random.pick(EDGES))],
  ])();
}
