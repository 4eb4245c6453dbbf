/** How a user stands to its own system conversation ([SYS-2]): what it has read, hidden and removed of it. */

import { pb } from "../../protocol/codec";
import { OrioleError } from "../../protocol/errors";
import { type Operation, operationOf, readBody } from "../../protocol/message-body";
import { withStatus } from "../body-status";
import { fitting } from "../fitting";
import type { Entry, HistoryPage, Page, Position, SystemAct } from "../rpc";
import type { NoticeEntry, NoticeLog } from "./notice-log";

interface Place {
  read: Position;
  /** Messages up to here were removed. */
  clearedMid: number;
}

export class SystemView {
  readonly #sql: SqlStorage;
  readonly #uid: number;
  readonly #log: NoticeLog;
  /** A cache of the row; not read before it is asked for, so that a login costs nothing more. */
  #known: Place | null = null;
  /** A count, and the head that it was made at: every heartbeat asks. */
  #counted: { seq: number; unread: number } | null = null;

  constructor(sql: SqlStorage, uid: number, log: NoticeLog) {
    this.#sql = sql;
    this.#uid = uid;
    this.#log = log;
  }

  get read(): Position {
    return this.#place.read;
  }

  get unread(): number {
    const { seq } = this.#log.head;
    if (this.#counted?.seq !== seq) {
      const { read, clearedMid } = this.#place;
      this.#counted = { seq, unread: this.#log.countMessages(Math.max(read.mid, clearedMid)) };
    }
    return this.#counted.unread;
  }

  /** Whether there is a message that the user sees. */
  get isShown(): boolean {
    return this.#log.messagesBefore(0, this.#place.clearedMid, 1).length > 0;
  }

  /** [PULL-3] Notices are no messages: a removal leaves them to the devices that have yet to hear of them. */
  page(after: number, limit: number): Omit<Page, "entries"> & { entries: NoticeEntry[] } {
    const page = this.#log.page(after, limit);
    const { clearedMid } = this.#place;
    const hidden = this.#log.hiddenBetween(page.entries[0]?.mid ?? 0, page.last.mid);
    const shown = page.entries.map((entry): NoticeEntry => {
      if (entry.from !== 0 || (entry.mid > clearedMid && !hidden.has(entry.mid))) return entry;
      const { meta: _meta, ...bare } = entry;
      return bare;
    });
    const entries = fitting(shown);
    const newest = entries.at(-1);
    if (!newest || entries.length === shown.length) return { ...page, entries };
    return { ...page, entries, last: { mid: newest.mid, seq: newest.seq } };
  }

  /** [HIST-1] */
  history(before: number, limit: number): HistoryPage {
    const { read, clearedMid } = this.#place;
    const found = this.#log.messagesBefore(before, clearedMid, limit + 1);
    const shown = found.slice(0, limit).map(({ otherMids: _, ...entry }): Entry => {
      const { meta } = entry;
      return meta && entry.mid <= read.mid ? { ...entry, meta: withStatus(meta, pb.MessageBody.Status.READ) } : entry;
    });
    const entries = fitting(shown);
    return { entries, next: found.length > entries.length ? (entries.at(-1)?.mid ?? 0) : 0 };
  }

  /** Whether it changed anything that the user's devices have to know. Refuses by OrioleError what names no message. */
  apply({ ns, payload }: Pick<SystemAct, "ns" | "payload">): boolean {
    if (ns === pb.Meta.NameSpace.CONVERSATION) return this.#clear();
    const operation = operationOf(readBody(payload));
    if (!operation) throw new OrioleError("MessageInvalid", "not an operation");
    return this.#operate(operation);
  }

  #operate({ name, mid }: Operation): boolean {
    switch (name) {
      case "READ_ACK":
        this.#requireNotice(mid);
        return this.#readTo(this.#log.at(mid));
      case "READ_ALL":
        return this.#readTo(this.#log.at(mid));
      case "READ_CANCEL":
        this.#requireNotice(mid);
        return mid <= this.#place.read.mid && this.#save({ ...this.#place, read: this.#log.at(mid - 1) });
      case "DELETE":
        this.#requireNotice(mid);
        this.#counted = null;
        return this.#log.hide(mid);
      case "DELIVER_ACK":
      case "PLAY_ACK":
        // They are for the author, which is nobody here.
        return false;
      case "RECALL":
      case "APPEND":
      case "REPLACE":
        throw new OrioleError("MessageInvalid", "not of the system conversation");
      default:
        return name satisfies never;
    }
  }

  #requireNotice(mid: number): void {
    if (this.#log.at(mid).mid !== mid) throw new OrioleError("MessageInvalid", "no such message");
  }

  #readTo(read: Position): boolean {
    return read.mid > this.#place.read.mid && this.#save({ ...this.#place, read });
  }

  #clear(): boolean {
    const { head } = this.#log;
    return this.#save({ read: head, clearedMid: head.mid });
  }

  #save(place: Place): boolean {
    const { read, clearedMid } = this.#place;
    if (place.read.mid === read.mid && place.clearedMid === clearedMid) return false;
    this.#known = place;
    this.#counted = null;
    this.#sql.exec(
      "INSERT OR REPLACE INTO system_view (uid, read_mid, read_seq, cleared_mid) VALUES (?, ?, ?, ?)",
      this.#uid,
      place.read.mid,
      place.read.seq,
      place.clearedMid,
    );
    return true;
  }

  get #place(): Place {
    if (!this.#known) {
      const query = "SELECT read_mid, read_seq, cleared_mid FROM system_view WHERE uid = ?";
      const row = this.#sql
        .exec<{ read_mid: number; read_seq: number; cleared_mid: number }>(query, this.#uid)
        .toArray()[0];
      this.#known = {
        read: { mid: row?.read_mid ?? 0, seq: row?.read_seq ?? 0 },
        clearedMid: row?.cleared_mid ?? 0,
      };
    }
    return this.#known;
  }
}
