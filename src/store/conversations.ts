/** The conversations of an app. */

import { and, asc, eq, gt } from "drizzle-orm";
import { directory } from "./directory";
import { conversations } from "./schema";

/** Keys in their order, after one of them. */
export async function conversationsAfter(db: D1Database, app: string, key: string, limit: number): Promise<string[]> {
  const rows = await directory(db)
    .select({ key: conversations.conversation })
    .from(conversations)
    .where(and(eq(conversations.app, app), gt(conversations.conversation, key)))
    .orderBy(asc(conversations.conversation))
    .limit(limit);
  return rows.map((row) => row.key);
}
