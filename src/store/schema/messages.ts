/** The archive of all logs, and what is searched in it. */

import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const conversations = sqliteTable(
  "conversations",
  {
    app: text("app").notNull(),
    /** Conversation key: `u:{low}:{high}` or `g:{gid}`. */
    conversation: text("conversation").notNull(),
    kind: text("kind").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.app, table.conversation] })],
);

/** The archive of all logs. No index beside the primary key: each would be one more row written for every message. */
export const messages = sqliteTable(
  "messages",
  {
    app: text("app").notNull(),
    conversation: text("conversation").notNull(),
    mid: integer("mid").notNull(),
    seq: integer("seq").notNull(),
    sender: integer("sender").notNull(),
    sn: integer("sn").notNull().default(0),
    addressee: integer("addressee").notNull(),
    /** 0 message, 1 message that does not count as unread, 2 operation. */
    kind: integer("kind").notNull().default(0),
    /** MessageBody.Type. */
    type: integer("type").notNull().default(0),
    /** MessageBody.ContentType. */
    ctype: integer("ctype").notNull().default(0),
    /** mid that an operation acts on. */
    target: integer("target").notNull().default(0),
    /** Server time, ms. */
    time: integer("time").notNull(),
    content: text("content").notNull().default(""),
    config: text("config").notNull().default(""),
    attachment: text("attachment").notNull().default(""),
    ext: text("ext").notNull().default(""),
    editTime: integer("edit_time").notNull().default(0),
    /** 0 normal, 1 recalled. */
    state: integer("state").notNull().default(0),
    /** The folded text of a message, where it is not its content as it stands. */
    searchText: text("search_text").notNull().default(""),
  },
  (table) => [primaryKey({ columns: [table.app, table.conversation, table.mid] })],
);

/**
 * The searchable texts of 32 entries of a log, written once there are 32; later ones are looked for in `messages`. Why this
 * is no full-text index is in docs/design/decisions.md.
 */
export const searchBlocks = sqliteTable(
  "search_blocks",
  {
    app: text("app").notNull(),
    conversation: text("conversation").notNull(),
    block: integer("block").notNull(),
    firstMid: integer("first_mid").notNull(),
    lastMid: integer("last_mid").notNull(),
    /** Folded, a line a message. */
    text: text("text").notNull(),
  },
  (table) => [primaryKey({ columns: [table.app, table.conversation, table.block] })],
);
