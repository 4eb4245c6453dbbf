import type { Conversation } from "../api/conversation";
import type { ConnectionState } from "../api/events";
import type { SessionSettings } from "../api/options";
import type { SocketPort, StoragePort } from "../api/ports";
import type { ClientError } from "../client-error";
import type { ConversationState } from "../conversation/conversation-state";
import type { Registry } from "../conversation/registry";
import type { Wire } from "../generated/schema";
import type { CatchUp } from "./catch-up";
import type { Context } from "./context";
import type { Outbox } from "./outbox";
import type { Path } from "./path";

/** What a part hears of the session it belongs to. */
export interface Part {
  /** The user is known, and nothing has been dialled: whatever is to be there first. Never rejects. */
  prepare?(token: string, guid: string): Promise<void>;
  /** Conversations have a way to the server that they had not before. */
  pathUp?(): void;
  /** What was asked or sent on this path may be lost. */
  pathDown?(path: string): void;
  wake?(): void;
  /** A page backward, or a refusal that may be the answer to asking for one. */
  answer?(xid: number, answer: Wire["SyncDL"] | ClientError): void;
  /** Nothing will ever leave any more: what waits is settled with the cause. */
  end?(cause: ClientError): void;
}

/** The parts of a session, each of which sees of the others what its own interface names. */
export interface Parts extends SessionSettings, Context {
  socket: SocketPort;
  storage: StoragePort;
  registry: Registry;
  outbox: Outbox;
  catchUp: CatchUp;
  /** A way of a conversation's own, while there is one. */
  ownPath(xid: number): Path | null;
  handle(state: ConversationState): Conversation;
  /** Everything that wants to hear of paths, those of features included. */
  readonly all: Part[];
  inbox: { readonly state: ConnectionState };
  /** A socket of this user's, by the rest of its address. */
  target(rest: string): Promise<{ url: string; protocols: string[] }>;
  frame(command: number, payload: Uint8Array): void;
  pathUp(): void;
  pathDown(path: string): void;
  caughtUp(): void;
}
