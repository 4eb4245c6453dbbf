import type { Message } from "../api/message";
import type { Vault } from "../api/store";
import type { ConversationState } from "../conversation/conversation-state";
import type { Parts } from "../delivery/parts";
import { joined } from "./joined";
import { listTexts, newestFirst, TOP } from "./saved-list";
import { type Row, rowsFrom, valuesOf } from "./texts";

/** How long changes gather, ms: a burst of messages is one write. */
const GATHER_MS = 300;
/** Long enough for the newest lines to be painted before the others take the processor. */
const PAINT_MS = 50;

export type KeptIn = Pick<Vault, "read" | "write">;

/** Where it is kept, and who is told that it cannot be. */
export interface Shelf {
  /** Null: not open, or never will be. */
  readonly vault: KeptIn | null;
  readonly written: (thrown?: unknown) => void;
}

/**
 * What was last known of conversations: a row each in the list, all of which are in memory, and a page of messages each, which
 * comes into memory when somebody looks at it. The row has the position in the log and is written after the page, so that
 * whatever came after it is given again; the user's own log of notices is written every time, since receipts in it
 * change the others.
 */
export class SavedConversations {
  readonly #parts: Parts;
  readonly #shelf: Shelf;
  readonly #limit: number;
  readonly #messages: number;
  /** Never empty before the first save(): until all rows are here, no timer may write those that are. */
  readonly #dirty = new Set<ConversationState>();
  /** What the vault has, as far as this tab knows. */
  readonly #rows = new Map<number, Row>();
  /** Restored, and their pages not read. */
  readonly #asleep = new Set<ConversationState>();
  /** Those whose messages somebody asked for. */
  readonly #opened = new Set<ConversationState>();

  constructor(parts: Parts, shelf: Shelf, limit: number, messages: number) {
    this.#parts = parts;
    this.#shelf = shelf;
    this.#limit = limit;
    this.#messages = messages;
    const { registry, handle } = parts;
    const touch = registry.touch.bind(registry);
    registry.touch = (state) => {
      touch(state);
      if (this.#dirty.size === 0) parts.clock.after(GATHER_MS, () => void this.save());
      this.#dirty.add(state);
    };
    parts.handle = (state) => {
      const made = handle(state);
      const { messages } = made;
      made.messages = () => {
        this.#open(state);
        return messages.call(made);
      };
      return made;
    };
    this.#dirty.add(registry.state(0));
  }

  /** The newest lines first, then all; what the server was faster to tell about stays as it is. */
  async restore(vault: KeptIn): Promise<void> {
    for (const keys of [[TOP], undefined]) {
      for (const row of (await vault.read("list", keys)).flatMap(rowsFrom)) this.#restoreOne(row);
      if (keys) await new Promise<void>((painted) => void this.#parts.clock.after(PAINT_MS, painted));
    }
  }

  /** Writes what changed. Called once when all is restored, and from then on by itself. */
  async save(): Promise<void> {
    const { vault } = this.#shelf;
    if (!vault) return;
    const changed: (readonly [ConversationState, readonly Message[], Row | undefined])[] = [];
    for (const state of this.#dirty.add(this.#parts.registry.state(0))) {
      const held = this.#held(state);
      const row = rowOf(state, held);
      const before = this.#rows.get(state.xid);
      if (!state.log.known || (before && row.every((value, at) => value === before[at]))) continue;
      this.#rows.set(state.xid, row);
      changed.push([state, held, before]);
      // Its last message is gone, and those before are not in memory.
      if (before && held.length === 0) this.#open(state);
    }
    this.#dirty.clear();
    if (changed.length === 0) return;
    const rows = [...this.#rows.values()].sort(newestFirst);
    // The user's own log, which is first, does not count.
    const quiet = rows.splice(this.#limit + 1).map(([xid]) => xid);
    for (const xid of quiet) this.#rows.delete(xid);
    const xids = changed.map(([{ xid }]) => xid);
    try {
      const texts = await vault.read("conversations", xids);
      const pages = changed.map(([state, held, before], at): [number, string] => {
        // What memory does not come from, it does not continue.
        const messages = joined(before ? valuesOf(texts[at]) : [], held, state);
        return [state.xid, JSON.stringify(messages.slice(-this.#messages))];
      });
      await vault.write("conversations", pages, quiet);
      await vault.write("list", listTexts(rows, xids.concat(quiet)), []);
      this.#shelf.written();
    } catch (thrown) {
      // News again the next time.
      for (const [{ xid }, , before] of changed) {
        if (before) this.#rows.set(xid, before);
        else this.#rows.delete(xid);
      }
      this.#shelf.written(thrown);
    }
  }

  /** Somebody asks for its messages: those of its page come into memory, and a `conversation` event tells that they did. */
  #open(state: ConversationState): void {
    this.#opened.add(state);
    if (!this.#asleep.delete(state)) return;
    const { xid, timeline } = state;
    this.#shelf.vault
      ?.read("conversations", [xid])
      .then(([text]) => {
        const held = timeline.committed(this.#messages);
        const all = joined(valuesOf(text), held, state);
        for (const message of all) if (!timeline.get(message.mid)) timeline.put(message);
        if (all.length > held.length) this.#parts.registry.touch(state);
      })
      .catch(this.#shelf.written);
  }

  #restoreOne(row: Row): void {
    const [xid, seq, mid, unread, readMid, headMid, headTime, listed, read, delivered, last] = row;
    const { registry } = this.#parts;
    const state = registry.state(xid);
    if (state.log.known) return;
    state.log.begin(seq, mid);
    if (last) state.timeline.put(last);
    state.unread.reset(unread, readMid, mid);
    Object.assign(state, { headMid, headTime, listed, read, delivered });
    this.#rows.set(xid, rowOf(state, this.#held(state)));
    this.#asleep.add(state);
    if (listed) registry.touch(state);
    // Asked for before anything was here.
    if (this.#opened.has(state)) this.#open(state);
  }

  #held({ timeline, echoes }: ConversationState): readonly Message[] {
    // What waits behind its own ack is before the position as well, and would not come again.
    const waiting = echoes.map(({ message }) => message);
    const all = timeline.committed(this.#messages).concat(waiting);
    return all.sort((a, b) => a.mid - b.mid).slice(-this.#messages);
  }
}

function rowOf(state: ConversationState, held: readonly Message[]): Row {
  const { xid, log, unread, headMid, headTime, listed, read, delivered, timeline, gone } = state;
  const { seq, mid } = log;
  const { count, readMid } = unread;
  const last = held[held.length - 1] ?? null;
  const [goneMid = 0, newest] = gone.entries().pop() ?? [];
  // The same message may be gone once more: recalled, then deleted.
  const goneLast = newest?.deleted ? -goneMid : goneMid;
  return [xid, seq, mid, count, readMid, headMid, headTime, listed, read, delivered, last, timeline.cleared, goneLast];
}
