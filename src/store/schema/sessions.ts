/** What opens an account, and what does no more. */

import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

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
  (table) => [
    primaryKey({ columns: [table.app, table.id] }),
    index("handovers_expiry").on(table.expiresAt),
    // Secrets have no user, and anybody may leave them: what ends a user's logins is not to go through all of them.
    index("handovers_uid").on(table.app, table.uid).where(sql`uid <> 0`),
  ],
);
