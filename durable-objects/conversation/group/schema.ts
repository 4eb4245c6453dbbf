/** Tables that only groups have: a conversation of two does not pay for them. Append steps; never change a shipped one. */

export const groupSchema: readonly string[] = [
  `CREATE TABLE kicked (uid INTEGER PRIMARY KEY, times INTEGER NOT NULL);
  CREATE TABLE ban (uid INTEGER PRIMARY KEY, until INTEGER NOT NULL);
  CREATE TABLE blocked (uid INTEGER PRIMARY KEY, at INTEGER NOT NULL);
  CREATE TABLE application (
    uid INTEGER PRIMARY KEY,
    reason TEXT NOT NULL,
    status INTEGER NOT NULL,
    expires INTEGER NOT NULL
  );
  CREATE TABLE invitation (
    uid INTEGER NOT NULL,
    inviter INTEGER NOT NULL,
    reason TEXT NOT NULL,
    status INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    PRIMARY KEY (uid, inviter)
  ) WITHOUT ROWID;
  CREATE TABLE announcement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    author INTEGER NOT NULL,
    title TEXT NOT NULL,
    content TEXT NOT NULL,
    created INTEGER NOT NULL
  );
  CREATE TABLE shared_file (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uploader INTEGER NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    type TEXT NOT NULL,
    url TEXT NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL
  );
  CREATE TABLE member_mode (uid INTEGER PRIMARY KEY, mute INTEGER NOT NULL, push INTEGER NOT NULL);
  CREATE TABLE pending_notice (id INTEGER PRIMARY KEY AUTOINCREMENT, notice TEXT NOT NULL, payload BLOB NOT NULL);`,
  "CREATE TABLE unlisted_file (id TEXT PRIMARY KEY) WITHOUT ROWID;",
  // Hubs did not hear of applications before (Notice.applied): whoever was deleted, or will be, is to ask no more.
  `INSERT INTO pending_notice (notice, payload)
    SELECT json_object('uid', uid, 'ns', 2, 'from', uid, 'fromSn', 0, 'to', uid,
      'quiet', json('true'), 'applied', json_extract(value, '$.gid')), x''
    FROM application, fact WHERE name = 'group';`,
];
