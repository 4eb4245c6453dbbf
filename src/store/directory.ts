/** The query builder over D1. D1 has no interactive transactions: what must be atomic is one statement or one batch. */

import { type SQL, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";

export const directory = (db: D1Database) => drizzle(db);

/** `column IN (list)` with the list as one JSON parameter: a statement takes 100 parameters at most. */
export function among(column: SQLiteColumn, values: readonly number[]): SQL {
  return sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;
}
