/** Tables of a hub. Every key begins with the uid, so that users can be moved to another hub. Append steps only. */

export const hubSchema: readonly string[] = [
  `CREATE TABLE device (
    uid INTEGER NOT NULL,
    sn INTEGER NOT NULL,
    guid TEXT NOT NULL,
    platform INTEGER NOT NULL,
    agent TEXT NOT NULL,
    created_mid INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    mirrored INTEGER NOT NULL,
    PRIMARY KEY (uid, sn)
  ) WITHOUT ROWID;
  CREATE TABLE gateway_session (
    uid INTEGER NOT NULL,
    connection TEXT NOT NULL,
    sn INTEGER NOT NULL,
    gateway TEXT NOT NULL,
    PRIMARY KEY (uid, connection)
  ) WITHOUT ROWID;
  CREATE TABLE conversation (
    uid INTEGER NOT NULL,
    name TEXT NOT NULL,
    stale INTEGER NOT NULL,
    head_mid INTEGER NOT NULL,
    head_seq INTEGER NOT NULL,
    head_time INTEGER NOT NULL,
    read_mid INTEGER NOT NULL,
    read_seq INTEGER NOT NULL,
    cleared_mid INTEGER NOT NULL,
    PRIMARY KEY (uid, name)
  ) WITHOUT ROWID;
  CREATE TABLE cursor (
    uid INTEGER NOT NULL,
    sn INTEGER NOT NULL,
    name TEXT NOT NULL,
    mid INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (uid, sn, name)
  ) WITHOUT ROWID;
  CREATE TABLE notice (
    uid INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    mid INTEGER NOT NULL,
    sn INTEGER NOT NULL,
    sender INTEGER NOT NULL,
    time INTEGER NOT NULL,
    meta BLOB NOT NULL,
    other_mids TEXT,
    PRIMARY KEY (uid, seq)
  ) WITHOUT ROWID;
  CREATE TABLE user_status (uid INTEGER PRIMARY KEY, status TEXT NOT NULL);`,
  `CREATE TABLE token_floor (uid INTEGER PRIMARY KEY, generation INTEGER NOT NULL);
  CREATE TABLE revoked_token (
    uid INTEGER NOT NULL,
    jti TEXT NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (uid, jti)
  ) WITHOUT ROWID;
  CREATE TABLE direct_open (uid INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (uid, name)) WITHOUT ROWID;`,
  `CREATE TABLE invitation (
    uid INTEGER NOT NULL,
    gid INTEGER NOT NULL,
    inviter INTEGER NOT NULL,
    reason TEXT NOT NULL,
    status INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    PRIMARY KEY (uid, gid, inviter)
  ) WITHOUT ROWID;
  CREATE TABLE group_mode (
    uid INTEGER NOT NULL,
    gid INTEGER NOT NULL,
    mute INTEGER NOT NULL,
    push INTEGER NOT NULL,
    PRIMARY KEY (uid, gid)
  ) WITHOUT ROWID;`,
  // Partial: a notice that nobody will repeat costs no entry.
  `ALTER TABLE notice ADD COLUMN once TEXT;
  CREATE UNIQUE INDEX notice_once ON notice (uid, once) WHERE once IS NOT NULL;`,
  "CREATE TABLE user_ban (uid INTEGER PRIMARY KEY, until INTEGER NOT NULL);",
  `CREATE TABLE system_view (
    uid INTEGER PRIMARY KEY,
    read_mid INTEGER NOT NULL,
    read_seq INTEGER NOT NULL,
    cleared_mid INTEGER NOT NULL
  );
  CREATE TABLE notice_hidden (uid INTEGER NOT NULL, mid INTEGER NOT NULL, PRIMARY KEY (uid, mid)) WITHOUT ROWID;`,
  `CREATE TABLE kicked_device (
    uid INTEGER NOT NULL,
    guid TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (uid, guid)
  ) WITHOUT ROWID;`,
  "ALTER TABLE cursor ADD COLUMN removed_mid INTEGER NOT NULL DEFAULT 0;",
  "CREATE TABLE device_serial (uid INTEGER PRIMARY KEY, last INTEGER NOT NULL);",
  // What D1 has yet to hear of.
  `ALTER TABLE revoked_token ADD COLUMN mirrored INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE kicked_device ADD COLUMN mirrored INTEGER NOT NULL DEFAULT 1;
  CREATE TABLE removed_device (uid INTEGER NOT NULL, sn INTEGER NOT NULL, PRIMARY KEY (uid, sn)) WITHOUT ROWID;`,
  // The name of the token that each connection came with, and of the one that a change of the password spared.
  `ALTER TABLE gateway_session ADD COLUMN jti TEXT NOT NULL DEFAULT '';
  ALTER TABLE token_floor ADD COLUMN kept TEXT NOT NULL DEFAULT '';`,
  // Of the change that made it so: an older one may come later.
  `ALTER TABLE user_status ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE user_ban ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;`,
  "CREATE TABLE applied (uid INTEGER NOT NULL, gid INTEGER NOT NULL, PRIMARY KEY (uid, gid)) WITHOUT ROWID;",
];
