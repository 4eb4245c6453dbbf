/** What the object of an app's broadcasts answers. */

import type { Outcome } from "./outcome";

/** One system message to every user of an app. */
export interface BroadcastRequest {
  /** The caller's name for it: a repeated request begins nothing. Null: none. */
  once: string | null;
  /** Encoded MessageBody. */
  payload: Uint8Array;
}

export interface BroadcastState {
  id: number;
  /** Users when it began, and those who have it. */
  total: number;
  reached: number;
  /** ms; finished is 0 while it runs. */
  begun: number;
  finished: number;
}

/** The object that carries out an app's broadcasts; its name is the app. */
export interface BroadcastRpc {
  begin(request: BroadcastRequest): Promise<Outcome<BroadcastState>>;
  /** Newest first. */
  list(limit: number): Promise<BroadcastState[]>;
}
