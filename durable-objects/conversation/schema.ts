/** Tables of a conversation. Append steps; never change one that has shipped. */

export const conversationSchema: readonly string[] = [
  // One row an entry. `kind`: 0 message, 1 call control, 2 operation, 3 notice. `meta` is the encoded Meta as viewers get it,
  // NULL once recalled. The mid is the key, so pages and lookups need no second index; the only other one is `dedupe`.
  `CREATE TABLE log (
    mid INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    sender INTEGER NOT NULL,
    sn INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    target INTEGER NOT NULL,
    time INTEGER NOT NULL,
    dedupe TEXT UNIQUE,
    meta BLOB
  );
  CREATE TABLE viewer (
    uid INTEGER PRIMARY KEY,
    role TEXT,
    display_name TEXT NOT NULL DEFAULT '',
    join_time INTEGER NOT NULL DEFAULT 0,
    joined_mid INTEGER NOT NULL DEFAULT 0,
    left_mid INTEGER NOT NULL DEFAULT 0,
    read_mid INTEGER NOT NULL DEFAULT 0,
    read_seq INTEGER NOT NULL DEFAULT 0,
    receipt_mid INTEGER NOT NULL DEFAULT 0,
    delivered_mid INTEGER NOT NULL DEFAULT 0,
    cleared_mid INTEGER NOT NULL DEFAULT 0,
    mirrored INTEGER NOT NULL DEFAULT 0
  );
  CREATE TABLE hidden (uid INTEGER NOT NULL, mid INTEGER NOT NULL, PRIMARY KEY (uid, mid)) WITHOUT ROWID;
  CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;`,
];
