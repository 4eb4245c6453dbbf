/** Frames that a client could send, as fields, for the generators to break. None of the sends among them may be stored. */

import { pb } from "../../../protocol/codec.ts";
import { bytes, encode, type Field, message, number, text } from "./raw-fields.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** Who attacks, and what is there to be attacked. */
export interface Target {
  readonly uid: number;
  readonly sn: number;
  /** Another user of the app. */
  readonly peer: number;
  /** A group in which the control clients talk. */
  readonly gid: number;
  readonly token: string;
  readonly guid: string;
  /** Messages of others in the group, as far as they exist. */
  readonly others: readonly number[];
  /** The attacker's own messages that were taken. */
  readonly own: number[];
}

const { Command } = pb.Frame;
const { NameSpace } = pb.Meta;
const { Type } = pb.MessageBody;

let lastClientMid = 1_000_000;

/** A client mid that no other packet of the run has. */
export function freshMid(): number {
  lastClientMid += 1;
  return lastClientMid;
}

export function frame(command: number, payload: readonly Field[] | Uint8Array | null): Field[] {
  const head = [number(1, 0), number(2, 0), number(3, command)];
  if (payload === null) return head;
  return [...head, payload instanceof Uint8Array ? bytes(4, payload) : message(4, payload)];
}

export const xid = (no: number, uid: bigint | number, sn = 0): Field => message(no, [number(1, uid), number(2, sn)]);

export interface MetaParts {
  readonly from?: Field | null;
  readonly to?: Field | null;
  readonly ns?: bigint | number;
  readonly body?: readonly Field[] | Uint8Array;
}

/** A meta; parts left out are as they should be. */
export function meta(target: Target, parts: MetaParts = {}): Field[] {
  const { from = xid(2, target.uid, target.sn), to = xid(3, target.gid), ns = NameSpace.MESSAGE } = parts;
  const body = parts.body ?? chatBody();
  return [
    number(1, freshMid()),
    ...(from ? [from] : []),
    ...(to ? [to] : []),
    number(4, 0),
    number(5, ns),
    body instanceof Uint8Array ? bytes(6, body) : message(6, body),
  ];
}

/** A body of the wrong type for the group it is sent to, so that even an unbroken one is refused ([SEND-4]). */
export function chatBody(content = "malformed", type: number = Type.CHAT): Field[] {
  return [number(1, type), text(4, content), number(5, 0)];
}

export function operationBody(type: bigint | number, mid: bigint | number, uid?: bigint | number): Field[] {
  const operation = [number(1, type), number(2, mid), ...(uid === undefined ? [] : [xid(3, uid)])];
  return [number(1, Type.OPER), number(5, pb.MessageBody.ContentType.COMMAND), message(6, operation)];
}

export function send(target: Target, parts: MetaParts = {}): Field[] {
  return frame(Command.SYNC, [message(3, meta(target, parts))]);
}

export function sendMany(target: Target, count: number): Field[] {
  const metas = Array.from({ length: count }, () => message(1000, meta(target)));
  return frame(Command.SYNC, metas);
}

export function pull(uid: bigint | number, key?: bigint | number): Field[] {
  return frame(Command.SYNC, [xid(1, uid), ...(key === undefined ? [] : [number(2, key)])]);
}

export function history(uid: bigint | number, key: bigint | number, count: bigint | number): Field[] {
  return frame(Command.SYNC, [xid(1, uid), number(2, key), number(4, 1), number(5, count)]);
}

export function unread(positions: readonly (readonly [bigint | number, bigint | number])[] = []): Field[] {
  if (positions.length === 0) return frame(Command.UNREAD, null);
  const fields = positions.map(([uid, mid]) => message(1000, [number(1, uid), number(2, mid)]));
  return frame(Command.UNREAD, [...fields, number(1001, 20), number(1002, 100)]);
}

export function provision(target: Target): Field[] {
  return frame(Command.PROVISION, [
    xid(2, target.uid, 999_999_999),
    text(6, target.token),
    number(7, 6),
    text(8, "2.0.0"),
    text(10, target.guid),
    text(13, "Web"),
  ]);
}

/** A message that is there, or none. */
export function someMid(random: SeededRandom, { own, others }: Target): number {
  const mids = random.pick([own, others]);
  return mids.length > 0 && random.chance(0.8) ? random.pick(mids.slice(-50)) : random.int(1, 2 ** 31);
}

/** One of them at random. */
export function anyFrame(random: SeededRandom, target: Target): Field[] {
  const { gid, peer, uid } = target;
  const { OpType } = pb.MessageOperation;
  const operation = random.int(OpType.READ_ACK, OpType.REPLACE);
  return random.pick([
    () => unread(),
    () => unread([[gid, 0], [peer, random.int(0, 2 ** 31)]]), // biome-ignore format: one position a pair
    () => pull(random.pick([gid, peer, 0])),
    () => pull(random.pick([gid, peer, 0]), random.int(0, 2 ** 31)),
    () => history(random.pick([gid, peer, 0]), random.pick([0, random.int(0, 2 ** 31)]), random.int(0, 80)),
    () => send(target),
    () => send(target, { from: xid(2, peer) }),
    () =>
      send(target, {
        to: xid(3, random.pick([gid, peer, uid])),
        body: operationBody(operation, random.int(1, 2 ** 31), gid),
      }),
    () => send(target, { to: xid(3, peer), body: operationBody(operation, someMid(random, target)) }),
    () =>
      send(target, {
        ns: NameSpace.CONVERSATION,
        to: null,
        body: [number(1, 1), message(2, [number(1, 1), xid(2, peer)])],
      }),
    () => send(target, { ns: NameSpace.RTC_SIGNAL, body: [number(1, 1), text(2, '{"janus":"create"}')] }),
    () => sendMany(target, random.int(2, 5)),
    () => provision(target),
    () => frame(Command.NOTICE, [xid(1, gid)]),
  ])();
}

export const encodeFrame = (fields: readonly Field[]): Uint8Array<ArrayBuffer> => encode(fields);
