/** Reading a conversation. */

import type { Entry, Position } from "./log";

/** One user's view of a conversation: what a hub has to know of it. */
export interface View {
  head: Position;
  headTime: number;
  read: Position;
  unread: number;
  /** How far the other side has read; 0 in groups. */
  peerRead: number;
  /** Nothing at or before this point is shown to the user. */
  cleared: number;
  /** False once the user has left the group. */
  member: boolean;
}

export interface PageRequest {
  uid: number;
  /** Entries after this mid. */
  after: number;
  limit: number;
  /** APPEND as an absolute REPLACE, so that a page may be given twice. */
  absolute?: boolean;
  /** For an existing client, to which a page is news whatever it holds: nothing from before the user joined, body status set. */
  plain?: boolean;
}

export interface Page {
  /** The seq before the first entry covered. */
  prevSeq: number;
  entries: Entry[];
  /** Last entry covered; the page is complete up to here. */
  last: Position;
  head: Position;
}

export interface ResumeRequest {
  uid: number;
  /** Entries after this mid; null: the newest `tail` of them. */
  after: number | null;
  tail: number;
  /** Most entries wanted; 0 asks for the place alone. */
  limit: number;
}

export interface Resumed {
  view: View;
  page: Page;
}

export interface HistoryRequest {
  uid: number;
  /** Entries before this mid; 0 for the newest. */
  before: number;
  limit: number;
}

export interface HistoryPage {
  /** Newest first; no operations, edits merged, body status set. */
  entries: Entry[];
  /** The mid to go on from; 0 at the end. */
  next: number;
}

export interface SearchRequest {
  uid: number;
  /** Folded, see protocol/fold-text.ts. */
  keyword: string;
  /** First and last mid of the stretches to look at, as D1 named them. */
  ranges: { first: number; last: number }[];
  /** Null: any. */
  from: number | null;
  contentType: number | null;
  /** Server time, inclusive. */
  sinceMs: number;
  untilMs: number;
  /** The newest so many of what is found; all where it is left out. */
  limit?: number;
}
