/** [SEARCH-1] a user of very many conversations: D1 takes 2,000,000 bytes a parameter, and workerd lets more pass. */

import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { matchingBlocks, type Scope } from "../../src/store/search-blocks";

const COUNT = 70_000;
const D1_BYTES = 2_000_000;

/** D1, and the longest parameter that it was given. */
function measured(db: D1Database) {
  let longest = 0;
  const prepare = (sql: string) => {
    const statement = db.prepare(sql);
    const bind = (...values: unknown[]) => {
      for (const value of values) if (typeof value === "string") longest = Math.max(longest, value.length);
      return statement.bind(...values);
    };
    return Object.assign(Object.create(statement), { bind });
  };
  return { db: Object.assign(Object.create(db), { prepare }) as D1Database, longest: () => longest };
}

it("looks into all of them, the newest first", async () => {
  const name = (n: number) => `u:1000000:${1_000_001 + n}`;
  const scopes = Array.from({ length: COUNT }, (_, n): Scope => [name(n), 1_795_936_984_922_000]);
  // In the last, the first and one in the middle; in the order of their age.
  const holding = [COUNT - 1, 0, 25_000];
  const mid = (at: number) => 1_795_936_984_923_000 + at;
  await env.DB.batch(
    holding.map((n, at) =>
      env.DB.prepare(
        "INSERT INTO search_blocks (app, conversation, block, first_mid, last_mid, text) VALUES ('many', ?, 0, ?, ?, 'a needle')",
      ).bind(name(n), mid(at), mid(at)),
    ),
  );
  const { db, longest } = measured(env.DB);
  const query = { app: "many", scopes, keyword: "needle", after: 0, before: Number.MAX_SAFE_INTEGER };
  const all = await matchingBlocks(db, { ...query, limit: 10 });
  expect(all.map(({ conversation }) => conversation)).toEqual([...holding].reverse().map(name));
  expect(await matchingBlocks(db, { ...query, limit: 2 })).toEqual(all.slice(0, 2));
  expect(longest()).toBeLessThan(D1_BYTES);
});
