/** Groups and their members, as their objects write them. */

import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { flag } from "./flag";

export const groups = sqliteTable(
  "groups",
  {
    app: text("app").notNull(),
    gid: integer("gid").notNull(),
    type: integer("type").notNull().default(0),
    name: text("name").notNull().default(""),
    avatar: text("avatar").notNull().default(""),
    description: text("description").notNull().default(""),
    ext: text("ext").notNull().default(""),
    owner: integer("owner").notNull(),
    /** 0 normal, 1 dissolved. */
    status: integer("status").notNull().default(0),
    count: integer("count").notNull().default(0),
    capacity: integer("capacity").notNull().default(0),
    applyApproval: integer("apply_approval").notNull().default(1),
    memberInvite: flag("member_invite"),
    memberModify: flag("member_modify"),
    readAck: flag("read_ack"),
    historyVisible: flag("history_visible"),
    hideMemberInfo: flag("hide_member_info"),
    banExpireTime: integer("ban_expire_time").notNull().default(0),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.app, table.gid] }),
    // Any user may ask for them, and most groups are private.
    index("groups_public").on(table.app, table.gid).where(sql`type = 1 AND status = 0`),
  ],
);

export const members = sqliteTable(
  "members",
  {
    app: text("app").notNull(),
    gid: integer("gid").notNull(),
    uid: integer("uid").notNull(),
    role: text("role", { enum: ["owner", "admin", "member"] })
      .notNull()
      .default("member"),
    displayName: text("display_name").notNull().default(""),
    joinTime: integer("join_time").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.app, table.gid, table.uid] }),
    index("members_uid").on(table.app, table.uid),
  ],
);
