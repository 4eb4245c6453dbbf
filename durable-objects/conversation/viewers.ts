/** Who sees a conversation, and how far each has got: the two of a direct one, the members of a group. */

import type { Conversation } from "../../protocol/ids";
import type { GroupRole, Position } from "../rpc";

export interface Viewer {
  uid: number;
  /** Null for the two of a direct conversation, and for those who left a group. */
  role: GroupRole | null;
  displayName: string;
  joinTime: number;
  joinedMid: number;
  /** Where a former member stopped seeing entries; 0 for members. */
  leftMid: number;
  /** Unread begins after this. */
  read: Position;
  /** The farthest this user has ever read: what authors are told. */
  receiptMid: number;
  deliveredMid: number;
  /** Nothing up to here is shown to this user. */
  clearedMid: number;
}

interface StoredViewer extends Record<string, SqlStorageValue> {
  uid: number;
  role: string | null;
  display_name: string;
  join_time: number;
  joined_mid: number;
  left_mid: number;
  read_mid: number;
  read_seq: number;
  receipt_mid: number;
  delivered_mid: number;
  cleared_mid: number;
}

const COLUMNS = [
  "role",
  "display_name",
  "join_time",
  "joined_mid",
  "left_mid",
  "read_mid",
  "read_seq",
  "receipt_mid",
  "delivered_mid",
  "cleared_mid",
] as const;

// A row that D1 has yet to see stays so, whatever else changes in it.
const SAVE_STATEMENT = `INSERT INTO viewer (uid, ${COLUMNS.join(", ")}, mirrored) VALUES (?${", ?".repeat(COLUMNS.length + 1)})
  ON CONFLICT (uid) DO UPDATE SET ${COLUMNS.map((name) => `${name} = excluded.${name}`).join(", ")},
  mirrored = min(mirrored, excluded.mirrored)`;

export class Viewers {
  readonly #sql: SqlStorage;
  readonly #conversation: Conversation;
  readonly #byUid = new Map<number, Viewer>();

  constructor(sql: SqlStorage, conversation: Conversation) {
    this.#sql = sql;
    this.#conversation = conversation;
    this.reload();
  }

  reload(): void {
    this.#byUid.clear();
    for (const row of this.#sql.exec<StoredViewer>("SELECT * FROM viewer")) this.#byUid.set(row.uid, fromRow(row));
    if (this.#conversation.kind === "direct") {
      for (const uid of [this.#conversation.low, this.#conversation.high]) {
        if (!this.#byUid.has(uid)) this.#byUid.set(uid, newViewer(uid));
      }
    }
  }

  get(uid: number): Viewer | null {
    return this.#byUid.get(uid) ?? null;
  }

  /** Whether this user takes part now. */
  takesPart(uid: number): boolean {
    const viewer = this.#byUid.get(uid);
    if (!viewer) return false;
    return this.#conversation.kind === "direct" || viewer.role !== null;
  }

  /** Whoever takes part, or did: what was said until then stays to be seen. */
  seeing(uid: number): Viewer | null {
    const viewer = this.#byUid.get(uid);
    return viewer && (this.takesPart(uid) || viewer.leftMid > 0) ? viewer : null;
  }

  /** Everybody who takes part, or did. */
  everybody(): Iterable<Viewer> {
    return this.#byUid.values();
  }

  /** Everybody who takes part now. */
  *participants(): Iterable<Viewer> {
    for (const viewer of this.#byUid.values()) {
      if (this.#conversation.kind === "direct" || viewer.role !== null) yield viewer;
    }
  }

  /** Members by id, after a cursor. */
  membersAfter(uid: number, limit: number): Viewer[] {
    const members = [...this.participants()].filter((viewer) => viewer.uid > uid);
    return members.sort((a, b) => a.uid - b.uid).slice(0, limit);
  }

  get count(): number {
    let count = 0;
    for (const _ of this.participants()) count++;
    return count;
  }

  /** Changes a viewer, in memory and in the table; `mirror` when D1 shows what changed. */
  save(viewer: Viewer, mirror = false): void {
    this.#byUid.set(viewer.uid, viewer);
    this.#sql.exec(
      SAVE_STATEMENT,
      viewer.uid,
      viewer.role,
      viewer.displayName,
      viewer.joinTime,
      viewer.joinedMid,
      viewer.leftMid,
      viewer.read.mid,
      viewer.read.seq,
      viewer.receiptMid,
      viewer.deliveredMid,
      viewer.clearedMid,
      mirror ? 0 : 1,
    );
  }

  /** Members whose row in D1 is behind. */
  unmirrored(limit: number): Viewer[] {
    return this.#sql
      .exec<StoredViewer>("SELECT * FROM viewer WHERE mirrored = 0 LIMIT ?", limit)
      .toArray()
      .map(fromRow);
  }

  /** Marks those that still are what was mirrored. */
  markMirrored(viewers: Viewer[]): void {
    for (const { uid, role, joinTime, displayName } of viewers) {
      this.#sql.exec(
        "UPDATE viewer SET mirrored = 1 WHERE uid = ? AND role IS ? AND join_time = ? AND display_name = ?",
        uid,
        role,
        joinTime,
        displayName,
      );
    }
  }
}

export function newViewer(uid: number): Viewer {
  return {
    uid,
    role: null,
    displayName: "",
    joinTime: 0,
    joinedMid: 0,
    leftMid: 0,
    read: { mid: 0, seq: 0 },
    receiptMid: 0,
    deliveredMid: 0,
    clearedMid: 0,
  };
}

function fromRow(row: StoredViewer): Viewer {
  return {
    uid: row.uid,
    role: row.role === "owner" || row.role === "admin" || row.role === "member" ? row.role : null,
    displayName: row.display_name,
    joinTime: row.join_time,
    joinedMid: row.joined_mid,
    leftMid: row.left_mid,
    read: { mid: row.read_mid, seq: row.read_seq },
    receiptMid: row.receipt_mid,
    deliveredMid: row.delivered_mid,
    clearedMid: row.cleared_mid,
  };
}
