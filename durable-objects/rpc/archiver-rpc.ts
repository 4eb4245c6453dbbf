/** What the archiver answers. */

/** One statement on D1, safe to repeat. */
export interface ArchiveWrite {
  sql: string;
  params: string[];
}

/** The archiver object. */
export interface ArchiverRpc {
  /** Resolves with null when D1 has all of it, or with why it has none: a rejection would count as a fault of this object. */
  store(writes: ArchiveWrite[]): Promise<string | null>;
}
