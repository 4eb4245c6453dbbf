/** How much goes to D1 in one call. */

import type { ArchiveWrite } from "../rpc";

export interface Handed {
  writes: ArchiveWrite[];
}

const MAX_HANDED = 100;
/**
 * A single one may exceed it. On a private server nobody is served while D1 writes: some 60 ms for so much, with texts of 100
 * bytes and what search has of them.
 */
const MAX_CHARS = 100_000;
/** D1 takes 2,000,000 bytes a parameter, and a character has three at most. What is handed in has fewer a piece. */
const MAX_PARAM_CHARS = 650_000;

/** Takes what the next call carries out of the queue, oldest first. */
export function nextRound<T extends Handed>(waiting: T[]): T[] {
  let chars = 0;
  let count = 0;
  for (const { writes } of waiting) {
    chars += charsOf(writes);
    if (count > 0 && (chars > MAX_CHARS || count >= MAX_HANDED)) break;
    count++;
  }
  return waiting.splice(0, count);
}

/**
 * One statement a table, whoever hands in: to D1 a statement costs more than the few rows of a quiet conversation. More
 * where one parameter can't hold it all.
 */
export function statementsOf(round: readonly Handed[]): { sql: string; param: string }[] {
  const params = new Map<string, string[][]>();
  for (const { sql, app, conversation, rows } of round.flatMap(({ writes }) => writes)) {
    const part = `[${JSON.stringify(app)},${JSON.stringify(conversation)},${rows}]`;
    const others = params.get(sql) ?? [];
    params.set(sql, others);
    const last = others.at(-1);
    if (last && charsIn(last) + part.length <= MAX_PARAM_CHARS) last.push(part);
    else others.push([part]);
  }
  return [...params].flatMap(([sql, each]) => each.map((parts) => ({ sql, param: `[${parts.join(",")}]` })));
}

function charsIn(parts: readonly string[]): number {
  return parts.reduce((chars, part) => chars + part.length + 1, 1);
}

function charsOf(writes: readonly ArchiveWrite[]): number {
  return writes.reduce((chars, { rows }) => chars + rows.length, 0);
}
