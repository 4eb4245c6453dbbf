import type { Conversation, ConversationSummary } from "../api/conversation";
import type { Edit, MessageChange, Origin } from "../api/events";
import type { Message } from "../api/message";
import type { Emitter } from "../emitter";
import { BoundedMap } from "./bounded-map";
import { ConversationState } from "./conversation-state";

/** Conversations that keep more than their last message in memory; the longest unused make room. */
const WARM = 200;

/** All conversations of the user, and the news about them. */
export class Registry {
  readonly #states = new Map<number, ConversationState>();
  readonly #warm = new BoundedMap<ConversationState>(WARM, ({ timeline }) => timeline.trim(1));
  readonly #dirty = new Set<ConversationState>();
  #complete = false;
  readonly #emitter: Emitter;
  readonly #keep: number;
  readonly #handle: (state: ConversationState) => Conversation;

  constructor(emitter: Emitter, keep: number, handle: (state: ConversationState) => Conversation) {
    this.#emitter = emitter;
    this.#keep = keep;
    this.#handle = handle;
  }

  state(xid: number): ConversationState {
    let state = this.#states.get(xid);
    if (!state) {
      state = new ConversationState(xid, this.#keep, this.#handle);
      if (this.#complete) startUnlisted(state);
      this.#states.set(xid, state);
    }
    return state;
  }

  /** The first list is here: what it did not name has no log yet. */
  complete(): void {
    this.#complete = true;
    for (const state of this.all()) startUnlisted(state);
  }

  all(): ConversationState[] {
    return [...this.#states.values()];
  }

  list(): ConversationSummary[] {
    const listed = this.all().filter((state) => state.listed);
    return listed.map((state) => state.summary()).sort((a, b) => b.time - a.time);
  }

  /** A message of somebody else, or of another device of this user. */
  arrived(state: ConversationState, message: Message, origin: Origin): void {
    this.#show(state);
    this.#emitter.emit("message", { conversation: state.handle, message, origin });
  }

  updated(state: ConversationState, message: Message, change: MessageChange, edit?: Edit): void {
    if (change === "queued") this.#show(state);
    else this.touch(state);
    this.#emitter.emit("messageUpdated", { conversation: state.handle, message, change, edit });
  }

  /** The line in the list changed; listeners hear of it once, when the present work is done. */
  touch(state: ConversationState): void {
    if (this.#dirty.size === 0) Promise.resolve().then(() => this.#tell());
    this.#dirty.add(state);
  }

  #show(state: ConversationState): void {
    state.listed = true;
    this.#warm.set(state.xid, state);
    this.touch(state);
  }

  #tell(): void {
    const dirty = [...this.#dirty];
    this.#dirty.clear();
    for (const state of dirty) {
      this.#emitter.emit("conversation", { xid: state.xid, summary: state.listed ? state.summary() : null });
    }
  }
}

/** Two people who have not talked begin at the first entry. A group one gets into has a past, and begins at its tail. */
function startUnlisted({ kind, log }: ConversationState): void {
  if (kind === "direct" && !log.known && !log.gap) log.begin(0, 0);
}
