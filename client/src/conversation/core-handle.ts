import type { ConversationCore, ConversationKind, ConversationSummary } from "../api/conversation";
import type { Draft, Message, Sending, SendOptions } from "../api/message";
import { readUpTo } from "../delivery/operate";
import type { Parts } from "../delivery/parts";
import { send } from "../delivery/send";
import type { ConversationState } from "./conversation-state";

/** What every page has of a conversation. */
export class CoreHandle implements ConversationCore {
  protected readonly state: ConversationState;
  protected readonly parts: Parts;

  constructor(state: ConversationState, parts: Parts) {
    this.state = state;
    this.parts = parts;
  }

  get xid(): number {
    return this.state.xid;
  }

  get kind(): ConversationKind {
    return this.state.kind;
  }

  get summary(): ConversationSummary {
    return this.state.summary();
  }

  messages(): readonly Message[] {
    return this.state.timeline.all();
  }

  send(message: string | Draft, options?: SendOptions): Sending {
    return send(this.parts, this.state, message, options);
  }

  resend(id: string): Sending {
    const sending = this.send(this.#failed(id) as Draft);
    // Unless it was refused at once: the failed one is all there is then.
    if (this.state.timeline.byId(sending.id)) this.discard(id);
    return sending;
  }

  discard(id: string): void {
    const failed = this.#failed(id);
    if (!failed) return;
    this.state.timeline.remove(id);
    this.parts.registry.updated(this.state, failed, "removed");
  }

  markRead(upTo?: number): Promise<void> {
    return readUpTo(this.parts, this.state, upTo);
  }

  #failed(id: string): Message | null {
    const message = this.state.timeline.byId(id);
    return message?.status === "failed" ? message : null;
  }
}
