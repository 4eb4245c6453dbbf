/** Entries of a conversation's log. */

/** A point in a conversation's log; both 0 before its first entry. */
export interface Position {
  mid: number;
  seq: number;
}

/** What one entry of a log is, as far as delivery cares. */
export interface Entry extends Position {
  /** The mid before this one in the log; 0 for the first. */
  prevMid: number;
  /** Author, and the serial of the device it came from (0: REST). */
  from: number;
  sn: number;
  /** Counts as unread for the others. */
  counts: boolean;
  /** The mid an operation acts on; 0 for messages. */
  target: number;
  /** Server time, ms. */
  time: number;
  /** The encoded Meta as every viewer gets it; absent when nothing is left to show (recalled, expired). */
  meta?: Uint8Array;
}
