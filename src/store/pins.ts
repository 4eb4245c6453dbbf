/** Conversations that users keep on top. */

import { and, asc, eq } from "drizzle-orm";
import { directory } from "./directory";
import { pins } from "./schema";

export async function pinnedBy(db: D1Database, app: string, uid: number): Promise<number[]> {
  const rows = await directory(db)
    .select({ id: pins.conversationId })
    .from(pins)
    .where(and(eq(pins.app, app), eq(pins.uid, uid)))
    .orderBy(asc(pins.pinnedAt));
  return rows.map((row) => row.id);
}

export async function pin(db: D1Database, row: typeof pins.$inferInsert): Promise<void> {
  await directory(db).insert(pins).values(row).onConflictDoNothing();
}

export async function unpin(db: D1Database, app: string, uid: number, conversationId: number): Promise<void> {
  await directory(db)
    .delete(pins)
    .where(and(eq(pins.app, app), eq(pins.uid, uid), eq(pins.conversationId, conversationId)));
}
