/** One page of a list that was asked for one more row than the page holds. */

export function pageOf<Row, Shown>(
  rows: readonly Row[],
  limit: number,
  view: (row: Row) => Shown,
  cursorOf: (row: Row) => string,
): { data: Shown[]; cursor?: string } {
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { data: page.map(view), ...(last === undefined ? {} : { cursor: cursorOf(last) }) };
}
