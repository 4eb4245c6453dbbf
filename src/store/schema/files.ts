/** Files in R2. */

import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { flag } from "./flag";

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
