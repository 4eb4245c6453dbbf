/** The queryable copy of a group in D1: its row, and a row a member. What is off the list of files goes out of service with it. */

import type { GroupInfo } from "../../rpc";
import type { Facts } from "../facts";
import type { Viewers } from "../viewers";
import type { UnlistedFiles } from "./unlisted-files";

const MEMBERS_PER_BATCH = 1000;
const FILES_PER_BATCH = 1000;

const GROUP_STATEMENT = `INSERT OR REPLACE INTO groups (app, gid, type, name, avatar, description, ext, owner, status, count,
  capacity, apply_approval, member_invite, member_modify, read_ack, history_visible, hide_member_info, ban_expire_time,
  created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const JOIN_STATEMENT = `INSERT OR REPLACE INTO members (app, gid, uid, role, display_name, join_time)
  SELECT ?1, ?2, value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?3)`;

const LEAVE_STATEMENT = "DELETE FROM members WHERE app = ?1 AND gid = ?2 AND uid IN (SELECT value FROM json_each(?3))";

export interface MirroredGroup {
  app: string;
  /** The group as it is now, also when it is dissolved; null before it was founded. */
  info(): GroupInfo | null;
  unlisted: UnlistedFiles;
}

export class GroupMirror {
  readonly #db: D1Database;
  readonly #group: MirroredGroup;
  readonly #viewers: Viewers;
  readonly #facts: Facts;
  #running: Promise<void> = Promise.resolve();

  constructor(db: D1Database, group: MirroredGroup, viewers: Viewers, facts: Facts) {
    this.#db = db;
    this.#group = group;
    this.#viewers = viewers;
    this.#facts = facts;
  }

  /** Whether D1 lacks something, as far as the disk knows: a process may have died before it wrote. */
  get behind(): boolean {
    const { unlisted } = this.#group;
    const members = this.#viewers.unmirrored(1).length > 0;
    return this.#facts.get("group_mirrored") === "0" || members || unlisted.some(1).length > 0;
  }

  /**
   * Writes what changed since the last time; safe to repeat. One at a time: of two at once the older could reach D1 last
   * and stay there.
   */
  run(): Promise<void> {
    const next = this.#running.then(() => this.#write());
    this.#running = next.catch(() => {});
    return next;
  }

  async #write(): Promise<void> {
    while (this.behind) {
      const info = this.#group.info();
      if (!info) return;
      const version = this.#facts.get("group");
      const changed = this.#viewers.unmirrored(MEMBERS_PER_BATCH);
      const { app, unlisted } = this.#group;
      const gone = unlisted.some(FILES_PER_BATCH);
      const leaving = gone.length > 0 ? [unlisted.statement(this.#db, app, info.gid, gone)] : [];
      await this.#db.batch([...this.#statements(info, changed), ...leaving]);
      unlisted.written(gone);
      // What changed while D1 was writing is another version of the row: mark only what was written.
      this.#viewers.markMirrored(changed);
      if (this.#facts.get("group") === version) this.#facts.set("group_mirrored", "1");
    }
  }

  #statements(info: GroupInfo, changed: ReturnType<Viewers["unmirrored"]>): D1PreparedStatement[] {
    const { app } = this.#group;
    const joined = changed.filter(({ role }) => role !== null).map((m) => [m.uid, m.role, m.displayName, m.joinTime]);
    const left = changed.filter(({ role }) => role === null).map(({ uid }) => uid);
    return [
      groupStatement(this.#db, app, info),
      this.#db.prepare(JOIN_STATEMENT).bind(app, info.gid, JSON.stringify(joined)),
      this.#db.prepare(LEAVE_STATEMENT).bind(app, info.gid, JSON.stringify(left)),
    ];
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
