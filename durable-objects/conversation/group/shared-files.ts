/** The list of files that members share; the files themselves are elsewhere. */

import { pb } from "../../../protocol/codec";
import { OrioleError } from "../../../protocol/errors";
import type { By, FileResult, SharedFile } from "../../group-rpc";
import { allow, type GroupCore, type Turn } from "./core";
import { canChangeFile, needsMember } from "./rules";
import { UnlistedFiles } from "./unlisted-files";

const { FILE_UPLOADED, FILE_DELETED, FILE_UPDATED } = pb.GroupNotice.Type;

/** Files of one group. */
const MAX_FILES = 10_000;

type Row = Record<string, SqlStorageValue> & SharedFile;

export class SharedFiles {
  readonly #sql: SqlStorage;
  readonly #core: GroupCore;
  readonly unlisted: UnlistedFiles;

  constructor(sql: SqlStorage, core: GroupCore) {
    this.#sql = sql;
    this.#core = core;
    this.unlisted = new UnlistedFiles(sql);
  }

  share(by: By, file: Pick<SharedFile, "name" | "size" | "type" | "url">, turn: Turn): SharedFile {
    const acting = this.#core.acting(by);
    allow(needsMember(acting));
    const { kept } = this.#sql.exec<{ kept: number }>("SELECT count(*) AS kept FROM shared_file").one();
    if (kept >= MAX_FILES) throw new OrioleError("GroupSharedFileOperateNotAllowed", "too many shared files");
    const stored = this.#sql
      .exec<Row>(
        `INSERT INTO shared_file (uploader, name, size, type, url, created, updated)
          VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING *`,
        acting.uid,
        file.name,
        file.size,
        file.type,
        file.url,
        turn.nowMs,
        turn.nowMs,
      )
      .one();
    this.#core.tell(turn, FILE_UPLOADED, acting.uid, [], content([stored.id]));
    return stored;
  }

  rename(by: By, id: number, name: string, turn: Turn): void {
    const acting = this.#core.acting(by);
    allow(needsMember(acting));
    allow(canChangeFile(acting, this.#find(id).uploader));
    this.#sql.exec("UPDATE shared_file SET name = ?, updated = ? WHERE id = ?", name, turn.nowMs, id);
    this.#core.tell(turn, FILE_UPDATED, acting.uid, [], content([id]));
  }

  delete(by: By, ids: number[], turn: Turn): FileResult[] {
    const acting = this.#core.acting(by);
    allow(needsMember(acting));
    const results = [...new Set(ids)].map((id): FileResult => {
      const file = this.#lookUp(id);
      if (!file) return { id, error: "GroupSharedFileNotFound" };
      if (canChangeFile(acting, file.uploader)) return { id, error: "GroupSharedFileOperateNotAllowed" };
      this.#sql.exec("DELETE FROM shared_file WHERE id = ?", id);
      if (this.#isListed(file.url)) return { id };
      this.unlisted.keep(file.url);
      return { id, url: file.url };
    });
    const deleted = results.filter(({ error }) => !error).map(({ id }) => id);
    if (deleted.length > 0) this.#core.tell(turn, FILE_DELETED, acting.uid, [], content(deleted));
    return results;
  }

  /** The group is no more: nobody could reach them. */
  endAll(): void {
    for (const { url } of this.#sql.exec<Row>("SELECT * FROM shared_file").toArray()) this.unlisted.keep(url);
    this.#sql.exec("DELETE FROM shared_file");
  }

  /** Newest first. */
  list(by: By): SharedFile[] {
    allow(needsMember(this.#core.acting(by)));
    return this.#sql.exec<Row>("SELECT * FROM shared_file ORDER BY id DESC").toArray();
  }

  get(by: By, id: number): SharedFile {
    allow(needsMember(this.#core.acting(by)));
    return this.#find(id);
  }

  #find(id: number): SharedFile {
    const file = this.#lookUp(id);
    if (!file) throw new OrioleError("GroupSharedFileNotFound");
    return file;
  }

  #isListed(url: string): boolean {
    return this.#sql.exec("SELECT 1 FROM shared_file WHERE url = ? LIMIT 1", url).toArray().length > 0;
  }

  #lookUp(id: number): SharedFile | null {
    return this.#sql.exec<Row>("SELECT * FROM shared_file WHERE id = ?", id).toArray()[0] ?? null;
  }
}

function content(ids: number[]): string {
  return JSON.stringify({ file_list: ids });
}
