import type { Conversation, ConversationKind, ConversationPath, ConversationSummary } from "../api/conversation";
import type { Draft, HistoryPage, HistoryQuery, Message, Sending, SendOptions, Sent } from "../api/message";
import type { Outbound } from "../delivery/outbound";
import { numbered } from "../errors/error-table";
import { Op } from "../message/compose";
import type { ConversationState } from "./conversation-state";
import type { Registry } from "./registry";

/** What a handle needs beside its state. */
export interface HandleHost {
  readonly outbound: Outbound;
  readonly registry: Registry;
  history(state: ConversationState, query: HistoryQuery): Promise<HistoryPage>;
  path(xid: number): ConversationPath;
  open(state: ConversationState): Promise<boolean>;
  close(state: ConversationState): void;
}

export class ConversationHandle implements Conversation {
  readonly #state: ConversationState;
  readonly #host: HandleHost;

  constructor(state: ConversationState, host: HandleHost) {
    this.#state = state;
    this.#host = host;
  }

  get xid(): number {
    return this.#state.xid;
  }

  get kind(): ConversationKind {
    return this.#state.kind;
  }

  get path(): ConversationPath {
    return this.#host.path(this.xid);
  }

  get summary(): ConversationSummary {
    return this.#state.summary();
  }

  messages(): readonly Message[] {
    return this.#state.timeline.all();
  }

  send(message: string | Draft, options?: SendOptions): Sending {
    return this.#host.outbound.send(this.#state, message, options);
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
    this.#host.registry.updated(this.#state, failed, "removed");
  }

  history(query: HistoryQuery = {}): Promise<HistoryPage> {
    return this.#host.history(this.#state, query);
  }

  markRead(upTo?: number): Promise<void> {
    return this.#host.outbound.read(this.#state, upTo);
  }

  markUnread(mid: number): Promise<void> {
    return this.#operate(Op.readCancel, mid).then(() => {});
  }

  typing(on: boolean): void {
    this.#host.outbound.typing(this.#state, on);
  }

  recall(mid: number): Promise<Sent> {
    return this.#operate(Op.recall, mid);
  }

  edit(mid: number, content: string): Promise<Sent> {
    return this.#operate(Op.replace, mid, content);
  }

  append(mid: number, content: string): Promise<Sent> {
    return this.#operate(Op.append, mid, content);
  }

  delete(mid: number): Promise<void> {
    return this.#operate(Op.delete, mid).then(() => {});
  }

  remove(everywhere = false): Promise<void> {
    return this.#host.outbound.remove(this.#state, everywhere).then(() => {});
  }

  readBy(mid: number): readonly number[] {
    return this.#state.readers
      .entries()
      .filter(([, upTo]) => upTo >= mid)
      .map(([uid]) => uid);
  }

  open(): Promise<boolean> {
    return this.#host.open(this.#state);
  }

  close(): void {
    this.#state.timeline.trim();
    this.#host.close(this.#state);
  }

  #failed(id: string): Message | null {
    const message = this.#state.timeline.byId(id);
    return message?.status === "failed" ? message : null;
  }

  #operate(type: number, mid: number, content?: string): Promise<Sent> {
    return this.#host.outbound.operate(this.#state, type, mid, content);
  }
}
