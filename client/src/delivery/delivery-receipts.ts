import type { ConversationState } from "../conversation/conversation-state";
import { DELIVER_ACK, operationBody } from "../message/compose";
import { MESSAGE } from "../message/read";
import type { Context } from "./context";
import { submit } from "./operate";

/** How long receipts gather, so that a burst of messages costs one, ms. */
const DELAY_MS = 300;

/** Tells authors of one-to-one messages that they were delivered: the newest of each conversation covers those before. */
export class DeliveryReceipts {
  readonly #context: Context & { readonly deliveryReceipts: boolean };
  readonly #due = new Map<ConversationState, number>();

  constructor(context: Context & { readonly deliveryReceipts: boolean }) {
    this.#context = context;
  }

  add(state: ConversationState, mid: number): void {
    if (!this.#context.deliveryReceipts) return;
    if (this.#due.size === 0) this.#context.clock.after(DELAY_MS, () => this.#send());
    this.#due.set(state, mid);
  }

  /** It was read, which says more. */
  forget(state: ConversationState): void {
    this.#due.delete(state);
  }

  #send(): void {
    this.#due.forEach((mid, state) => {
      if (mid <= state.unread.readMid) return;
      const body = operationBody(DELIVER_ACK, state.xid, mid);
      submit(this.#context, state, MESSAGE, state.xid, body, "delivered");
    });
    this.#due.clear();
  }
}
