/**
 * Changes of what two users are to each other. Plain SQL, because each must hold whatever happens at the same moment:
 * a block outlives all that befalls the friendship under it, and comes off to what the relation is by then.
 */

/** When a relation changes, and what the rows are marked with until their conversation has heard of it. */
export interface Change {
  nowMs: number;
  /** No other change has it: whoever has told this one must not take a later one for told. */
  mark: number;
}

/** Befriending. A row that is blocked stays so, and is a friend's once unblocked. */
const BEFRIEND = `ON CONFLICT (app, uid, friend) DO UPDATE SET
  unblocked = CASE relation WHEN 3 THEN 0 ELSE unblocked END,
  relation = CASE relation WHEN 3 THEN 3 ELSE 0 END,
  alias = CASE excluded.alias WHEN '' THEN alias ELSE excluded.alias END,
  untold = excluded.untold, updated_at = excluded.updated_at`;

/** Every uid of the list a friend of ?2, and ?2 of each. */
const BEFRIEND_ALL = `INSERT INTO roster (app, uid, friend, alias, relation, untold, updated_at)
  SELECT ?1, ?2, value, ?5, 0, ?6, ?4 FROM json_each(?3) WHERE true
  UNION ALL SELECT ?1, value, ?2, '', 0, ?6, ?4 FROM json_each(?3) WHERE true ${BEFRIEND}`;

/**
 * Whoever has become a friend, by whatever way, has an answer to what either asked: nobody may say yes to it once they have
 * parted. ?1 app, ?2 the user, ?3 the others; only of those that this very change (?5) has made friends. One statement for each
 * who may have asked: with an OR, SQLite goes through all applications of the app.
 */
const ANSWER_ALL = [
  ["uid", "applicant"],
  ["applicant", "uid"],
].map(
  ([own, other]) => `UPDATE roster_applications AS asked SET status = 1, updated_at = ?4
    WHERE app = ?1 AND status = 0 AND expired_time > ?4
      AND ${own} = ?2 AND ${other} IN (SELECT value FROM json_each(?3))
      AND EXISTS (SELECT 1 FROM roster WHERE roster.app = ?1 AND roster.uid = asked.uid AND roster.friend = asked.applicant
        AND roster.untold = ?5)`,
);

/** `alias` is what `uid` calls the others. */
export async function befriend(
  db: D1Database,
  app: string,
  uid: number,
  others: readonly number[],
  change: Change,
  alias = "",
): Promise<void> {
  const { nowMs, mark } = change;
  const list = JSON.stringify(others);
  await db.batch([
    db.prepare(BEFRIEND_ALL).bind(app, uid, list, nowMs, alias, mark),
    ...ANSWER_ALL.map((statement) => db.prepare(statement).bind(app, uid, list, nowMs, mark)),
  ]);
}

/** Whoever was removed asks no more. */
const APPLICANT_THERE =
  "NOT EXISTS (SELECT 1 FROM users WHERE users.app = ?1 AND users.uid = applicant AND users.status = 3)";

const PENDING = `app = ?1 AND uid = ?2 AND applicant = ?3 AND status = 0 AND expired_time > ?4 AND ${APPLICANT_THERE}`;

const ACCEPT = [
  `INSERT INTO roster (app, uid, friend, alias, relation, untold, updated_at)
    SELECT ?1, applicant, uid, alias, 0, ?5, ?4 FROM roster_applications WHERE ${PENDING}
    UNION ALL SELECT ?1, uid, applicant, '', 0, ?5, ?4 FROM roster_applications WHERE ${PENDING} ${BEFRIEND}`,
  `UPDATE roster_applications SET status = 1, updated_at = ?4 WHERE ${PENDING} RETURNING uid`,
] as const;

/** False when there is no request that waits: of two who accept at once, one does it. */
export async function acceptApplication(
  db: D1Database,
  app: string,
  uid: number,
  applicant: number,
  { nowMs, mark }: Change,
): Promise<boolean> {
  const [befriending, answering] = ACCEPT;
  const [, accepted] = await db.batch([
    db.prepare(befriending).bind(app, uid, applicant, nowMs, mark),
    db.prepare(answering).bind(app, uid, applicant, nowMs),
    ...ANSWER_ALL.map((statement) => db.prepare(statement).bind(app, uid, JSON.stringify([applicant]), nowMs, mark)),
  ]);
  return (accepted?.results.length ?? 0) > 0;
}

export async function declineApplication(
  db: D1Database,
  app: string,
  uid: number,
  applicant: number,
  nowMs: number,
): Promise<boolean> {
  const sql = `UPDATE roster_applications SET status = 2, updated_at = ?4 WHERE ${PENDING} RETURNING uid`;
  const { results } = await db.prepare(sql).bind(app, uid, applicant, nowMs).run();
  return results.length > 0;
}

export interface Application {
  applicant: number;
  reason: string;
  status: number;
  expiredTime: number;
}

/** Asks, or asks again; false when the very same words wait for an answer already. */
export async function saveApplication(
  db: D1Database,
  application: { app: string; uid: number; applicant: number; reason: string; alias: string; expiredTime: number },
  nowMs: number,
): Promise<boolean> {
  const { app, uid, applicant, reason, alias, expiredTime } = application;
  const [before] = await db.batch([
    db
      .prepare(`SELECT uid FROM roster_applications WHERE ${PENDING} AND reason = ?5`)
      .bind(app, uid, applicant, nowMs, reason),
    db
      .prepare(
        `INSERT OR REPLACE INTO roster_applications (app, uid, applicant, reason, alias, status, expired_time, updated_at)
          VALUES (?, ?, ?, ?, ?, 0, ?, ?)`,
      )
      .bind(app, uid, applicant, reason, alias, expiredTime, nowMs),
  ]);
  return before?.results.length === 0;
}

/** Requests to `uid`, by the id of who asks. */
export async function applicationsTo(
  db: D1Database,
  app: string,
  uid: number,
  after: number,
  limit: number,
): Promise<(Application & { updatedAt: number })[]> {
  const { results } = await db
    .prepare(
      `SELECT applicant, reason, status, expired_time AS expiredTime, updated_at AS updatedAt FROM roster_applications
        WHERE app = ?1 AND uid = ?2 AND applicant > ?3 AND ${APPLICANT_THERE} ORDER BY applicant LIMIT ?4`,
    )
    .bind(app, uid, after, limit)
    .all<Application & { updatedAt: number }>();
  return results;
}

const UNFRIEND = `UPDATE roster SET
  unblocked = CASE relation WHEN 3 THEN 1 ELSE unblocked END,
  relation = CASE relation WHEN 3 THEN 3 ELSE 1 END,
  untold = ?5, updated_at = ?4
  WHERE app = ?1 AND (relation = 0 OR (relation = 3 AND unblocked = 0))
    AND ((uid = ?2 AND friend = ?3) OR (uid = ?3 AND friend = ?2)) RETURNING uid`;

/** Ends the friendship on both sides; false when there was none on the side of `uid`. */
export async function unfriend(
  db: D1Database,
  app: string,
  uid: number,
  other: number,
  { nowMs, mark }: Change,
): Promise<boolean> {
  const { results } = await db.prepare(UNFRIEND).bind(app, uid, other, nowMs, mark).run<{ uid: number }>();
  return results.some((row) => row.uid === uid);
}

const BLOCK = `INSERT INTO roster (app, uid, friend, relation, untold, updated_at) VALUES (?1, ?2, ?3, 3, ?5, ?4)
  ON CONFLICT (app, uid, friend) DO UPDATE SET unblocked = relation, relation = 3, untold = ?5, updated_at = ?4
  WHERE relation <> 3 RETURNING uid`;

const UNBLOCK = `UPDATE roster SET relation = unblocked, untold = ?5, updated_at = ?4
  WHERE app = ?1 AND uid = ?2 AND friend = ?3 AND relation = 3 RETURNING uid`;

/** False when it was so already. */
export async function setBlocked(
  db: D1Database,
  app: string,
  uid: number,
  other: number,
  blocked: boolean,
  { nowMs, mark }: Change,
): Promise<boolean> {
  const statement = db.prepare(blocked ? BLOCK : UNBLOCK).bind(app, uid, other, nowMs, mark);
  return (await statement.run()).results.length > 0;
}

export interface Remark {
  alias?: string | undefined;
  ext?: string | undefined;
  muteNotification?: boolean | undefined;
}

/** How the other one shows in the list of `uid`; what is not given stays. */
export async function remark(
  db: D1Database,
  app: string,
  uid: number,
  other: number,
  { alias, ext, muteNotification }: Remark,
  nowMs: number,
): Promise<void> {
  const mute = muteNotification === undefined ? null : Number(muteNotification);
  await db
    .prepare(
      `INSERT INTO roster (app, uid, friend, relation, alias, ext, mute_notification, updated_at)
        VALUES (?1, ?2, ?3, 2, COALESCE(?4, ''), COALESCE(?5, ''), COALESCE(?6, 0), ?7)
        ON CONFLICT (app, uid, friend) DO UPDATE SET alias = COALESCE(?4, alias), ext = COALESCE(?5, ext),
        mute_notification = COALESCE(?6, mute_notification), updated_at = ?7`,
    )
    .bind(app, uid, other, alias ?? null, ext ?? null, mute, nowMs)
    .run();
}

/** Whom a user has in its roster, whatever they are to it. */
export async function knownTo(db: D1Database, app: string, uid: number): Promise<number[]> {
  const { results } = await db
    .prepare("SELECT friend FROM roster WHERE app = ? AND uid = ?")
    .bind(app, uid)
    .all<{ friend: number }>();
  return results.map(({ friend }) => friend);
}

/**
 * All relations of a user who is removed with those it knew. What others it did not know keep of it (a block, a request of
 * its own) would take a scan to find, and is left out wherever it is read.
 */
export async function forgetUser(
  db: D1Database,
  app: string,
  uid: number,
  others: readonly number[],
  nowMs: number,
): Promise<void> {
  await db.batch([
    db
      .prepare("UPDATE users SET roster_cut_at = ?3 WHERE app = ?1 AND uid IN (SELECT value FROM json_each(?2))")
      .bind(app, JSON.stringify(others), nowMs),
    db
      .prepare("DELETE FROM roster WHERE app = ?1 AND friend = ?2 AND uid IN (SELECT value FROM json_each(?3))")
      .bind(app, uid, JSON.stringify(others)),
    db.prepare("DELETE FROM roster WHERE app = ? AND uid = ?").bind(app, uid),
    db.prepare("DELETE FROM roster_applications WHERE app = ? AND uid = ?").bind(app, uid),
  ]);
}
