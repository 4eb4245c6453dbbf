/** Users, their devices, and what goes with an account. */

import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** users.status. frozen: may not log in. Who may not send is another matter, `banned_until`: a user can be both. */
export const USER_STATUS = { normal: 0, frozen: 2, removed: 3 } as const;

/** users.untold: the generation of tokens, the status, the ban. */
export const UNTOLD = { tokens: 1, status: 2, ban: 4 } as const;

export const users = sqliteTable(
  "users",
  {
    app: text("app").notNull(),
    uid: integer("uid").notNull(),
    username: text("username").notNull(),
    /** See services/password.ts. */
    password: text("password").notNull(),
    nickName: text("nick_name").notNull().default(""),
    avatar: text("avatar").notNull().default(""),
    description: text("description").notNull().default(""),
    email: text("email").notNull().default(""),
    mobile: text("mobile").notNull().default(""),
    publicInfo: text("public_info").notNull().default(""),
    privateInfo: text("private_info").notNull().default(""),
    status: integer("status").notNull().default(USER_STATUS.normal),
    /** How often the status has changed: tells two changes to the same status apart, and which of two came later. */
    statusMark: integer("status_mark").notNull().default(0),
    /** May not send before this, ms; -1: until it is undone, 0: may send. */
    bannedUntil: integer("banned_until").notNull().default(0),
    /** The same of the ban. */
    banMark: integer("ban_mark").notNull().default(0),
    /** JSON, see services/user-settings.ts. */
    settings: text("settings").notNull().default("{}"),
    /** Tokens of an earlier generation are refused: going up by one revokes all tokens of the user. */
    tokenGeneration: integer("token_generation").notNull().default(0),
    /** Of tokens of earlier generations the one that still holds: the one that its user changed the password with. */
    keptToken: text("kept_token").notNull().default(""),
    /** What the user's hub has yet to hear of, a sum of UNTOLD; see services/untold-users.ts. */
    untold: integer("untold").notNull().default(0),
    /** Since when, s. */
    untoldSince: integer("untold_since").notNull().default(0),
    /** When a row last went from the user's roster with the account that it was about, ms: the version of what is left does not tell. */
    rosterCutAt: integer("roster_cut_at").notNull().default(0),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.app, table.uid] }),
    uniqueIndex("users_username").on(table.app, table.username),
    // Partial, because an index entry is a row written and most users have neither.
    index("users_untold").on(table.app, table.uid).where(sql`untold <> 0`),
    index("users_banned").on(table.app, table.uid).where(sql`banned_until <> 0`),
    index("users_mobile").on(table.app, table.mobile).where(sql`mobile <> ''`),
    index("users_email").on(table.app, table.email).where(sql`email <> ''`),
  ],
);

export const devices = sqliteTable(
  "devices",
  {
    app: text("app").notNull(),
    uid: integer("uid").notNull(),
    sn: integer("sn").notNull(),
    guid: text("guid").notNull(),
    platform: integer("platform").notNull().default(0),
    userAgent: text("user_agent").notNull().default(""),
    lastSeen: integer("last_seen").notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.app, table.uid, table.sn] })],
);

/** Conversations a user keeps on top of the list. */
export const pins = sqliteTable(
  "pins",
  {
    app: text("app").notNull(),
    uid: integer("uid").notNull(),
    conversationId: integer("conversation_id").notNull(),
    pinnedAt: integer("pinned_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.app, table.uid, table.conversationId] })],
);

/** Where pushes to a device would go. */
export const pushBindings = sqliteTable(
  "push_bindings",
  {
    app: text("app").notNull(),
    uid: integer("uid").notNull(),
    sn: integer("sn").notNull(),
    notifier: text("notifier").notNull(),
    token: text("token").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.app, table.uid, table.sn] })],
);

/** How pushes address a user: an alias that no other user has, tags, and the number on the icon. */
export const pushProfiles = sqliteTable(
  "push_profiles",
  {
    app: text("app").notNull(),
    uid: integer("uid").notNull(),
    alias: text("alias").notNull().default(""),
    /** JSON array of texts. */
    tags: text("tags").notNull().default("[]"),
    badge: integer("badge").notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.app, table.uid] }),
    uniqueIndex("push_profiles_alias").on(table.app, table.alias).where(sql`alias <> ''`),
  ],
);
