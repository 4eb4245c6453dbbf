/** Tables of the broadcasts of an app. Append steps; never change one that has shipped. */

export const broadcastSchema: readonly string[] = [
  // `once` is the caller's transaction. The payload goes when the broadcast is finished; the rest stays for its operators.
  `CREATE TABLE broadcast (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    once TEXT UNIQUE,
    payload BLOB,
    begun INTEGER NOT NULL,
    total INTEGER NOT NULL,
    reached INTEGER NOT NULL DEFAULT 0,
    cursor INTEGER NOT NULL DEFAULT 0,
    finished INTEGER NOT NULL DEFAULT 0
  );`,
];
