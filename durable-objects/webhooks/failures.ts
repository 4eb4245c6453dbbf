/** Where operators see that deliveries wait: a row for each conversation whose receiver did not take an entry yet. */

export async function reportFailure(
  db: D1Database,
  app: string,
  conversation: string,
  failure: { sinceMs: number; error: string } | null,
  nowMs: number,
): Promise<void> {
  if (!failure) {
    await db.prepare("DELETE FROM webhook_failures WHERE app = ? AND conversation = ?").bind(app, conversation).run();
    return;
  }
  await db
    .prepare("INSERT OR REPLACE INTO webhook_failures VALUES (?, ?, ?, ?, ?)")
    .bind(app, conversation, failure.sinceMs, failure.error, nowMs)
    .run();
}
