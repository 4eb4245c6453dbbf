import type { Message } from "../api/message";
import type { ClientError } from "../client-error";
import { decode } from "../codec/codec";
import { operated } from "../delivery/operate";
import type { Outgoing } from "../delivery/outbox";
import type { Parts } from "../delivery/parts";
import { dispatch } from "../delivery/send";
import { numbered } from "../errors/error-table";
import { OPER } from "../message/compose";
import { MESSAGE, messageFrom } from "../message/read";
import { holdLock, isFree } from "../ports/tab-host";

const VERSION = 1;
/** UserCancel: the user does not want it any more. */
const CANCEL = 114;

/** A tuple, because names are shortened differently in every build: what is kept must outlive one. */
type Saved = readonly [
  version: number,
  clientMid: number,
  lane: number,
  ns: number,
  to: number | null,
  payload: Uint8Array,
  time: number,
  guid: string,
  tab: string,
  failed: number,
  reason: string,
];

/** Sends in the vault: put when they enter the outbox, removed when they are settled, and sent again by the next one who opens it. */
export class SavedSends {
  readonly #parts: Parts;
  readonly #write: (clientMid: number, value: Saved | undefined) => void;
  readonly #tab: string;
  readonly #release: () => void;
  /** Client mids that this tab looks after, or has looked after. */
  readonly #mine = new Set<number>();
  /** Of this device: what another one sent is its own business. */
  guid = "";

  constructor(parts: Parts, write: (clientMid: number, value: Saved | undefined) => void) {
    this.#parts = parts;
    this.#write = write;
    this.#tab = `${parts.clock.now().toString(36)}-${parts.random().toString(36).slice(2)}`;
    this.#release = holdLock(lockOf(this.#tab));
    const { outbox, registry } = parts;
    const push = outbox.push.bind(outbox);
    outbox.push = (outgoing) => push(this.#keep(outgoing, parts.clock.now()));
    const updated = registry.updated.bind(registry);
    registry.updated = (state, message, change, edit) => {
      // A failed one that was sent again, as a new one, or thrown away.
      if (change === "removed" && message.mid === 0) this.#forget(Number(message.id.slice(1)));
      updated(state, message, change, edit);
    };
  }

  /** Takes over what this device sent from tabs that are gone, oldest first. */
  async adopt(all: readonly unknown[]): Promise<void> {
    const saved = all.filter(isSaved).filter(([, mid, , , , , , guid]) => guid === this.guid && !this.#mine.has(mid));
    const tabs = [...new Set(saved.map((one) => one[8]))];
    const free = await Promise.all(tabs.map((tab) => isFree(lockOf(tab))));
    const orphans = saved.filter((one) => free[tabs.indexOf(one[8])]).sort((a, b) => a[1] - b[1]);
    for (const orphan of orphans) if (!this.#mine.has(orphan[1])) this.#resume(orphan);
  }

  end(): void {
    this.#release();
  }

  /** Receipts are not kept: the newest one says it all, and it will be sent anyway. */
  #keep(outgoing: Outgoing, timeMs: number): Outgoing {
    if (outgoing.key) return outgoing;
    const { clientMid, lane, ns, to, payload } = outgoing;
    const save = (failed: ClientError | null) =>
      this.#write(clientMid, [
        VERSION,
        clientMid,
        lane,
        ns,
        to,
        payload,
        timeMs,
        this.guid,
        this.#tab,
        failed?.number ?? 0,
        failed?.message ?? "",
      ]);
    this.#mine.add(clientMid);
    save(null);
    return {
      ...outgoing,
      done: (error, ack) => {
        if (error && error.number !== CANCEL && !isOperation(ns, payload)) save(error);
        else this.#forget(clientMid);
        outgoing.done(error, ack);
      },
    };
  }

  #forget(clientMid: number): void {
    this.#write(clientMid, undefined);
  }

  #resume(saved: Saved): void {
    const [, clientMid, lane, ns, to, payload, timestamp, , , failed, reason] = saved;
    const { self, registry, outbox } = this.#parts;
    const state = registry.state(Math.abs(lane));
    if (isOperation(ns, payload)) {
      const outgoing: Outgoing = {
        lane,
        clientMid,
        ns,
        to,
        payload,
        done: (error, ack) => {
          if (!error) operated(this.#parts, state, outgoing, ack);
        },
      };
      return outbox.push(outgoing);
    }
    const from = { uid: self.uid, deviceSN: self.sn };
    const meta = { id: 0, seq: 0, from, to: undefined, timestamp, ns, payload };
    const read = messageFrom(meta, decode("MessageBody", payload), lane, self);
    const message: Message = { ...read, id: `c${clientMid}`, status: "sending" };
    if (!failed) return void dispatch(this.#parts, state, message, { clientMid, payload });
    this.#mine.add(clientMid);
    const shown: Message = { ...message, status: "failed", error: numbered(failed, reason) };
    state.timeline.queue(shown);
    registry.updated(state, shown, "queued");
  }
}

const lockOf = (tab: string): string => `oriole/tab/${tab}`;

const isOperation = (ns: number, payload: Uint8Array): boolean =>
  ns !== MESSAGE || decode("MessageBody", payload).type === OPER;

/** What another version or a broken disk left there is not touched. */
const isSaved = (value: unknown): value is Saved =>
  Array.isArray(value) && value[0] === VERSION && value[5] instanceof Uint8Array && value.length === 11;
