/** What those who run the group have to say to everybody. */

import { pb } from "../../../protocol/codec";
import { OrioleError } from "../../../protocol/errors";
import type { Announcement, By } from "../../group-rpc";
import { allow, type GroupCore, type Turn } from "./core";
import { canAnnounce, needsMember } from "./rules";

const { ANNOUNCEMENT_UPDATED } = pb.GroupNotice.Type;

/** Older ones make room. */
const MAX_KEPT = 1000;

type Row = { id: number; author: number; title: string; content: string; created: number };

export class Announcements {
  readonly #sql: SqlStorage;
  readonly #core: GroupCore;

  constructor(sql: SqlStorage, core: GroupCore) {
    this.#sql = sql;
    this.#core = core;
  }

  /** Each is a new one: what was announced before stays in the list. */
  announce(by: By, title: string, content: string, turn: Turn): Announcement {
    const acting = this.#core.acting(by);
    allow(canAnnounce(acting, this.#core.info));
    const { id } = this.#sql
      .exec<{ id: number }>(
        "INSERT INTO announcement (author, title, content, created) VALUES (?, ?, ?, ?) RETURNING id",
        acting.uid,
        title,
        content,
        turn.nowMs,
      )
      .one();
    this.#sql.exec(
      "DELETE FROM announcement WHERE id <= (SELECT id FROM announcement ORDER BY id DESC LIMIT 1 OFFSET ?)",
      MAX_KEPT,
    );
    this.#core.tell(turn, ANNOUNCEMENT_UPDATED, acting.uid);
    return { id, author: acting.uid, title, content, created: turn.nowMs };
  }

  delete(by: By, id: number, turn: Turn): void {
    const acting = this.#core.acting(by);
    allow(canAnnounce(acting, this.#core.info));
    this.#find(id);
    this.#sql.exec("DELETE FROM announcement WHERE id = ?", id);
    this.#core.tell(turn, ANNOUNCEMENT_UPDATED, acting.uid);
  }

  /** Newest first. */
  list(by: By): Announcement[] {
    allow(needsMember(this.#core.acting(by)));
    return this.#sql.exec<Row>("SELECT * FROM announcement ORDER BY id DESC").toArray();
  }

  get(by: By, id: number | "last"): Announcement {
    allow(needsMember(this.#core.acting(by)));
    return this.#find(id);
  }

  #find(id: number | "last"): Announcement {
    const rows =
      id === "last"
        ? this.#sql.exec<Row>("SELECT * FROM announcement ORDER BY id DESC LIMIT 1")
        : this.#sql.exec<Row>("SELECT * FROM announcement WHERE id = ?", id);
    const [found] = rows.toArray();
    if (!found) throw new OrioleError("GroupAnnouncementNotFound");
    return found;
  }
}
