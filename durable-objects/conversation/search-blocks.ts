/**
 * The searchable texts of a conversation as D1 gets them: of each 32 numbers of the log, once it has them all, one row with
 * their folded texts. Which entries share a row follows from their numbers alone, so a row can be made again at any time.
 */

import { pb } from "../../protocol/codec";
import { decode } from "../../protocol/frames";
import { searchableText } from "../../protocol/searchable-text";
import type { Log, LogRow } from "./log";

/** Entries a row stands for. Never to change: rows are found by it. */
export const ENTRIES_PER_BLOCK = 32;

/**
 * D1 takes 2 MB a value, and 32 texts of 16 KB may be more once they are folded (a letter becomes up to 18) or escaped as
 * JSON (up to six). A row it can't take would hold up all that follows. In characters, three bytes each at most.
 */
const MAX_TEXT_CHARS = 400_000;
/** In place of what is too large. Nothing that is folded has capitals: src/store/search-blocks.ts takes it for any keyword. */
export const ANY_TEXT = "ANY";

/** block, first mid, last mid, text. */
export type SearchRow = [number, number, number, string];

/** As ARCHIVE_STATEMENT. */
export const SEARCH_STATEMENT = `INSERT OR REPLACE INTO search_blocks (app, conversation, block, first_mid, last_mid, text)
  SELECT part.value ->> 0, part.value ->> 1, row.value ->> 0, row.value ->> 1, row.value ->> 2, row.value ->> 3
  FROM json_each(?1) AS part, json_each(part.value, '$[2]') AS row`;

/** The full rows that these entries belong to, as the log has them now; `upTo` is the last number that D1 gets. */
export function searchRows(log: Pick<Log, "span">, entries: Iterable<LogRow>, upTo: number): SearchRow[] {
  const blocks = new Map<number, LogRow[]>();
  for (const row of entries) {
    const block = blockOf(row.seq);
    if ((block + 1) * ENTRIES_PER_BLOCK > upTo) continue;
    const rows = blocks.get(block);
    if (rows) rows.push(row);
    else blocks.set(block, [row]);
  }
  return [...blocks].map(([block, rows]) => searchRow(block, whole(log, rows)));
}

/** Most blocks are among the entries as a whole; of those at the edges the log is asked. */
function whole(log: Pick<Log, "span">, rows: LogRow[]): LogRow[] {
  const [first] = rows;
  if (first && rows.length < ENTRIES_PER_BLOCK) return log.span(first, ENTRIES_PER_BLOCK);
  return rows.sort((one, other) => one.seq - other.seq);
}

function blockOf(seq: number): number {
  return Math.floor((seq - 1) / ENTRIES_PER_BLOCK);
}

function searchRow(block: number, rows: readonly LogRow[]): SearchRow {
  const texts = rows.map(textOf).filter((text) => text !== "");
  const text = texts.join("\n");
  const fits = JSON.stringify(text).length <= MAX_TEXT_CHARS;
  return [block, rows[0]?.mid ?? 0, rows.at(-1)?.mid ?? 0, fits ? text : ANY_TEXT];
}

/** Empty for what is no message, and for what was recalled. */
export function textOf({ kind, meta }: Pick<LogRow, "kind" | "meta">): string {
  if (kind !== "message" || !meta) return "";
  const { payload } = decode(pb.Meta, meta);
  return payload ? searchableText(decode(pb.MessageBody, payload)) : "";
}
