/** Rows of files: what R2 has, for whom. Each change that must not be split is one statement or one batch. */

import { and, asc, eq, lt, ne, sql } from "drizzle-orm";
import { directory } from "./directory";
import { FILE_STATE, fileParts, files } from "./schema";

export type FileRow = typeof files.$inferSelect;
export type NewFile = Omit<typeof files.$inferInsert, "state" | "uploadId">;
export type FilePart = Pick<typeof fileParts.$inferSelect, "part" | "etag" | "size">;

const of = (app: string, id: string) => and(eq(files.app, app), eq(files.id, id));
const inState = (app: string, id: string, state: number) => and(of(app, id), eq(files.state, state));

/** False when the id was claimed before. */
export async function claimFile(db: D1Database, row: NewFile): Promise<boolean> {
  return changed(await directory(db).insert(files).values(row).onConflictDoNothing());
}

export async function findFile(db: D1Database, app: string, id: string): Promise<FileRow | null> {
  return (await directory(db).select().from(files).where(of(app, id)).get()) ?? null;
}

export async function noteUploadId(db: D1Database, app: string, id: string, uploadId: string): Promise<void> {
  await directory(db).update(files).set({ uploadId }).where(of(app, id));
}

export async function noteType(db: D1Database, app: string, id: string, type: string): Promise<void> {
  await directory(db).update(files).set({ type }).where(of(app, id));
}

/** From now on the file is readable. False when it was given up meanwhile. */
export async function completeFile(
  db: D1Database,
  app: string,
  id: string,
  facts: Pick<FileRow, "size" | "etag"> & Partial<Pick<FileRow, "name" | "type" | "cover">>,
): Promise<boolean> {
  const query = directory(db);
  const [completed] = await query.batch([
    query
      .update(files)
      .set({ ...facts, state: FILE_STATE.ready, uploadId: "", expiresAt: 0 })
      .where(inState(app, id, FILE_STATE.pending)),
    query.delete(fileParts).where(and(eq(fileParts.app, app), eq(fileParts.file, id))),
  ]);
  return changed(completed);
}

/** One more file with the bytes of `from`. False when that is not ready: then its bytes may be going. */
export async function forwardFile(db: D1Database, from: FileRow, to: NewFile): Promise<boolean> {
  const { app, id, seal, kind, scope, uploader, createdAt } = to;
  const { name, type, size, etag, cover, object } = from;
  const outcome = await db
    .prepare(
      `INSERT INTO files (app, id, seal, kind, scope, uploader, object, name, type, size, etag, cover, state, created_at)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ${FILE_STATE.ready}, ?13
        FROM files WHERE app = ?1 AND id = ?14 AND state = ${FILE_STATE.ready}`,
    )
    .bind(app, id, seal, kind, scope, uploader, object, name, type, size, etag, cover ? 1 : 0, createdAt, from.id)
    .run();
  return changed(outcome);
}

/** From now on the file is not readable and counts as abandoned. False when there is no such file. */
export async function leaveFile(db: D1Database, app: string, id: string): Promise<boolean> {
  return changed(await directory(db).update(files).set({ state: FILE_STATE.leaving, expiresAt: 0 }).where(of(app, id)));
}

/** Takes up to `limit` abandoned files out of service, so that nobody completes them any more. */
export async function abandonedFiles(db: D1Database, app: string, nowMs: number, limit: number): Promise<FileRow[]> {
  const query = directory(db);
  const found = await query
    .select({ id: files.id })
    .from(files)
    // Not as a parameter: the partial index is used only where its own condition stands.
    .where(and(eq(files.app, app), sql`${files.state} <> 1`, lt(files.expiresAt, nowMs)))
    .limit(limit);
  const taken = await Promise.all(
    found.map(({ id }) =>
      query
        .update(files)
        .set({ state: FILE_STATE.leaving })
        .where(and(of(app, id), ne(files.state, FILE_STATE.ready)))
        .returning(),
    ),
  );
  return taken.flat();
}

/** Whether a file that is ready has the same bytes. Left to itself SQLite goes through all files of the app for the forwarded ones. */
export async function isObjectUsed(db: D1Database, app: string, object: string): Promise<boolean> {
  const row = await db
    .prepare(
      `SELECT EXISTS (SELECT 1 FROM files WHERE app = ?1 AND id = ?2 AND state = ${FILE_STATE.ready})
        OR EXISTS (SELECT 1 FROM files INDEXED BY files_forwarded
          WHERE app = ?1 AND object = ?2 AND object <> id AND state = ${FILE_STATE.ready}) AS used`,
    )
    .bind(app, object)
    .first<{ used: number }>();
  return row?.used === 1;
}

export async function forgetFile(db: D1Database, app: string, id: string): Promise<void> {
  const query = directory(db);
  await query.batch([
    query.delete(fileParts).where(and(eq(fileParts.app, app), eq(fileParts.file, id))),
    query.delete(files).where(inState(app, id, FILE_STATE.leaving)),
  ]);
}

/** A part sent again counts as it came last. */
export async function notePart(db: D1Database, row: typeof fileParts.$inferInsert): Promise<void> {
  const { etag, size } = row;
  await directory(db)
    .insert(fileParts)
    .values(row)
    .onConflictDoUpdate({ target: [fileParts.app, fileParts.file, fileParts.part], set: { etag, size } });
}

export async function partsOf(db: D1Database, app: string, file: string): Promise<FilePart[]> {
  return directory(db)
    .select({ part: fileParts.part, etag: fileParts.etag, size: fileParts.size })
    .from(fileParts)
    .where(and(eq(fileParts.app, app), eq(fileParts.file, file)))
    .orderBy(asc(fileParts.part));
}

function changed({ meta }: D1Result): boolean {
  return meta.changes > 0;
}
