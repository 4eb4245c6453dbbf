import { MAX_FRAME_BYTES, MAX_METAS_PER_FRAME } from "../../../protocol/limits";
import type { ClockPort } from "../api/ports";
import type { ClientError } from "../client-error";
import { fromStatus, numbered } from "../errors/error-table";
import type { Wire } from "../generated/schema";
import { syncFrame } from "./frames";
import type { Path } from "./path";

/** Room for the envelope around the metas of a full frame. */
const FRAME_ROOM = MAX_FRAME_BYTES - 64;
/** Tag and length of one meta in it. */
const META_ROOM = 6;

/** Something to send. */
export interface Outgoing {
  /**
   * What it must not overtake, nor be overtaken by: the conversation for what changes it, the conversation's negative for
   * receipts. Its absolute value says which path it takes.
   */
  readonly lane: number;
  readonly clientMid: number;
  readonly ns: number;
  /** Addressee of the meta; null is the user itself. */
  readonly to: number | null;
  readonly payload: Uint8Array;
  /** Of several that wait with one key only the newest matters; the others share its fate. */
  readonly key?: string;
  /** Called once, when it is committed or refused for good. */
  done(error: ClientError | null, ack: Wire["Ack"]): void;
}

interface Item extends Outgoing {
  tries: number;
  /** 0: not in flight. */
  sentMs: number;
}

interface Lane {
  readonly items: Item[];
  inFlight: number;
  path: string | null;
  /** Refusals in a row that may pass. */
  pauses: number;
  pausedUntilMs: number;
}

export interface OutboxHost {
  path(xid: number): Path | null;
  encode(item: Outgoing): Uint8Array<ArrayBuffer>;
  /** Acks of this path are overdue. */
  stalled(path: string): void;
}

export interface OutboxSettings {
  readonly clock: ClockPort;
  readonly random: () => number;
  readonly outboxLimit: number;
  readonly window: number;
  readonly timeoutMs: number;
  readonly maxRetryDelayMs: number;
}

const noAck: Wire["Ack"] = {
  client_mid: 0,
  status: undefined,
  server_mid: 0,
  server_time: 0,
  seq: 0,
  edit_timestamp: 0,
};

/**
 * Sends that are not settled yet, in order per lane. A lane has one frame in flight: what comes meanwhile goes together in
 * the next one. So a refusal that may pass never lets a later send through before an earlier one, and no send overtakes
 * another when the conversation changes its socket. What is in flight when a path goes down is sent again with the same
 * client mid; the server recognises it ([INV-2]).
 */
export class Outbox {
  readonly #settings: OutboxSettings;
  readonly #host: OutboxHost;
  readonly #lanes = new Map<number, Lane>();
  readonly #byMid = new Map<number, Item>();
  /** In flight by path. */
  readonly #flying = new Map<string, number>();
  #scheduled = false;
  #watching: (() => void) | null = null;

  constructor(settings: OutboxSettings, host: OutboxHost) {
    this.#settings = settings;
    this.#host = host;
  }

  get full(): boolean {
    return this.#byMid.size >= this.#settings.outboxLimit;
  }

  /** Own sends of this conversation whose place in the log is not known yet. */
  inFlight(xid: number): number {
    return this.#lanes.get(xid)?.inFlight ?? 0;
  }

  push(outgoing: Outgoing): void {
    const { lane: id, key } = outgoing;
    const lane = this.#lane(id);
    const older = key ? lane.items.filter((item) => item.key === key && item.sentMs === 0)[0] : undefined;
    if (older) this.#forget(lane, older);
    const item: Item = {
      ...outgoing,
      tries: 0,
      sentMs: 0,
      done(error, ack) {
        older?.done(error, ack);
        outgoing.done(error, ack);
      },
    };
    lane.items.push(item);
    this.#lanes.set(id, lane);
    this.#byMid.set(item.clientMid, item);
    this.schedule();
  }

  /** Takes out what has never left; false when it may have. */
  cancel(clientMid: number, error = numbered(114)): boolean {
    const item = this.#byMid.get(clientMid);
    if (!item || item.tries > 0) return false;
    this.#forget(this.#lane(item.lane), item);
    item.done(error, noAck);
    return true;
  }

  /** Sends what can be sent, at the end of this turn: what one turn queues shares frames. */
  schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    Promise.resolve().then(() => {
      this.#scheduled = false;
      this.#flush();
    });
  }

  acked(ack: Wire["Ack"]): void {
    const item = this.#byMid.get(ack.client_mid);
    // Typing, or the second ack of something sent twice.
    if (!item) return;
    const lane = this.#lane(item.lane);
    const refusal = ack.status && ack.status.code !== 1 ? fromStatus(ack.status) : null;
    this.#landed(lane, item);
    if (refusal?.retryable) this.#pause(lane);
    else {
      if (!refusal) lane.pauses = 0;
      this.#forget(lane, item);
      item.done(refusal, ack);
    }
    this.schedule();
  }

  /** What was in flight on this path may be lost: it goes first when the conversation has a path again. */
  pathDown(path: string): void {
    this.#flying.delete(path);
    this.#lanes.forEach((lane) => {
      if (lane.path !== path) return;
      for (const item of lane.items) item.sentMs = 0;
      lane.inFlight = 0;
      lane.path = null;
    });
    this.schedule();
  }

  /** Settles everything as failed. */
  clear(error: ClientError): void {
    const items = Array.from(this.#byMid.values());
    this.#byMid.clear();
    this.#lanes.clear();
    this.#flying.clear();
    this.#watching?.();
    this.#watching = null;
    for (const item of items) item.done(error, noAck);
  }

  #lane(id: number): Lane {
    let lane = this.#lanes.get(id);
    if (!lane) {
      lane = { items: [], inFlight: 0, path: null, pauses: 0, pausedUntilMs: 0 };
      this.#lanes.set(id, lane);
    }
    return lane;
  }

  #landed(lane: Lane, item: Item): void {
    if (item.sentMs === 0 || lane.path === null) return;
    item.sentMs = 0;
    lane.inFlight--;
    this.#flying.set(lane.path, (this.#flying.get(lane.path) ?? 1) - 1);
  }

  #forget(lane: Lane, item: Item): void {
    const at = lane.items.indexOf(item);
    if (at >= 0) lane.items.splice(at, 1);
    this.#byMid.delete(item.clientMid);
    if (lane.items.length === 0) this.#lanes.delete(item.lane);
  }

  /** The refused one stays where it was, and everything refused after it as well: order survives the wait. */
  #pause(lane: Lane): void {
    const { clock, random, maxRetryDelayMs } = this.#settings;
    if (lane.pausedUntilMs > clock.now()) return;
    const delayMs = 100 + Math.floor(random() * Math.min(maxRetryDelayMs, 500 * 2 ** lane.pauses++));
    lane.pausedUntilMs = clock.now() + delayMs;
    clock.after(delayMs, () => this.schedule());
  }

  #flush(): void {
    const batches = new Map<string, { path: Path; metas: Uint8Array<ArrayBuffer>[] }>();
    this.#lanes.forEach((lane, id) => {
      const path = this.#host.path(Math.abs(id));
      if (!path || lane.inFlight > 0 || lane.pausedUntilMs > this.#settings.clock.now()) return;
      const batch = batches.get(path.id) ?? { path, metas: [] };
      batches.set(path.id, batch);
      this.#take(lane, path.id, batch.metas);
    });
    batches.forEach(({ path, metas }) => {
      this.#send(path, metas);
    });
    this.#watch();
  }

  /** One frame of a lane at most. After a refusal one goes ahead alone. */
  #take(lane: Lane, path: string, metas: Uint8Array<ArrayBuffer>[]): void {
    const { window, clock } = this.#settings;
    let room = FRAME_ROOM;
    for (const item of lane.items) {
      const flying = this.#flying.get(path) ?? 0;
      const meta = this.#host.encode(item);
      room -= meta.length + META_ROOM;
      const full = room < 0 || lane.inFlight === (lane.pauses > 0 ? 1 : MAX_METAS_PER_FRAME);
      if (flying >= window || (full && lane.inFlight > 0)) break;
      metas.push(meta);
      item.tries++;
      item.sentMs = clock.now();
      lane.path = path;
      lane.inFlight++;
      this.#flying.set(path, flying + 1);
    }
  }

  #send(path: Path, metas: Uint8Array<ArrayBuffer>[]): void {
    let frame: Uint8Array<ArrayBuffer>[] = [];
    let room = FRAME_ROOM;
    for (const meta of metas) {
      const size = meta.length + META_ROOM;
      if (frame.length === MAX_METAS_PER_FRAME || (size > room && frame.length > 0)) {
        path.send(syncFrame({ metas: frame }));
        frame = [];
        room = FRAME_ROOM;
      }
      frame.push(meta);
      room -= size;
    }
    if (frame.length > 0) path.send(syncFrame({ metas: frame }));
  }

  /** A socket that takes sends and acks none is dead, whatever its heartbeat says. */
  #watch(): void {
    if (this.#watching || this.#byMid.size === 0) return;
    const { clock, timeoutMs } = this.#settings;
    this.#watching = clock.after(timeoutMs, () => {
      this.#watching = null;
      const overdue = new Set<string>();
      this.#lanes.forEach(({ path, items }) => {
        const late = items.some(({ sentMs }) => sentMs > 0 && clock.now() - sentMs >= timeoutMs);
        if (late && path !== null) overdue.add(path);
      });
      overdue.forEach((path) => {
        this.#host.stalled(path);
      });
      this.#watch();
    });
  }
}
