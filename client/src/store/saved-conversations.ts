import type { Message } from "../api/message";
import type { ConversationState } from "../conversation/conversation-state";
import type { Parts } from "../delivery/parts";

const VERSION = 1;
/** How long changes gather, ms: a burst of messages is one write. */
const GATHER_MS = 300;

/** A tuple, because names are shortened differently in every build; a Message is public and keeps its own. */
type Saved = readonly [
  version: number,
  xid: number,
  seq: number,
  mid: number,
  unread: number,
  readMid: number,
  headMid: number,
  headTime: number,
  listed: boolean,
  read: number,
  delivered: number,
  messages: readonly Message[],
];

/**
 * What was last known of conversations. A conversation is written with its position in the log, so that whatever came after
 * it is given again; and the user's own log of notices with every write, since receipts in it change the others.
 */
export class SavedConversations {
  readonly #parts: Parts;
  readonly #messages: number;
  readonly #limit: number;
  readonly #write: (xid: number, value: Saved | undefined) => void;
  readonly #dirty = new Set<ConversationState>();
  /** When each that is kept was last heard of. */
  readonly #times = new Map<number, number>();

  constructor(parts: Parts, messages: number, limit: number, write: (xid: number, value: Saved | undefined) => void) {
    this.#parts = parts;
    this.#messages = messages;
    this.#limit = limit;
    this.#write = write;
    const { registry } = parts;
    const touch = registry.touch.bind(registry);
    registry.touch = (state) => {
      touch(state);
      if (this.#dirty.size === 0) parts.clock.after(GATHER_MS, () => this.#save());
      this.#dirty.add(state);
    };
  }

  restore(all: readonly unknown[]): void {
    for (const saved of all) if (isSaved(saved)) this.#restoreOne(saved);
  }

  #restoreOne(saved: Saved): void {
    const [, xid, seq, mid, unread, readMid, headMid, headTime, listed, read, delivered, messages] = saved;
    const { registry } = this.#parts;
    const state = registry.state(xid);
    if (state.log.known) return;
    state.log.begin(seq, mid);
    for (const message of messages) state.timeline.put(message);
    state.unread.reset(unread, readMid, mid);
    Object.assign(state, { headMid, headTime, listed, read, delivered });
    this.#times.set(xid, state.summary().time);
    if (listed) registry.touch(state);
    this.#dirty.delete(state);
  }

  #save(): void {
    const { registry } = this.#parts;
    for (const state of [...this.#dirty, registry.state(0)]) {
      if (!state.log.known) continue;
      const { xid, log, unread, headMid, headTime, listed, read, delivered } = state;
      // What waits behind its own ack is before the position as well, and would not come again.
      const waiting = state.echoes.map(({ message }) => message);
      const all = state.timeline.committed(this.#messages).concat(waiting);
      const messages = all.sort((a, b) => a.mid - b.mid).slice(-this.#messages);
      const { count, readMid } = unread;
      this.#times.delete(xid);
      this.#times.set(xid, headTime);
      const { seq, mid } = log;
      this.#write(xid, [VERSION, xid, seq, mid, count, readMid, headMid, headTime, listed, read, delivered, messages]);
    }
    this.#dirty.clear();
    for (const [xid] of this.#times) {
      if (this.#times.size <= this.#limit) break;
      this.#times.delete(xid);
      this.#write(xid, undefined);
    }
  }
}

const isSaved = (value: unknown): value is Saved =>
  Array.isArray(value) && value[0] === VERSION && value.length === 12 && Array.isArray(value[11]);
