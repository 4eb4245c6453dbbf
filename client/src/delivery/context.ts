import type { Origin } from "../api/events";
import type { ClockPort } from "../api/ports";
import type { ConversationState } from "../conversation/conversation-state";
import type { Registry } from "../conversation/registry";
import type { Emitter } from "../emitter";
import type { Wire } from "../generated/schema";
import type { Self } from "../message/read";
import type { ClientMids } from "../mids";
import type { Outbox } from "./outbox";
import type { Path } from "./path";

/** What the rules of delivery work on: the state of a session, and the few things they cause elsewhere. */
export interface Context {
  readonly registry: Registry;
  readonly emitter: Emitter;
  readonly self: Self;
  readonly mids: ClientMids;
  readonly clock: ClockPort;
  readonly outbox: Outbox;
  /** A gap, or a log that goes on after `head`. */
  readonly catchUp: { want(state: ConversationState, head: number): void };
  /** Messages for which their author gets a delivery receipt. */
  receipts: { add(state: ConversationState, mid: number): void; forget(state: ConversationState): void };
  /** Tells of a notice, when somebody wants to know. */
  notice(meta: Wire["Meta"], origin: Origin): void;
  path(xid: number): Path | null;
  /** Something is missing that only the list tells: where a conversation begins, how much of it is unread. */
  askList(): void;
}
