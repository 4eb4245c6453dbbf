/** New ids for users and groups. */

import { BLOCK_SIZE } from "../../protocol/ids";

/** Blocks below are never given out, so that small numbers in requests are always wrong ids. Even, as block 0 of users. */
const FIRST_BLOCK = 8192;

/** Block numbers of one kind go up by two: even ones hold users, odd ones groups. */
const KINDS = { user: 0, group: 1 } as const;

/** Takes the next block of the kind for the app, unless it has one with room. */
const OPEN = `INSERT INTO blocks (kind, block, app, used)
  SELECT ?2, COALESCE((SELECT MAX(block) FROM blocks WHERE kind = ?2) + 2, ?3 + ?2), ?1, 0
  WHERE NOT EXISTS (SELECT 1 FROM blocks INDEXED BY blocks_open WHERE app = ?1 AND kind = ?2 AND used < ${BLOCK_SIZE})`;

const TAKE = `UPDATE blocks SET used = used + 1
  WHERE kind = ?2 AND block = (SELECT block FROM blocks INDEXED BY blocks_open WHERE app = ?1 AND kind = ?2 AND used < ${BLOCK_SIZE} LIMIT 1)
  RETURNING block * ${BLOCK_SIZE} + used - 1 AS id`;

/** An id that no user and no group of the deployment has or had. One batch, which D1 runs as one transaction. */
export async function allocateId(db: D1Database, app: string, kind: keyof typeof KINDS): Promise<number> {
  const [, taken] = await db.batch<{ id: number }>([
    db.prepare(OPEN).bind(app, KINDS[kind], FIRST_BLOCK),
    db.prepare(TAKE).bind(app, KINDS[kind]),
  ]);
  const id = taken?.results[0]?.id;
  if (id === undefined) throw new Error(`no ${kind} id could be allocated`);
  return id;
}
