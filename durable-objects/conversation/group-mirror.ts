/** The queryable copy of a group in D1: its row, and a row a member. */

import type { GroupInfo } from "../rpc";
import type { Facts } from "./facts";
import type { Viewers } from "./viewers";

const MEMBERS_PER_BATCH = 1000;

const GROUP_STATEMENT = `INSERT OR REPLACE INTO groups (app, gid, type, name, avatar, description, ext, owner, status, count,
  capacity, apply_approval, member_invite, member_modify, read_ack, history_visible, hide_member_info, ban_expire_time,
  created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const JOIN_STATEMENT = `INSERT OR REPLACE INTO members (app, gid, uid, role, display_name, join_time)
  SELECT ?1, ?2, value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?3)`;

const LEAVE_STATEMENT = "DELETE FROM members WHERE app = ?1 AND gid = ?2 AND uid IN (SELECT value FROM json_each(?3))";

/** Writes what changed since the last time; safe to repeat. */
export async function mirrorGroup(
  db: D1Database,
  app: string,
  info: GroupInfo,
  viewers: Viewers,
  facts: Facts,
): Promise<void> {
  for (;;) {
    const version = facts.get("group");
    const changed = viewers.unmirrored(MEMBERS_PER_BATCH);
    if (changed.length === 0 && facts.get("group_mirrored") !== "0") return;
    const joined = changed.filter(({ role }) => role !== null);
    const left = changed.filter(({ role }) => role === null);
    await db.batch([
      groupStatement(db, app, info),
      db
        .prepare(JOIN_STATEMENT)
        .bind(app, info.gid, JSON.stringify(joined.map((m) => [m.uid, m.role, m.displayName, m.joinTime]))),
      db.prepare(LEAVE_STATEMENT).bind(app, info.gid, JSON.stringify(left.map(({ uid }) => uid))),
    ]);
    // What changed while D1 was writing is another version of the row: mark only what was written.
    viewers.markMirrored(changed);
    if (facts.get("group") === version) facts.set("group_mirrored", "1");
  }
}

function groupStatement(db: D1Database, app: string, info: GroupInfo): D1PreparedStatement {
  return db
    .prepare(GROUP_STATEMENT)
    .bind(
      app,
      info.gid,
      info.type,
      info.name,
      info.avatar,
      info.description,
      info.ext,
      info.owner,
      info.status,
      info.count,
      info.capacity,
      info.applyApproval,
      Number(info.memberInvite),
      Number(info.memberModify),
      Number(info.readAck),
      Number(info.historyVisible),
      Number(info.hideMemberInfo),
      info.banExpireTime,
      info.createdAt,
      info.updatedAt,
    );
}
