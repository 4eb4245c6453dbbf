import { MAX_FRAME_BYTES, MAX_METAS_PER_FRAME } from "../../../protocol/limits";
import type { ClockPort } from "../api/ports";
import type { ClientError } from "../client-error";
import { fromStatus, numbered } from "../errors/error-table";
import type { Wire } from "../generated/schema";
import { metaBytes } from "../message/compose";
import type { Self } from "../message/read";
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
  flying: boolean;
  /** Its ack is here. */
  landed: () => void;
}

interface Loaded {
  readonly item: Item;
  readonly meta: Uint8Array<ArrayBuffer>;
}

interface Lane {
  readonly items: Item[];
  inFlight: number;
  path: string | null;
  /** Refusals in a row that may pass. */
  pauses: number;
  /** Until a timer says so, and not until a time: clocks are set back. */
  paused: boolean;
}

interface Parts {
  readonly clock: ClockPort;
  readonly random: () => number;
  readonly outboxLimit: number;
  readonly window: number;
  readonly maxRetryDelayMs: number;
  readonly self: Self;
  path(xid: number): Path | null;
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
  readonly #parts: Parts;
  readonly #lanes = new Map<number, Lane>();
  readonly #byMid = new Map<number, Item>();
  #scheduled = false;
  /** Why nothing is taken any more. */
  #over: ClientError | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Why nothing can be pushed now; null when it can. */
  get refusal(): ClientError | null {
    return this.#over ?? (this.#byMid.size < this.#parts.outboxLimit ? null : numbered(406, "outbox full"));
  }

  /** Own sends of this conversation whose place in the log is not known yet. */
  inFlight(xid: number): number {
    return this.#lanes.get(xid)?.inFlight ?? 0;
  }

  push(outgoing: Outgoing): void {
    const { lane: id, key } = outgoing;
    const lane = this.#lane(id);
    const older = key ? lane.items.filter((item) => item.key === key && !item.flying)[0] : undefined;
    if (older) this.#forget(lane, older);
    const item: Item = {
      ...outgoing,
      tries: 0,
      flying: false,
      landed: () => {},
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

  pathUp(): void {
    this.schedule();
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
    this.#lanes.forEach((lane) => {
      if (lane.path !== path) return;
      for (const item of lane.items) item.flying = false;
      lane.inFlight = 0;
      lane.path = null;
    });
    this.schedule();
  }

  /** Settles everything as failed, and takes nothing more. */
  end(error: ClientError): void {
    this.#over = error;
    const items = [...this.#byMid.values()];
    this.#byMid.clear();
    this.#lanes.clear();
    for (const item of items) item.done(error, noAck);
  }

  #lane(id: number): Lane {
    let lane = this.#lanes.get(id);
    if (!lane) {
      lane = { items: [], inFlight: 0, path: null, pauses: 0, paused: false };
      this.#lanes.set(id, lane);
    }
    return lane;
  }

  #landed(lane: Lane, item: Item): void {
    if (item.flying) lane.inFlight--;
    item.flying = false;
    item.landed();
  }

  #forget(lane: Lane, item: Item): void {
    const at = lane.items.indexOf(item);
    if (at >= 0) lane.items.splice(at, 1);
    this.#byMid.delete(item.clientMid);
    if (lane.items.length === 0) this.#lanes.delete(item.lane);
  }

  /** The refused one stays where it was, and everything refused after it as well: order survives the wait. */
  #pause(lane: Lane): void {
    const { clock, random, maxRetryDelayMs } = this.#parts;
    if (lane.paused) return;
    lane.paused = true;
    const delayMs = 100 + Math.floor(random() * Math.min(maxRetryDelayMs, 500 * 2 ** lane.pauses++));
    clock.after(delayMs, () => {
      lane.paused = false;
      this.schedule();
    });
  }

  #flush(): void {
    const frames = new Map<string, { path: Path; items: Loaded[]; room: number }>();
    this.#lanes.forEach((lane, id) => {
      const path = this.#parts.path(Math.abs(id));
      if (!path || lane.inFlight > 0 || lane.paused) return;
      const { items, room } = this.#take(lane);
      let frame = frames.get(path.id);
      if (frame && (frame.room + room < FRAME_ROOM || frame.items.length + items.length > MAX_METAS_PER_FRAME)) {
        sendFrame(frame.path, frame.items);
        frame = undefined;
      }
      if (frame) {
        frame.items.push(...items);
        frame.room += room - FRAME_ROOM;
      } else frames.set(path.id, { path, items, room });
      lane.path = path.id;
    });
    frames.forEach(({ path, items }) => {
      sendFrame(path, items);
    });
  }

  /** What of a lane fits into a frame, and the room it leaves. After a refusal one goes ahead alone. */
  #take(lane: Lane): { items: Loaded[]; room: number } {
    const { window, self } = this.#parts;
    const most = lane.pauses > 0 ? 1 : Math.min(window, MAX_METAS_PER_FRAME);
    const items: Loaded[] = [];
    let room = FRAME_ROOM;
    for (const item of lane.items) {
      const meta = metaBytes(self, item);
      const left = room - meta.length - META_ROOM;
      if (items.length === most || (left < 0 && items.length > 0)) break;
      room = left;
      items.push({ item, meta });
      item.tries++;
      item.flying = true;
    }
    lane.inFlight = items.length;
    return { items, room };
  }
}

/** The frame is answered when the last of its metas is. */
function sendFrame(path: Path, frame: Loaded[]): void {
  const answered = path.send(syncFrame({ metas: frame.map(({ meta }) => meta) }));
  let due = frame.length;
  for (const { item } of frame) {
    item.landed = () => {
      if (--due === 0) answered?.();
    };
  }
}
