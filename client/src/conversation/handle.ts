import type { Conversation, ConversationPath } from "../api/conversation";
import type { Draft, HistoryPage, HistoryQuery, Sent } from "../api/message";
import type { DirectLinks } from "../delivery/direct-links";
import { readHistory } from "../delivery/history";
import type { HistoryRequests } from "../delivery/history-requests";
import { operate, remove, typing } from "../delivery/operate";
import type { Parts } from "../delivery/parts";
import { APPEND, DELETE, PLAY_ACK, READ_CANCEL, RECALL, REPLACE } from "../message/compose";
import type { ConversationState } from "./conversation-state";
import { CoreHandle } from "./core-handle";

/** What a handle needs beside its state. */
export interface HandleParts extends Parts {
  history: HistoryRequests;
  direct: DirectLinks;
}

export class ConversationHandle extends CoreHandle implements Conversation {
  readonly #parts: HandleParts;

  constructor(state: ConversationState, parts: HandleParts) {
    super(state, parts);
    this.#parts = parts;
  }

  get path(): ConversationPath {
    return this.#parts.direct.path(this.xid) ? "direct" : "inbox";
  }

  history(query: HistoryQuery = {}): Promise<HistoryPage> {
    return readHistory(this.#parts.history, this.state, query, this.parts.self);
  }

  markPlayed(mid: number): Promise<void> {
    return this.#operate(PLAY_ACK, mid) as Promise<unknown> as Promise<void>;
  }

  markUnread(mid: number): Promise<void> {
    return this.#operate(READ_CANCEL, mid) as Promise<unknown> as Promise<void>;
  }

  typing(on: boolean): void {
    typing(this.parts, this.state, on);
  }

  recall(mid: number): Promise<Sent> {
    return this.#operate(RECALL, mid);
  }

  edit(mid: number, change: string | Draft): Promise<Sent> {
    return this.#operate(REPLACE, mid, change);
  }

  append(mid: number, content: string): Promise<Sent> {
    return this.#operate(APPEND, mid, content);
  }

  delete(mid: number): Promise<void> {
    return this.#operate(DELETE, mid) as Promise<unknown> as Promise<void>;
  }

  remove(everywhere = false): Promise<void> {
    return remove(this.#parts, this.state, everywhere) as Promise<unknown> as Promise<void>;
  }

  readBy(mid: number): readonly number[] {
    return this.state.readers
      .entries()
      .filter(([, upTo]) => upTo >= mid)
      .map(([uid]) => uid);
  }

  open(): Promise<boolean> {
    return this.#parts.direct.open(this.state);
  }

  close(): void {
    this.state.timeline.trim();
    this.#parts.direct.close(this.xid);
  }

  #operate(type: number, mid: number, change?: string | Draft): Promise<Sent> {
    return operate(this.#parts, this.state, type, mid, change);
  }
}
