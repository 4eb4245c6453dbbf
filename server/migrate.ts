/** Applies migrations/ to a local D1, in the way and with the table of `wrangler d1 migrations apply`. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Miniflare } from "miniflare";

export type Database = Awaited<ReturnType<Miniflare["getD1Database"]>>;

const APPLIED = `CREATE TABLE IF NOT EXISTS d1_migrations (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`;

/** drizzle-kit's mark between statements; a batch takes them one by one. */
const BREAKPOINT = "--> statement-breakpoint";

/** The names of the migrations that were new. Each is one transaction together with its mark. */
export async function applyMigrations(db: Database, folder: string): Promise<string[]> {
  await db.prepare(APPLIED).run();
  const { results } = await db.prepare("SELECT name FROM d1_migrations").all<{ name: string }>();
  const applied = new Set(results.map((row) => row.name));
  const files = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  const missing = files.filter((name) => !applied.has(name));
  for (const name of missing) {
    const statements = (await readFile(join(folder, name), "utf8")).split(BREAKPOINT);
    await db.batch([
      ...statements.map((statement) => db.prepare(statement)),
      db.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name),
    ]);
  }
  return missing;
}
