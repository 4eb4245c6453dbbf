/** Carries what was committed to the hubs of those who take part: one call a hub and batch, none for parked users. */

import { blockOf } from "../../protocol/ids";
import { BatchQueue } from "../batch-queue";
import type { Delivered, Delivery, Entry, Notice, Position, Recipient } from "../rpc";
import type { Effects } from "./effects";

/** Entries that one call carries at most. */
const MAX_ENTRIES = 256;

export interface FanoutPort {
  /** Who takes part, and where each began to see entries. */
  participants(): Iterable<{ uid: number; joinedMid: number }>;
  /** Serials of the user's devices on direct sockets. */
  attached(uid: number): number[];
  /**
   * Not all of a batch with these operations is for this user: it gets the head, and pulls pages in which the rest is not
   * shown.
   */
  withheld(uid: number, operations: readonly Entry[]): boolean;
  head(): Position;
  deliver(block: number, delivery: Delivery): Promise<Delivered>;
  /** A hub has these. */
  taken(notices: Notice[]): void;
  gaveUp(block: number, error: unknown, notices: Notice[]): void;
}

type Load =
  | { is: "entry"; entry: Entry; echo: boolean }
  | { is: "ephemeral"; ephemeral: Effects["ephemeral"][number] }
  | { is: "notice"; notice: Notice }
  /** The head, for one user or for everybody. */
  | { is: "announce"; uid?: number };

export class Fanout {
  readonly #conversation: string;
  readonly #port: FanoutPort;
  readonly #queues = new Map<number, BatchQueue<Load>>();
  /** Users whose hub said that nobody there needs this conversation. A cache: losing it costs one call. */
  readonly #parked = new Set<number>();
  /** By hub, for each call that is out: users who came back meanwhile, whose return is newer than its answer. */
  readonly #awake = new Map<number, Set<Set<number>>>();
  readonly #unconfirmed = new Set<number>();
  #blocks: Map<number, { uid: number; joinedMid: number }[]> | null = null;

  constructor(conversation: string, port: FanoutPort) {
    this.#conversation = conversation;
    this.#port = port;
  }

  /** The hub wants deliveries for this user again, or a direct socket of the user went away. */
  unpark(uid: number): void {
    this.#parked.delete(uid);
    for (const call of this.#awake.get(blockOf(uid)) ?? []) call.add(uid);
  }

  /** Call when somebody joins or leaves. */
  membersChanged(): void {
    this.#blocks = null;
  }

  get idle(): boolean {
    for (const queue of this.#queues.values()) if (!queue.idle) return false;
    return true;
  }

  push(effects: Effects): void {
    if (effects.entries.length > 0 || effects.ephemeral.length > 0) {
      for (const block of this.#byBlock().keys()) {
        if (!this.#anyNeeds(block, effects)) continue;
        for (const { entry, echo } of effects.entries) this.#queue(block).push({ is: "entry", entry, echo });
        for (const ephemeral of effects.ephemeral) this.#queue(block).push({ is: "ephemeral", ephemeral });
      }
    }
    this.notify(effects.notices);
  }

  notify(notices: readonly Notice[]): void {
    for (const notice of notices) this.#queue(blockOf(notice.uid)).push({ is: "notice", notice });
  }

  /**
   * Runs a hub's own call, and hands what the hub has to deliver of it back with the answer instead of calling the hub in
   * turn. An answer can get lost where a call would be repeated, so the hub counts as unconfirmed until `confirm`.
   */
  async answering<T>(block: number, work: () => Promise<T>): Promise<{ result: T; delivery: Delivery | null }> {
    const queue = this.#queue(block);
    queue.hold();
    try {
      const result = await work();
      const loads = queue.takeAll(({ is }) => is === "entry" || is === "ephemeral");
      const delivery = loads.length > 0 ? this.#deliveryOf(block, loads) : null;
      if (delivery) this.#unconfirmed.add(block);
      return { result, delivery };
    } finally {
      queue.release();
    }
  }

  /** Tells the hubs that got deliveries with answers where the log stands; one that lost them will ask. */
  async confirm(): Promise<void> {
    const blocks = [...this.#unconfirmed];
    this.#unconfirmed.clear();
    try {
      await Promise.all(blocks.map((block) => this.#send(block, [{ is: "announce" }])));
    } catch (error) {
      for (const block of blocks) this.#unconfirmed.add(block);
      throw error;
    }
  }

  /** Tells every hub where the log stands: after a restart nobody knows what the old process still delivered. */
  announce(): void {
    for (const block of this.#byBlock().keys()) this.#queue(block).push({ is: "announce" });
  }

  /** The same for one user: what was pushed to a direct socket just before it closed may never have arrived. */
  announceTo(uid: number): void {
    this.#queue(blockOf(uid)).push({ is: "announce", uid });
  }

  #byBlock(): Map<number, { uid: number; joinedMid: number }[]> {
    if (!this.#blocks) {
      this.#blocks = new Map();
      for (const { uid, joinedMid } of this.#port.participants()) {
        const block = blockOf(uid);
        const users = this.#blocks.get(block);
        if (users) users.push({ uid, joinedMid });
        else this.#blocks.set(block, [{ uid, joinedMid }]);
      }
    }
    return this.#blocks;
  }

  #anyNeeds(block: number, effects: Effects): boolean {
    const users = this.#byBlock().get(block) ?? [];
    return users.some(
      ({ uid }) =>
        !this.#parked.has(uid) &&
        (effects.entries.some(({ entry, echo }) => entry.from !== uid || echo) ||
          effects.ephemeral.some(({ from }) => from !== uid)),
    );
  }

  #queue(block: number): BatchQueue<Load> {
    let queue = this.#queues.get(block);
    if (!queue) {
      queue = new BatchQueue<Load>((loads) => this.#send(block, loads), {
        limit: MAX_ENTRIES,
        giveUpAfter: 8,
        onGiveUp: (loads, error) => this.#port.gaveUp(block, error, noticesOf(loads)),
        onIdle: () => this.#queues.delete(block),
      });
      this.#queues.set(block, queue);
    }
    return queue;
  }

  async #send(block: number, loads: Load[]): Promise<void> {
    const delivery = this.#deliveryOf(block, loads);
    if (!delivery) return;
    const awake = new Set<number>();
    const calls = this.#awake.get(block) ?? new Set();
    this.#awake.set(block, calls.add(awake));
    const { park } = await this.#port.deliver(block, delivery).finally(() => calls.delete(awake));
    if (delivery.notices) this.#port.taken(delivery.notices);
    for (const uid of park) if (!awake.has(uid)) this.#parked.add(uid);
  }

  #deliveryOf(block: number, loads: Load[]): Delivery | null {
    const entries: Entry[] = [];
    const echoed = new Set<number>();
    const ephemeral: Effects["ephemeral"] = [];
    const notices: Notice[] = [];
    const announced = new Set<number>();
    let everybody = false;
    for (const load of loads) {
      if (load.is === "entry") {
        entries.push(load.entry);
        if (load.echo) echoed.add(load.entry.from);
      } else if (load.is === "ephemeral") ephemeral.push(load.ephemeral);
      else if (load.is === "notice") notices.push(load.notice);
      else if (load.uid !== undefined) announced.add(load.uid);
      else everybody = true;
    }
    const needs = (uid: number) =>
      everybody ||
      announced.has(uid) ||
      echoed.has(uid) ||
      entries.some((entry) => entry.from !== uid) ||
      ephemeral.some(({ from }) => from !== uid);
    const recipients = this.#recipients(block, entries, needs);
    if (recipients.length === 0 && notices.length === 0) return null;
    const first = entries[0];
    const head = this.#port.head();
    return {
      conversation: this.#conversation,
      prev: first ? { mid: first.prevMid, seq: first.seq - 1 } : head,
      head,
      entries,
      recipients,
      ...(ephemeral.length > 0 ? { ephemeral } : {}),
      ...(notices.length > 0 ? { notices } : {}),
    };
  }

  #recipients(block: number, entries: Entry[], needs: (uid: number) => boolean): Recipient[] {
    const first = entries[0];
    // Once for all: a batch of messages alone has none, and a group 10,000 members to ask for.
    const operations = entries.filter(({ target }) => target > 0);
    const recipients: Recipient[] = [];
    for (const { uid, joinedMid } of this.#byBlock().get(block) ?? []) {
      if (this.#parked.has(uid) || !needs(uid)) continue;
      const attached = this.#port.attached(uid);
      recipients.push({
        uid,
        ...(attached.length > 0 ? { attached } : {}),
        // Somebody who joined in the middle of the batch must not get what came before: the head alone, to pull from.
        ...(first && (joinedMid >= first.mid || this.#port.withheld(uid, operations)) ? { headOnly: true } : {}),
      });
    }
    return recipients;
  }
}

function noticesOf(loads: readonly Load[]): Notice[] {
  return loads.flatMap((load) => (load.is === "notice" ? [load.notice] : []));
}
