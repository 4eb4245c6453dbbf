/** Those of the uids that are users of the app, and not removed. */
export async function usersAmong(db: D1Database, app: string, uids: number[]): Promise<Set<number>> {
  const { results } = await db
    .prepare("SELECT uid FROM users WHERE app = ?1 AND status <> 3 AND uid IN (SELECT value FROM json_each(?2))")
    .bind(app, JSON.stringify(uids))
    .all<{ uid: number }>();
  return new Set(results.map(({ uid }) => uid));
}
