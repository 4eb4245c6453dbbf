/** What conversations hand to hubs. */

import type { Entry, Position } from "./log";
import type { Notice } from "./notice";

/** One user's part of a delivery. */
export interface Recipient {
  uid: number;
  /** Serials of the user's devices that got it on their direct sockets. */
  attached?: number[];
  /** Give this user the head and not the entries. */
  headOnly?: boolean;
}

/** What a conversation hands to a hub. */
export interface Delivery {
  /** Conversation key without the app. */
  conversation: string;
  /** What precedes the first entry. */
  prev: Position;
  head: Position;
  /** In order, without gaps; empty to announce the head alone. */
  entries: Entry[];
  /** Typing and the like: shown to connected devices, never stored, no place in the order. */
  ephemeral?: { from: number; sn: number; meta: Uint8Array }[];
  recipients: Recipient[];
  notices?: Notice[];
}

export interface Delivered {
  /** Users with no device here that needs this conversation: do not call for them until they ask. */
  park: number[];
}
