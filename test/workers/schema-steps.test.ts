/** Every schema meets the rows of every release before it: each step is taken on tables that are filled. */

import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { broadcastSchema } from "../../durable-objects/broadcast/schema";
import { groupSchema } from "../../durable-objects/conversation/group/schema";
import { conversationSchema } from "../../durable-objects/conversation/schema";
import { hubSchema } from "../../durable-objects/hub/schema";
import { applySteps } from "../../durable-objects/schema-steps";

/** Of two rows a table: what is to be unique would fail over one value. */
const ROWS = [1, 2];

const MARK = "schema_step";

const schemas: Record<string, readonly string[]> = {
  "a conversation": conversationSchema,
  "a group": [...conversationSchema, ...groupSchema],
  "a hub": hubSchema,
  "an app's broadcasts": broadcastSchema,
  // D1 is SQLite, too, and here one that nobody else uses.
  D1: env.TEST_MIGRATIONS.map(({ queries }) => queries.join(";\n")),
};

const tablesOf = (sql: SqlStorage) =>
  sql
    .exec<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*' AND name <> ?",
      MARK,
    )
    .toArray()
    .map(({ name }) => name);

function fill(sql: SqlStorage, table: string): void {
  const columns = sql.exec<{ name: string; type: string }>(`PRAGMA table_info(\`${table}\`)`).toArray();
  for (const row of ROWS) {
    const values = columns.map(({ type }) => (type === "TEXT" ? `text ${row}` : row));
    const names = columns.map(({ name }) => `\`${name}\``).join(", ");
    sql.exec(`INSERT INTO \`${table}\` (${names}) VALUES (${columns.map(() => "?").join(", ")})`, ...values);
  }
}

const countsOf = (sql: SqlStorage, tables: readonly string[]) =>
  tables.map((table) => ({ table, ...sql.exec<{ n: number }>(`SELECT count(*) AS n FROM \`${table}\``).one() }));

const inStorage = <T>(name: string, work: (storage: DurableObjectStorage) => T): Promise<T> =>
  runInDurableObject(env.BROADCAST.getByName(`steps:${name}`), async (_instance, { storage }) => {
    await storage.deleteAll();
    return work(storage);
  });

describe.each(Object.entries(schemas))("the schema of %s", (name, steps) => {
  it.each(steps.map((_step, at) => at + 1))("keeps all rows from step %i on, and is done once", async (done) => {
    await inStorage(`${name} ${done}`, (storage) => {
      const { sql } = storage;
      applySteps(storage, steps.slice(0, done), MARK);
      const before = tablesOf(sql);
      for (const table of before) fill(sql, table);
      applySteps(storage, steps, MARK);
      const counts = countsOf(sql, tablesOf(sql));
      expect(counts.filter(({ table, n }) => before.includes(table) && n < ROWS.length)).toEqual([]);
      applySteps(storage, steps, MARK);
      expect(countsOf(sql, tablesOf(sql))).toEqual(counts);
    });
  });
});
