/**
 * The tables of D1. Everything begins with the app (tenants never meet).
 *
 * REST owns apps, blocks, users and roster; devices, groups, members, conversations and messages are mirrors that the
 * objects write with plain SQL, idempotently by primary key, so columns are only ever added. Tables with a key of
 * several columns are WITHOUT ROWID, which drizzle cannot say: the migrations carry it by hand.
 */

import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

const flag = (name: string) => integer(name, { mode: "boolean" }).notNull().default(false);

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

/** Wrong passwords by account and by address (services/password-guard.ts). */
export const loginFailures = sqliteTable(
  "login_failures",
  {
    app: text("app").notNull(),
    subject: text("subject").notNull(),
    failures: integer("failures").notNull(),
    /** No further try before this, ms. */
    blockedUntil: integer("blocked_until").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.app, table.subject] })],
);

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
    /** May not send before this, ms; -1: until it is undone, 0: may send. */
    bannedUntil: integer("banned_until").notNull().default(0),
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

/** Single tokens taken back before they expire. */
export const revokedTokens = sqliteTable(
  "revoked_tokens",
  {
    app: text("app").notNull(),
    jti: text("jti").notNull(),
    /** When the token expires by itself, ms: the row is of no use afterwards. */
    expiresAt: integer("expires_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.app, table.jti] })],
);

/** When a device was logged out, ms: tokens issued to it before then are void, though the device may be forgotten. */
export const kickedDevices = sqliteTable(
  "kicked_devices",
  {
    app: text("app").notNull(),
    uid: integer("uid").notNull(),
    guid: text("guid").notNull(),
    at: integer("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.app, table.uid, table.guid] })],
);

/** Secrets that wait for whoever has the code: only a hash of the code is kept (services/handover.ts). */
export const handovers = sqliteTable(
  "handovers",
  {
    app: text("app").notNull(),
    id: text("id").notNull(),
    kind: text("kind", { enum: ["secret", "qr", "login"] }).notNull(),
    /** qr: the user who confirmed; login: the user it logs in; otherwise 0. */
    uid: integer("uid").notNull().default(0),
    /** secret: the text, encrypted under the code. */
    secret: text("secret").notNull().default(""),
    expiresAt: integer("expires_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.app, table.id] }), index("handovers_expiry").on(table.expiresAt)],
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
  (table) => [primaryKey({ columns: [table.app, table.gid] })],
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

/** files.state. pending: not all of it is here; leaving: being deleted. Only ready files are readable. */
export const FILE_STATE = { pending: 0, ready: 1, leaving: 2 } as const;

/** Files in R2. A row is made before the first byte and goes after the last, so no object is without one. */
export const files = sqliteTable(
  "files",
  {
    app: text("app").notNull(),
    id: text("id").notNull(),
    /** Stands in the file's URL beside the id: only this server can have made that URL. */
    seal: text("seal").notNull(),
    /** See services/files/kinds.ts. */
    kind: integer("kind").notNull(),
    /** Whose file it is: a conversation's key, or empty for everybody of the app. */
    scope: text("scope").notNull(),
    /** 0: the app itself. */
    uploader: integer("uploader").notNull(),
    /** The id under which R2 has the bytes: another file's where this one was forwarded from it. */
    object: text("object").notNull(),
    name: text("name").notNull().default(""),
    /** Media type. */
    type: text("type").notNull().default(""),
    size: integer("size").notNull().default(0),
    etag: text("etag").notNull().default(""),
    /** A picture to show for a video was uploaded with it. */
    cover: flag("cover"),
    state: integer("state").notNull().default(FILE_STATE.pending),
    /** R2's name for an upload in parts, so that it can be given up. */
    uploadId: text("upload_id").notNull().default(""),
    createdAt: integer("created_at").notNull(),
    /** When a pending file counts as abandoned, ms. */
    expiresAt: integer("expires_at").notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.app, table.id] }),
    // Both partial, so that a file at rest is one row.
    index("files_unfinished").on(table.app, table.expiresAt).where(sql`state <> 1`),
    index("files_forwarded").on(table.app, table.object).where(sql`object <> id`),
  ],
);

/** Parts of pending files that R2 has taken: R2 lists them to nobody. */
export const fileParts = sqliteTable(
  "file_parts",
  {
    app: text("app").notNull(),
    file: text("file").notNull(),
    part: integer("part").notNull(),
    etag: text("etag").notNull(),
    size: integer("size").notNull(),
  },
  (table) => [primaryKey({ columns: [table.app, table.file, table.part] })],
);
