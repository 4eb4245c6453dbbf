/** How much goes to D1 in one call. */

import type { ArchiveWrite } from "../rpc";

export interface Handed {
  writes: ArchiveWrite[];
}

const MAX_HANDED = 100;
/** A single one may exceed it. On a private server nobody is served while D1 writes: some 40 µs for a row of 300 characters. */
const MAX_CHARS = 250_000;

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

/** One statement a table, whoever hands in: to D1 a statement costs more than the few rows of a quiet conversation. */
export function statementsOf(round: readonly Handed[]): { sql: string; param: string }[] {
  const parts = new Map<string, string[]>();
  for (const { sql, app, conversation, rows } of round.flatMap(({ writes }) => writes)) {
    const part = `[${JSON.stringify(app)},${JSON.stringify(conversation)},${rows}]`;
    const others = parts.get(sql);
    if (others) others.push(part);
    else parts.set(sql, [part]);
  }
  return [...parts].map(([sql, each]) => ({ sql, param: `[${each.join(",")}]` }));
}

function charsOf(writes: readonly ArchiveWrite[]): number {
  return writes.reduce((chars, { rows }) => chars + rows.length, 0);
}
