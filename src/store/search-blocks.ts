/** Which stretches of which conversations hold a keyword. Plain SQL: it turns about a list that comes as JSON. */

import { ANY_TEXT } from "../../durable-objects/conversation/search-blocks";

export interface SearchBlock {
  conversation: string;
  first: number;
  last: number;
}

/** A conversation to look into, and the mid up to which nothing of it is shown. */
export type Scope = readonly [conversation: string, clearedMid: number];

export interface BlockQuery {
  app: string;
  scopes: readonly Scope[];
  /** Folded. */
  keyword: string;
  /** Mids after this one… */
  after: number;
  /** …and before this one. */
  before: number;
  limit: number;
}

const holds = (text: string) => `instr(CAST(${text} AS BLOB), CAST(?3 AS BLOB)) > 0`;

// CROSS JOIN keeps SQLite from turning the joins around: each scope is one range of a primary key. Texts are compared as
// bytes, which spares it the counting of characters. What no block covers yet is looked for message by message. ANY_TEXT stands
// for a text too large for D1 (durable-objects/conversation/search-blocks.ts): the conversation looks into it.
const STATEMENT = `
  WITH scope AS (
    SELECT value ->> 0 AS conversation, max(value ->> 1, ?4) AS floor, coalesce((
      SELECT last_mid FROM search_blocks AS b WHERE b.app = ?1 AND b.conversation = value ->> 0 ORDER BY block DESC LIMIT 1
    ), 0) AS covered
    FROM json_each(?2)
  )
  SELECT b.conversation, b.first_mid AS first, b.last_mid AS last, min(b.last_mid, ?5 - 1) AS newest
    FROM scope CROSS JOIN search_blocks AS b
    WHERE b.app = ?1 AND b.conversation = scope.conversation AND b.last_mid > scope.floor AND b.first_mid < ?5
      AND (${holds("b.text")} OR b.text = '${ANY_TEXT}')
  UNION ALL
  SELECT m.conversation, m.mid, m.mid, m.mid
    FROM scope CROSS JOIN messages AS m
    WHERE m.app = ?1 AND m.conversation = scope.conversation AND m.mid > max(scope.floor, scope.covered) AND m.mid < ?5
      AND m.kind = 0 AND m.state = 0 AND ${holds("CASE m.search_text WHEN '' THEN m.content ELSE m.search_text END")}
  ORDER BY newest DESC LIMIT ?6`;

/** Conversations of one statement: their list is one parameter, of which D1 takes 2 MB. */
const MAX_SCOPES = 20_000;

/** Newest first, by the newest mid below `before` that each may hold. */
export async function matchingBlocks(db: D1Database, { scopes, ...query }: BlockQuery): Promise<SearchBlock[]> {
  const found: Row[] = [];
  for (let at = 0; at < scopes.length; at += MAX_SCOPES) {
    found.push(...(await matchingRows(db, { ...query, scopes: scopes.slice(at, at + MAX_SCOPES) })));
  }
  const newest = found.sort((one, other) => other.newest - one.newest).slice(0, query.limit);
  return newest.map(({ conversation, first, last }) => ({ conversation, first, last }));
}

type Row = SearchBlock & { newest: number };

async function matchingRows(db: D1Database, query: BlockQuery): Promise<Row[]> {
  const { app, scopes, keyword, after, before, limit } = query;
  const statement = db.prepare(STATEMENT).bind(app, JSON.stringify(scopes), keyword, after, before, limit);
  return (await statement.all<Row>()).results;
}
