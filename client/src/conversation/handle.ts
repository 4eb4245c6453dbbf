import type { Conversation, ConversationKind, ConversationPath, ConversationSummary } from "../api/conversation";
import type { Draft, HistoryPage, HistoryQuery, Message, Sending, SendOptions, Sent } from "../api/message";
import { operate, readUpTo, remove, typing } from "../delivery/operate";
import type { Parts } from "../delivery/parts";
import { send } from "../delivery/send";
import { numbered } from "../errors/error-table";
import { APPEND, DELETE, READ_CANCEL, RECALL, REPLACE } from "../message/compose";
import type { ConversationState } from "./conversation-state";

export class ConversationHandle implements Conversation {
  readonly #state: ConversationState;
  readonly #parts: Parts;

  constructor(state: ConversationState, parts: Parts) {
    this.#state = state;
    this.#parts = parts;
  }

  get xid(): number {
    return this.#state.xid;
  }

  get kind(): ConversationKind {
    return this.#state.kind;
  }

  get path(): ConversationPath {
    return this.#parts.direct?.path(this.xid) ? "direct" : "inbox";
  }

  get summary(): ConversationSummary {
    return this.#state.summary();
  }

  messages(): readonly Message[] {
    return this.#state.timeline.all();
  }

  send(message: string | Draft, options?: SendOptions): Sending {
    return send(this.#parts, this.#state, message, options);
  }

  resend(id: string): Sending {
    const failed = this.#failed(id);
    if (!failed) throw numbered(2, "no failed message has this id");
    this.discard(id);
    const { content, ctype, attachment, config, ext } = failed;
    return this.send({ content, ctype, attachment, config, ext });
  }

  discard(id: string): void {
    const failed = this.#failed(id);
    if (!failed) return;
    this.#state.timeline.remove(id);
    this.#parts.registry.updated(this.#state, failed, "removed");
  }

  history(query: HistoryQuery = {}): Promise<HistoryPage> {
    return this.#parts.history(this.#state, query);
  }

  markRead(upTo?: number): Promise<void> {
    return readUpTo(this.#parts, this.#state, upTo);
  }

  markUnread(mid: number): Promise<void> {
    return this.#operate(READ_CANCEL, mid) as Promise<unknown> as Promise<void>;
  }

  typing(on: boolean): void {
    typing(this.#parts, this.#state, on);
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
    return remove(this.#parts, this.#state, everywhere) as Promise<unknown> as Promise<void>;
  }

  readBy(mid: number): readonly number[] {
    return this.#state.readers
      .entries()
      .filter(([, upTo]) => upTo >= mid)
      .map(([uid]) => uid);
  }

  open(): Promise<boolean> {
    return this.#parts.direct?.open(this.#state) ?? Promise.resolve(false);
  }

  close(): void {
    this.#state.timeline.trim();
    this.#parts.direct?.close(this.xid);
  }

  #failed(id: string): Message | null {
    const message = this.#state.timeline.byId(id);
    return message?.status === "failed" ? message : null;
  }

  #operate(type: number, mid: number, change?: string | Draft): Promise<Sent> {
    return operate(this.#parts, this.#state, type, mid, change);
  }
}
