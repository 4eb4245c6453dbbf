/** What an app is, its ids, its words and the state of its webhook. */

import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const apps = sqliteTable("apps", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  /** Signs the app's tokens; never leaves the server. */
  secret: text("secret").notNull(),
  status: text("status", { enum: ["normal", "frozen", "banned", "revoked"] })
    .notNull()
    .default("normal"),
  license: text("license", { enum: ["normal", "invalid", "limit"] })
    .notNull()
    .default("normal"),
  /** JSON, see AppSettings. */
  settings: text("settings").notNull().default("{}"),
  /** Version of the word list: goes up with every change of it, so that whoever has compiled one knows when it is old. */
  keywords: integer("keywords").notNull().default(0),
  /** JSON, see WebhookSecret. Newest first, two at most. */
  webhookSecrets: text("webhook_secrets").notNull().default("[]"),
  createdAt: integer("created_at").notNull(),
});

/** Which app a block of 256 ids belongs to. kind 0: users, even blocks; kind 1: groups, odd blocks. */
export const blocks = sqliteTable(
  "blocks",
  {
    kind: integer("kind").notNull(),
    block: integer("block").notNull(),
    app: text("app").notNull(),
    /** Ids of the block given out so far. */
    used: integer("used").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.block] }),
    // Only blocks with room are looked for, and an app has one of each kind.
    index("blocks_open").on(table.app, table.kind).where(sql`used < 256`),
  ],
);

/** Words that messages of the app must not have, or not show. */
export const keywords = sqliteTable(
  "keywords",
  {
    app: text("app").notNull(),
    word: text("word").notNull(),
    match: text("match", { enum: ["exact", "fuzzy"] }).notNull(),
    action: text("action", { enum: ["refuse", "mask"] }).notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.app, table.word] })],
);

/** Conversations whose webhook cannot be delivered now; caught up again, the row goes. */
export const webhookFailures = sqliteTable(
  "webhook_failures",
  {
    app: text("app").notNull(),
    /** Conversation key. */
    conversation: text("conversation").notNull(),
    /** Server time of the oldest entry that waits, ms. */
    pendingSince: integer("pending_since").notNull(),
    error: text("error").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.app, table.conversation] })],
);
