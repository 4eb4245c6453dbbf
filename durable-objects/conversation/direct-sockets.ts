/** The sockets that clients have opened straight to this conversation. */

import { closeCode, type ErrorName } from "../../protocol/errors";
import { OK, provisionFrame } from "../../protocol/frames";
import { type Conversation, xidFor } from "../../protocol/ids";
import { ephemeralFrame, pushFrame } from "../replies";
import type { Entry, Position } from "../rpc";
import type { Effects } from "./effects";

/** Who is behind a socket; kept in its attachment, so that it survives hibernation. */
export interface Attached {
  uid: number;
  sn: number;
}

/** `heardMs`: when a frame last came from it; pings, which wake nobody, are the runtime's to know. */
interface Seat extends Attached {
  heardMs: number;
}

/** A client that hears nothing asks every 25 s whether anybody is there: one silent for so long may be gone. */
const SILENT_MS = 60_000;

export class DirectSockets {
  readonly #ctx: DurableObjectState;
  readonly #conversation: Conversation;
  /** Not all of a batch with these operations is for this user, who is to ask for what is. */
  readonly #withheld: (uid: number, operations: readonly Entry[]) => boolean;
  /** A cache over the runtime's own list. */
  #byUid: Map<number, Map<WebSocket, Seat>> | null = null;
  /** Attachments read before: reading one costs as much as opening a frame. */
  readonly #known = new WeakMap<WebSocket, Seat>();

  constructor(
    ctx: DurableObjectState,
    conversation: Conversation,
    withheld: (uid: number, operations: readonly Entry[]) => boolean,
  ) {
    this.#ctx = ctx;
    this.#conversation = conversation;
    this.#withheld = withheld;
  }

  /** Takes over a socket. A second one of the same device replaces the first. */
  accept(socket: WebSocket, who: Attached): void {
    for (const [older, { sn }] of this.#map().get(who.uid) ?? []) {
      if (sn === who.sn) this.drop(older, "UserKickedBySameDevice");
    }
    this.#ctx.acceptWebSocket(socket);
    const seat = { uid: who.uid, sn: who.sn, heardMs: Date.now() };
    socket.serializeAttachment(seat);
    this.#known.set(socket, seat);
    this.#remember(socket, seat);
    socket.send(provisionFrame({ status: OK, xid: { uid: who.uid, deviceSN: who.sn } }));
  }

  of(socket: WebSocket): Attached | null {
    return this.#seat(socket);
  }

  /** A frame came: its client is there. */
  heard(socket: WebSocket, nowMs: number): void {
    const seat = this.#seat(socket);
    if (seat) seat.heardMs = nowMs;
  }

  #seat(socket: WebSocket): Seat | null {
    const known = this.#known.get(socket);
    if (known) return known;
    const read = seatOf(socket);
    if (read) this.#known.set(socket, read);
    return read;
  }

  /** Serials of a user's devices here. */
  serials(uid: number): number[] {
    return [...(this.#map().get(uid)?.values() ?? [])].map(({ sn }) => sn);
  }

  /** The same without those that may be gone: what is sent to them may reach nobody. */
  present(uid: number, nowMs: number): number[] {
    const seats = this.#map().get(uid);
    if (!seats) return [];
    return [...seats].filter(([socket, seat]) => !this.#isSilent(socket, seat, nowMs)).map(([, { sn }]) => sn);
  }

  /** Users with a device that may be gone. */
  silent(nowMs: number): number[] {
    return [...this.#map()]
      .filter(([, seats]) => [...seats].some(([socket, seat]) => this.#isSilent(socket, seat, nowMs)))
      .map(([uid]) => uid);
  }

  #isSilent(socket: WebSocket, seat: Seat, nowMs: number): boolean {
    if (nowMs - seat.heardMs < SILENT_MS) return false;
    seat.heardMs = Math.max(seat.heardMs, this.#ctx.getWebSocketAutoResponseTimestamp(socket)?.getTime() ?? 0);
    return nowMs - seat.heardMs >= SILENT_MS;
  }

  closeDevice(uid: number, sn: number | null, error: ErrorName): void {
    for (const [socket, who] of this.#map().get(uid) ?? []) if (sn === null || who.sn === sn) this.drop(socket, error);
  }

  drop(socket: WebSocket, error: ErrorName): void {
    const who = this.of(socket);
    if (who) this.forget(socket, who);
    try {
      socket.close(closeCode(error), error);
    } catch {
      // Already closing: nothing left to say.
    }
  }

  forget(socket: WebSocket, who: Attached): void {
    const sockets = this.#map().get(who.uid);
    sockets?.delete(socket);
    if (sockets?.size === 0) this.#map().delete(who.uid);
  }

  /** [PUSH-1] everything just committed, to everybody here but those who sent all of it. */
  push(effects: Effects): void {
    if (this.#map().size === 0) return;
    const entries = effects.entries.map(({ entry }) => entry);
    const first = entries[0];
    const last = entries.at(-1);
    if (first && last) this.#pushEntries({ mid: first.prevMid, seq: first.seq - 1 }, last, entries);
    for (const { from, meta } of effects.ephemeral) {
      for (const [uid, sockets] of this.#map()) {
        if (uid === from) continue;
        const frame = ephemeralFrame(xidFor(this.#conversation, uid), [meta]);
        for (const socket of sockets.keys()) send(socket, frame);
      }
    }
  }

  #pushEntries(prev: Position, last: Position, entries: Entry[]): void {
    const frames = new Map<number, Uint8Array>();
    const sole = soleAuthor(entries);
    const operations = entries.filter(({ target }) => target > 0);
    for (const [uid, sockets] of this.#map()) {
      const xid = xidFor(this.#conversation, uid);
      const withheld = this.#withheld(uid, operations);
      let frame = withheld ? pushFrame(xid, last, last, []) : frames.get(xid);
      if (!frame) {
        frame = pushFrame(xid, prev, last, entries);
        frames.set(xid, frame);
      }
      for (const [socket, { sn }] of sockets) {
        // Its acks already say where its own entries stand.
        if (sole && sole.uid === uid && sole.sn === sn) continue;
        send(socket, frame);
      }
    }
  }

  #map(): Map<number, Map<WebSocket, Seat>> {
    if (!this.#byUid) {
      this.#byUid = new Map();
      for (const socket of this.#ctx.getWebSockets()) {
        const seat = this.#seat(socket);
        if (seat && socket.readyState === WebSocket.OPEN) this.#remember(socket, seat);
      }
    }
    return this.#byUid;
  }

  #remember(socket: WebSocket, seat: Seat): void {
    const map = this.#map();
    const sockets = map.get(seat.uid);
    if (sockets) sockets.set(socket, seat);
    else map.set(seat.uid, new Map([[socket, seat]]));
  }
}

/** Never trust a hibernated attachment: an older version of this code may have written it. */
function seatOf(socket: WebSocket): Seat | null {
  const value: unknown = socket.deserializeAttachment();
  if (typeof value !== "object" || value === null || !("uid" in value) || !("sn" in value)) return null;
  const heardMs = "heardMs" in value ? Number(value.heardMs) : Date.now();
  return { uid: Number(value.uid), sn: Number(value.sn), heardMs };
}

/** The one device that sent all of these, if it is one. */
function soleAuthor(entries: Entry[]): { uid: number; sn: number } | null {
  const [first] = entries;
  if (!first || entries.some(({ from, sn }) => from !== first.from || sn !== first.sn)) return null;
  return { uid: first.from, sn: first.sn };
}

/** A socket that is going away takes no frames; its client comes back and asks from its position. */
export function send(socket: WebSocket, frame: Uint8Array): void {
  try {
    socket.send(frame);
  } catch {
    // The close event follows and cleans up.
  }
}
