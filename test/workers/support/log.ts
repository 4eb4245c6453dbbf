/** What a conversation's log holds, and whether D1 holds the same. */

import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect } from "vitest";
import { ARCHIVE_STATEMENT, archiveRow } from "../../../durable-objects/conversation/archive-rows";
import { Log } from "../../../durable-objects/conversation/log";
import { until } from "./until";

/** Rows as the archive is to have them. */
export function logRows(stub: DurableObjectStub): Promise<(string | number)[][]> {
  return runInDurableObject(stub, (_instance, { storage }) =>
    new Log(storage.sql, 0).after(0, 10_000).map((row) => archiveRow(row)),
  );
}

const COLUMNS = /\((.*?)\)/s.exec(ARCHIVE_STATEMENT)?.[1]?.split(", ").slice(2) ?? [];

export async function archivedRows(app: string, conversation: string): Promise<unknown[][]> {
  const { results } = await env.DB.prepare(
    `SELECT ${COLUMNS.join(", ")} FROM messages WHERE app = ? AND conversation = ? ORDER BY mid`,
  )
    .bind(app, conversation)
    .all();
  return results.map((row) => COLUMNS.map((name) => row[name]));
}

/** Lets the alarm run until D1 has everything. */
export async function expectArchived(app: string, conversation: string, stub: DurableObjectStub): Promise<void> {
  await until(async () => {
    await runDurableObjectAlarm(stub);
    const rows = await logRows(stub);
    expect(rows.length).toBeGreaterThan(0);
    expect(await archivedRows(app, conversation)).toEqual(rows);
  });
}

/** seq 1, 2, 3 … and mids that grow. */
export async function expectOneOrder(stub: DurableObjectStub, texts: string[]): Promise<void> {
  const rows = await logRows(stub);
  expect(rows.map((row) => row[1])).toEqual(rows.map((_, i) => i + 1));
  const mids = rows.map((row) => Number(row[0]));
  expect(mids).toEqual([...mids].sort((a, b) => a - b));
  expect(rows.map((row) => row[10])).toEqual(texts);
}
