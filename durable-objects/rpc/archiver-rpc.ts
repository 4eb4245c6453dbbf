/** What the archiver answers. */

/** Rows of a conversation for one table of D1, safe to write again. */
export interface ArchiveWrite {
  /** One parameter, for many conversations at once: the JSON array of their `[app, conversation, rows]`. */
  sql: string;
  app: string;
  conversation: string;
  /** A JSON array. */
  rows: string;
}

/** The archiver object. */
export interface ArchiverRpc {
  /** Resolves with null when D1 has all of it, or with why it has none: a rejection would count as a fault of this object. */
  store(writes: ArchiveWrite[]): Promise<string | null>;
}
