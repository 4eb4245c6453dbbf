/** Rows of the archive as D1 gets them. */

import { pb, toNumber } from "../../protocol/codec";
import { decode } from "../../protocol/frames";
import { searchableText } from "../../protocol/searchable-text";
import { idOf } from "../../protocol/sync-request";
import { kinds, type LogRow } from "./log";

/** One row, in the order of ARCHIVE_COLUMNS. */
export type ArchiveRow = (string | number)[];

const ARCHIVE_COLUMNS = [
  "mid",
  "seq",
  "sender",
  "sn",
  "addressee",
  "kind",
  "type",
  "ctype",
  "target",
  "time",
  "content",
  "config",
  "attachment",
  "ext",
  "edit_time",
  "state",
  "search_text",
] as const;

/** Upserts the rows of many conversations through one JSON parameter (ArchiveWrite): D1 binds at most 100 a statement. */
export const ARCHIVE_STATEMENT = `INSERT OR REPLACE INTO messages (app, conversation, ${ARCHIVE_COLUMNS.join(", ")})
  SELECT part.value ->> 0, part.value ->> 1, ${ARCHIVE_COLUMNS.map((_, i) => `row.value ->> ${i}`).join(", ")}
  FROM json_each(?1) AS part, json_each(part.value, '$[2]') AS row`;

/** What the log holds of an entry now, merged and recalled as it may be. */
export function archiveRow(row: LogRow): ArchiveRow {
  const meta = row.meta ? decode(pb.Meta, row.meta) : null;
  const isMessage = meta?.ns === pb.Meta.NameSpace.MESSAGE;
  const body = isMessage && meta?.payload ? decode(pb.MessageBody, meta.payload) : null;
  return [
    row.mid,
    row.seq,
    row.sender,
    row.sn,
    idOf(meta?.to),
    kinds.indexOf(row.kind),
    body?.type ?? 0,
    body?.ctype ?? 0,
    row.target,
    row.time,
    body?.content ?? "",
    body?.config ?? "",
    body?.attachment ?? "",
    body?.ext ?? "",
    toNumber(body?.edit_timestamp),
    row.meta ? 0 : 1,
    body && row.kind === "message" ? searchTextOf(body) : "",
  ];
}

/** Empty where it would say the content again, as in nearly every message of a language without case. */
function searchTextOf(body: pb.MessageBody): string {
  const text = searchableText(body);
  return text === body.content ? "" : text;
}

/** Cuts rows into JSON arrays of bounded size. */
export function archiveChunks(rows: readonly (string | number)[][], maxChars: number): string[] {
  const chunks: string[] = [];
  let parts: string[] = [];
  let chars = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    if (chars + text.length > maxChars && parts.length > 0) {
      chunks.push(`[${parts.join(",")}]`);
      parts = [];
      chars = 0;
    }
    parts.push(text);
    chars += text.length;
  }
  if (parts.length > 0) chunks.push(`[${parts.join(",")}]`);
  return chunks;
}
