import type { Row } from "./texts";

/** All rows are in so many texts, by id; a prime, because ids are given in blocks. At 10,000 conversations some 300 rows each. */
const PARTS = 31;
/** One more text has the newest rows once more, so that they can be shown before the others are read: more than a screen. */
export const TOP = PARTS;
const TOP_ROWS = 50;

/** By the place in the log, which grows with time; the user's own log is newer than any mid. */
export const newestFirst = (a: Row, b: Row): number => ageOf(b) - ageOf(a);

const ageOf = ([xid, , mid]: Row): number => (xid ? mid : 1e17);

/** The texts that these conversations are in, from all rows, newest first: no message rewrites the whole list. */
export function listTexts(rows: readonly Row[], xids: readonly number[]): [key: number, text: string][] {
  const texts = new Map([[TOP, rows.slice(0, TOP_ROWS)]]);
  for (const part of new Set(xids.map(partOf))) {
    texts.set(
      part,
      rows.filter(([xid]) => partOf(xid) === part),
    );
  }
  return [...texts].map(([key, some]) => [key, JSON.stringify(some)]);
}

const partOf = (xid: number): number => xid % PARTS;
