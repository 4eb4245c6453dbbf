/** The conversations of one user, as the hub knows them. */

import { isGroupId } from "../../protocol/ids";
import type { Position, View } from "../rpc";

export interface Listed {
  /** Conversation key without the app. */
  readonly name: string;
  /** How this user calls it. */
  readonly xid: number;
  readonly isGroup: boolean;
  head: Position;
  headTime: number;
  read: Position;
  clearedMid: number;
  /** On disk: the stored head may be behind, so whoever loads this row has to ask the conversation. */
  stale: boolean;
  /** Sends of this user's devices whose answers are out. */
  sending: number;
  /** Listed for the first send alone, which may yet be refused. */
  tentative: boolean;
  /** In memory: the conversation tells this hub of every entry, so `head` is the head. */
  following: boolean;
}

interface StoredConversation extends Record<string, SqlStorageValue> {
  name: string;
  stale: number;
  head_mid: number;
  head_seq: number;
  head_time: number;
  read_mid: number;
  read_seq: number;
  cleared_mid: number;
}

export class ConversationList {
  readonly #sql: SqlStorage;
  readonly #uid: number;
  readonly #byName = new Map<string, Listed>();

  constructor(sql: SqlStorage, uid: number) {
    this.#sql = sql;
    this.#uid = uid;
    for (const row of sql.exec<StoredConversation>("SELECT * FROM conversation WHERE uid = ?", uid)) {
      this.#byName.set(row.name, fromRow(row, uid));
    }
  }

  get(name: string): Listed | null {
    return this.#byName.get(name) ?? null;
  }

  all(): Listed[] {
    return [...this.#byName.values()];
  }

  /** What the user sees in the list: not what was removed and has been silent since. Oldest first. */
  shown(): Listed[] {
    return this.all()
      .filter(({ head, clearedMid, tentative }) => !tentative && (head.mid > clearedMid || clearedMid === 0))
      .sort((a, b) => a.head.mid - b.head.mid);
  }

  /** Groups that the user is in. One that a device only sends to, and may be refused by, is none of them. */
  groups(): Listed[] {
    return this.all().filter(({ isGroup, tentative }) => isGroup && !tentative);
  }

  /** Those that have to be asked where they stand; what was removed from the list may have begun again. */
  unfollowed(): Listed[] {
    return this.all().filter(({ following, tentative }) => !following && !tentative);
  }

  /** The conversation, listed from now on. */
  ensure(name: string): Listed {
    const listed = this.#byName.get(name) ?? this.#create(name, false);
    listed.tentative = false;
    return listed;
  }

  #create(name: string, tentative: boolean): Listed {
    const nowhere = { mid: 0, seq: 0 };
    const listed: Listed = {
      name,
      xid: xidOf(name, this.#uid),
      isGroup: name.startsWith("g:"),
      head: nowhere,
      headTime: 0,
      read: nowhere,
      clearedMid: 0,
      stale: true,
      sending: 0,
      tentative,
      following: false,
    };
    this.#byName.set(name, listed);
    this.#save(listed);
    return listed;
  }

  /**
   * A device sends there. Should this process end before the answer, nobody here knows whether it was stored: whoever loads
   * the row has to ask. The row would be written with the answer anyway.
   */
  sending(name: string): void {
    const listed = this.#byName.get(name) ?? this.#create(name, true);
    listed.sending++;
    this.#mark(listed);
  }

  /** The answer; `stored` also when it is unknown. */
  sent(name: string, stored: boolean): void {
    const listed = this.#byName.get(name);
    if (!listed) return;
    listed.sending = Math.max(0, listed.sending - 1);
    if (stored) listed.tentative = false;
    else if (listed.tentative && listed.sending === 0) this.remove(name);
  }

  /** Something happened there: the head is this now, and no longer what is stored. One row for a whole busy period. */
  advance(listed: Listed, head: Position, time: number): void {
    if (head.mid >= listed.head.mid) {
      listed.head = { mid: head.mid, seq: head.seq };
      listed.headTime = Math.max(listed.headTime, time);
    }
    this.#mark(listed);
  }

  /** On disk, the head may be behind from now on. */
  #mark(listed: Listed): void {
    if (listed.stale) return;
    listed.stale = true;
    this.#save(listed);
  }

  /** The conversation's own word on where it stands. */
  refresh(listed: Listed, view: View): void {
    const newer = view.head.mid >= listed.head.mid;
    if (newer) {
      listed.head = view.head;
      listed.headTime = view.headTime;
    }
    listed.following = true;
    const moved = listed.read.mid !== view.read.mid || listed.clearedMid !== view.cleared;
    listed.read = view.read;
    listed.clearedMid = view.cleared;
    // Only what the conversation said itself may be stored as the head, and only while nothing is on its way there.
    const settles = newer && listed.stale && listed.sending === 0;
    if (settles) listed.stale = false;
    if (settles || moved) this.#save(listed);
  }

  read(name: string, read: Position): void {
    const listed = this.ensure(name);
    if (listed.read.mid === read.mid) return;
    listed.read = { mid: read.mid, seq: read.seq };
    this.#save(listed);
  }

  clear(name: string, upTo: Position): void {
    const listed = this.ensure(name);
    listed.clearedMid = Math.max(listed.clearedMid, upTo.mid);
    listed.read = { mid: upTo.mid, seq: upTo.seq };
    this.#save(listed);
  }

  remove(name: string): void {
    this.#byName.delete(name);
    this.#sql.exec("DELETE FROM conversation WHERE uid = ? AND name = ?", this.#uid, name);
    this.#sql.exec("DELETE FROM cursor WHERE uid = ? AND name = ?", this.#uid, name);
  }

  #save(listed: Listed): void {
    this.#sql.exec(
      `INSERT OR REPLACE INTO conversation
        (uid, name, stale, head_mid, head_seq, head_time, read_mid, read_seq, cleared_mid) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      this.#uid,
      listed.name,
      Number(listed.stale),
      listed.head.mid,
      listed.head.seq,
      listed.headTime,
      listed.read.mid,
      listed.read.seq,
      listed.clearedMid,
    );
  }
}

/** How a user calls the conversation of this key. */
export function xidOf(name: string, uid: number): number {
  const [, low = "0", high = "0"] = name.split(":");
  if (name.startsWith("g:")) return Number(low);
  return Number(low) === uid ? Number(high) : Number(low);
}

/** The key of the conversation that a user calls so. */
export function nameOf(xid: number, uid: number): string {
  return isGroupId(xid) ? `g:${xid}` : `u:${Math.min(uid, xid)}:${Math.max(uid, xid)}`;
}

function fromRow(row: StoredConversation, uid: number): Listed {
  const stale = row.stale !== 0;
  return {
    name: row.name,
    xid: xidOf(row.name, uid),
    isGroup: row.name.startsWith("g:"),
    head: { mid: row.head_mid, seq: row.head_seq },
    headTime: row.head_time,
    read: { mid: row.read_mid, seq: row.read_seq },
    clearedMid: row.cleared_mid,
    stale,
    sending: 0,
    tentative: false,
    following: !stale,
  };
}
