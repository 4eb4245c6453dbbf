/** The texts in the vault: rows of the list, messages of a conversation. */

import type { Message } from "../api/message";

/**
 * What the list shows of a conversation, and where this client stands in it: nothing happens to its messages that would not
 * show here, so the page is written when the row is. A tuple, because names are shortened differently
 * in every build; a Message is public and keeps its own.
 */
export type Row = readonly [
  xid: number,
  seq: number,
  mid: number,
  unread: number,
  readMid: number,
  headMid: number,
  headTime: number,
  listed: boolean,
  read: number,
  delivered: number,
  last: Message | null,
  /** What was cleared, recalled or deleted has no place in this log, and may be in the page alone. */
  cleared: number,
  gone: number,
];
/** Whoever changes a Row changes this number as well: rows of another version are known by it. */
const FIELDS = 13;

export const rowsFrom = (text: unknown): Row[] => valuesOf<Row>(text).filter((row) => row?.length === FIELDS);

/** What a broken disk left there counts as nothing. */
export function valuesOf<Value>(text: unknown): Value[] {
  try {
    return [...JSON.parse(text as string)];
  } catch {
    return [];
  }
}
