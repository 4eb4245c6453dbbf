/** One page of a list that was asked for one more row than the page holds. */

import { z } from "zod";
import { whole } from "../parameters";

/** `version` of lists, in and out: reserved by the original, whose clients do without it as well. */
export const reservedVersion = whole.default(0);

/** The last page has no cursor. `total` counts the rows of all pages. */
export const pageShape = <Item extends z.ZodType>(item: Item) =>
  z.object({ data: z.array(item), cursor: z.string().optional(), total: z.int(), version: z.literal(0) });

export function pageOf<Row, Shown>(
  rows: readonly Row[],
  limit: number,
  view: (row: Row) => Shown,
  cursorOf: (row: Row) => string,
): { data: Shown[]; cursor?: string; version: 0 } {
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { data: page.map(view), ...(last === undefined ? {} : { cursor: cursorOf(last) }), version: 0 };
}
