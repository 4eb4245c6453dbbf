/** Who gets a broadcast: everybody who was a user when it began, and still is. */

const AUDIENCE = "FROM users WHERE app = ?1 AND status <> 3 AND created_at <= ?2";

export async function audienceSize(db: D1Database, app: string, begun: number): Promise<number> {
  const row = await db.prepare(`SELECT count(*) AS n ${AUDIENCE}`).bind(app, begun).first<{ n: number }>();
  return row?.n ?? 0;
}

/** By uid, after one of them. */
export async function audienceAfter(
  db: D1Database,
  app: string,
  { begun, cursor }: { begun: number; cursor: number },
  limit: number,
): Promise<number[]> {
  const { results } = await db
    .prepare(`SELECT uid ${AUDIENCE} AND uid > ?3 ORDER BY uid LIMIT ?4`)
    .bind(app, begun, cursor, limit)
    .all<{ uid: number }>();
  return results.map(({ uid }) => uid);
}
