/** Word lists of apps. Each change gives the list another version in the same transaction. */

import { and, asc, count, eq, gt } from "drizzle-orm";
import type { Keyword } from "../../durable-objects/moderation/word-filter";
import { directory } from "./directory";
import { keywords } from "./schema";

const NEXT_VERSION = "UPDATE apps SET keywords = keywords + 1 WHERE id = ?";

/** A word that is there already gets the new match and action. */
export async function addKeywords(db: D1Database, app: string, words: readonly Keyword[], nowMs: number) {
  const rows = words.map(({ word, match, action }) => [word, match, action]);
  await db.batch([
    db
      .prepare(
        `INSERT INTO keywords (app, word, match, action, created_at)
          SELECT ?1, value ->> 0, value ->> 1, value ->> 2, ?3 FROM json_each(?2) WHERE true
          ON CONFLICT (app, word) DO UPDATE SET match = excluded.match, action = excluded.action`,
      )
      .bind(app, JSON.stringify(rows), nowMs),
    db.prepare(NEXT_VERSION).bind(app),
  ]);
}

/** How many of them there were. */
export async function removeKeywords(db: D1Database, app: string, words: readonly string[]): Promise<number> {
  const [removed] = await db.batch([
    db
      .prepare("DELETE FROM keywords WHERE app = ?1 AND word IN (SELECT value FROM json_each(?2))")
      .bind(app, JSON.stringify(words)),
    db.prepare(NEXT_VERSION).bind(app),
  ]);
  return removed?.meta.changes ?? 0;
}

export async function countKeywords(db: D1Database, app: string): Promise<number> {
  const row = await directory(db).select({ count: count() }).from(keywords).where(eq(keywords.app, app)).get();
  return row?.count ?? 0;
}

/** In the order of the words, after one of them. */
export async function listKeywords(db: D1Database, app: string, after: string, limit: number) {
  return directory(db)
    .select()
    .from(keywords)
    .where(and(eq(keywords.app, app), gt(keywords.word, after)))
    .orderBy(asc(keywords.word))
    .limit(limit);
}
