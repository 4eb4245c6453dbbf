/** What operators see and do of webhooks: secrets, and where deliveries wait. */

import { and, asc, count, eq, gt, min } from "drizzle-orm";
import type { WebhookSecret } from "../../durable-objects/access/app";
import { directory } from "./directory";
import { webhookFailures } from "./schema";

/** The new secret beside the newest of those before it: two are valid at a time. One statement, so none gets lost. */
export async function addSecret(db: D1Database, app: string, secret: WebhookSecret): Promise<void> {
  await db
    .prepare(
      `UPDATE apps SET webhook_secrets = CASE json_array_length(webhook_secrets)
        WHEN 0 THEN json_array(json(?2))
        ELSE json_array(json(?2), json_extract(webhook_secrets, '$[0]')) END WHERE id = ?1`,
    )
    .bind(app, JSON.stringify(secret))
    .run();
}

/** Never the last one. False: there is no such secret, or no other. */
export async function removeSecret(db: D1Database, app: string, id: string): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `UPDATE apps SET webhook_secrets =
        (SELECT json_group_array(json(value)) FROM json_each(webhook_secrets) WHERE value ->> 'id' <> ?2)
        WHERE id = ?1 AND json_array_length(webhook_secrets) > 1
        AND EXISTS (SELECT 1 FROM json_each(webhook_secrets) WHERE value ->> 'id' = ?2)`,
    )
    .bind(app, id)
    .run();
  return meta.changes > 0;
}

export async function failureTotals(db: D1Database, app: string): Promise<{ waiting: number; since: number }> {
  const row = await directory(db)
    .select({ waiting: count(), since: min(webhookFailures.pendingSince) })
    .from(webhookFailures)
    .where(eq(webhookFailures.app, app))
    .get();
  return { waiting: row?.waiting ?? 0, since: row?.since ?? 0 };
}

/** In the order of the conversations, after one of them. */
export async function listFailures(db: D1Database, app: string, after: string, limit: number) {
  return directory(db)
    .select()
    .from(webhookFailures)
    .where(and(eq(webhookFailures.app, app), gt(webhookFailures.conversation, after)))
    .orderBy(asc(webhookFailures.conversation))
    .limit(limit);
}

/** Conversations with entries after a mid, in the order of their keys, after one of them. */
export async function conversationsSince(
  db: D1Database,
  app: string,
  mid: number,
  after: string,
  limit: number,
): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT conversation FROM conversations AS c WHERE app = ?1 AND conversation > ?2 AND EXISTS
        (SELECT 1 FROM messages AS m WHERE m.app = ?1 AND m.conversation = c.conversation AND m.mid > ?3)
        ORDER BY conversation LIMIT ?4`,
    )
    .bind(app, after, mid, limit)
    .all<{ conversation: string }>();
  return results.map(({ conversation }) => conversation);
}
