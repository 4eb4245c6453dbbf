/** Who is whose friend, and who asked. */

import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { flag } from "./flag";

export const roster = sqliteTable(
  "roster",
  {
    app: text("app").notNull(),
    uid: integer("uid").notNull(),
    friend: integer("friend").notNull(),
    alias: text("alias").notNull().default(""),
    ext: text("ext").notNull().default(""),
    /** 0 friend, 1 deleted, 2 stranger, 3 blocked. */
    relation: integer("relation").notNull().default(0),
    /** What the relation is once a block is lifted. */
    unblocked: integer("unblocked").notNull().default(2),
    muteNotification: flag("mute_notification"),
    /** The conversation of the two has yet to hear of the relation. Holds the mark of that change; see services/relation.ts. */
    untold: flag("untold"),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.app, table.uid, table.friend] }),
    index("roster_untold").on(table.app, table.uid).where(sql`untold`),
  ],
);

/** Friend requests by the user asked. status 0 pending, 1 accepted, 2 declined. */
export const rosterApplications = sqliteTable(
  "roster_applications",
  {
    app: text("app").notNull(),
    uid: integer("uid").notNull(),
    applicant: integer("applicant").notNull(),
    reason: text("reason").notNull().default(""),
    /** What the applicant will call the friend. */
    alias: text("alias").notNull().default(""),
    status: integer("status").notNull().default(0),
    expiredTime: integer("expired_time").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.app, table.uid, table.applicant] })],
);
