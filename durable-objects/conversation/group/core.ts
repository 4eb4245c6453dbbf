/** What every part of a group works on: its facts, its members, and the notices that tell about both. */

import { pb } from "../../../protocol/codec";
import { type ErrorName, OrioleError } from "../../../protocol/errors";
import type { By } from "../../group-rpc";
import type { GroupInfo, GroupMember, GroupRole, MemberResult, Notice } from "../../rpc";
import type { Effects } from "../effects";
import type { Facts } from "../facts";
import { type Log, toEntry } from "../log";
import { newViewer, type Viewer, type Viewers } from "../viewers";

const DISSOLVED = 1;

/** One change of the group: when it happens, and what it leaves to be done once it is stored. */
export interface Turn {
  nowMs: number;
  /** The app does it, be it in a user's name: no device of that user knows of it. */
  byApp: boolean;
  effects: Effects;
  /** Who came in: deliveries to them begin again. */
  joined: Set<number>;
  /** Who is out, and what their direct sockets are closed with. */
  gone: Map<number, ErrorName>;
}

/** Somebody with a right; uid is the owner's where the app itself acts, because a notice needs an author. */
export interface Acting {
  uid: number;
  role: GroupRole | null;
}

export class GroupCore {
  readonly gid: number;
  readonly viewers: Viewers;
  readonly #log: Log;
  readonly #facts: Facts;
  #info: GroupInfo | null;

  constructor(gid: number, log: Log, viewers: Viewers, facts: Facts) {
    this.gid = gid;
    this.viewers = viewers;
    this.#log = log;
    this.#facts = facts;
    this.#info = this.#read();
  }

  reload(): void {
    this.#info = this.#read();
  }

  /** The group's facts, or GroupNotExist. */
  get info(): GroupInfo {
    if (!this.#info || this.#info.status === DISSOLVED) throw new OrioleError("GroupNotExist");
    return { ...this.#info, count: this.viewers.count };
  }

  /** The same for the mirror, which also shows that a group is dissolved; null before it was founded. */
  get stored(): GroupInfo | null {
    return this.#info && { ...this.#info, count: this.viewers.count };
  }

  /** Without the count, which takes a walk over all members. */
  get settings(): GroupInfo | null {
    return this.#info;
  }

  get exists(): boolean {
    return this.#info !== null && this.#info.status !== DISSOLVED;
  }

  found(info: GroupInfo): void {
    this.#info = info;
    this.#write();
  }

  change(patch: Partial<GroupInfo>, nowMs: number): void {
    this.#info = { ...this.info, ...patch, updatedAt: nowMs };
    this.#write();
  }

  dissolve(nowMs: number): void {
    this.change({ status: DISSOLVED }, nowMs);
  }

  // ---- who ------------------------------------------------------------------------------------------------------

  acting(by: By): Acting {
    const { owner } = this.info;
    if (by === null) return { uid: owner, role: "owner" };
    if (by === "admin") return { uid: owner, role: "admin" };
    return { uid: by, role: this.viewers.get(by)?.role ?? null };
  }

  /** Everybody who runs the group. */
  *admins(): Iterable<Viewer> {
    for (const viewer of this.viewers.participants()) if (viewer.role !== "member") yield viewer;
  }

  admit(uid: number, role: GroupRole, joinedMid: number, turn: Turn): void {
    const before = this.viewers.get(uid) ?? newViewer(uid);
    const read = joinedMid > 0 ? { mid: this.#log.head.mid, seq: this.#log.head.seq } : before.read;
    const receiptMid = read.mid;
    this.viewers.save({ ...before, role, joinTime: turn.nowMs, joinedMid, leftMid: 0, read, receiptMid }, true);
    turn.joined.add(uid);
    turn.gone.delete(uid);
  }

  /** Admits now, after all that was said so far. */
  admitNow(uid: number, turn: Turn): void {
    this.admit(uid, "member", this.#log.head.mid, turn);
  }

  /** Takes a member out, who still sees everything up to now. */
  release(viewer: Viewer, turn: Turn, error: ErrorName = "GroupNotMemberFound"): void {
    this.viewers.save({ ...viewer, role: null, leftMid: this.#log.head.mid }, true);
    turn.gone.set(viewer.uid, error);
    turn.joined.delete(viewer.uid);
  }

  setRole(viewer: Viewer, role: GroupRole): void {
    this.viewers.save({ ...viewer, role }, true);
  }

  // ---- telling --------------------------------------------------------------------------------------------------

  /** A notice to all members is an entry of the group's log: one row, whatever the number of members. */
  tell(turn: Turn, type: pb.GroupNotice.Type, from: number, to: readonly number[] = [], content = ""): void {
    const { row } = this.#log.append({
      sender: from,
      sn: 0,
      kind: "notice",
      target: 0,
      time: turn.nowMs,
      dedupe: null,
      to: this.gid,
      ns: pb.Meta.NameSpace.GROUP_NOTICE,
      payload: this.#payload(type, from, to, content),
    });
    turn.effects.entries.push({ entry: toEntry(row), echo: true });
  }

  /** A changed fact, as clients merge it: names are those of GroupInfoAndSettings. */
  tellInfo(turn: Turn, from: number, property: string, value: string | number | boolean): void {
    this.tell(turn, pb.GroupNotice.Type.INFO_UPDATED, from, [], infoContent(property, value));
  }

  /** A notice to one user, in its own system conversation: for who is no member, and for what is no other's business. */
  tellOne(
    turn: Turn,
    uid: number,
    type: pb.GroupNotice.Type,
    from: number,
    to: readonly number[] = [],
    content = "",
    more: Partial<Notice> = {},
  ): void {
    const payload = this.#payload(type, from, to, content);
    const notice = { uid, ns: pb.Meta.NameSpace.GROUP_NOTICE, from, fromSn: 0, to: uid, payload, ...more };
    turn.effects.notices.push(turn.byApp ? { ...notice, own: false } : notice);
  }

  /** What `release` leaves to say: the log no longer reaches this user, and the group leaves the user's list. */
  tellOut(turn: Turn, uid: number, type: pb.GroupNotice.Type, from: number, to: readonly number[] = []): void {
    this.tellOne(turn, uid, type, from, to, "", { member: { conversation: `g:${this.gid}`, in: false } });
  }

  #payload(type: pb.GroupNotice.Type, from: number, to: readonly number[], content: string): Uint8Array {
    return pb.GroupNotice.encode({
      type,
      gid: { uid: this.gid, deviceSN: 0 },
      from: { uid: from, deviceSN: 0 },
      to: to.map((uid) => ({ uid, deviceSN: 0 })),
      ...(content === "" ? {} : { content }),
    }).finish();
  }

  #read(): GroupInfo | null {
    const text = this.#facts.get("group");
    return text === null ? null : (JSON.parse(text) as GroupInfo);
  }

  #write(): void {
    this.#facts.set("group", JSON.stringify(this.#info));
    this.#facts.set("group_mirrored", "0");
  }
}

export function infoContent(property: string, value: string | number | boolean): string {
  return JSON.stringify({ property, [property]: value });
}

export function memberOf(viewer: Viewer): GroupMember {
  return {
    uid: viewer.uid,
    role: viewer.role ?? "member",
    displayName: viewer.displayName,
    joinTime: viewer.joinTime,
  };
}

export function allow(refusal: ErrorName | null): void {
  if (refusal) throw new OrioleError(refusal);
}

/** Tries something for each of several users; whom it is refused for keeps its refusal, the others are not held up. */
export function forEach(uids: readonly number[], attempt: (uid: number) => ErrorName | null): MemberResult[] {
  return [...new Set(uids)].map((uid) => {
    const error = attempt(uid);
    return error ? { uid, error } : { uid };
  });
}

/** Those whom it was done for. */
export function done(results: readonly MemberResult[]): number[] {
  return results.filter(({ error }) => error === undefined).map(({ uid }) => uid);
}

/** A page of something ordered by uid. */
export function pageOf<T extends { uid: number }>(all: readonly T[], after: number, limit: number): T[] {
  return all
    .filter(({ uid }) => uid > after)
    .sort((a, b) => a.uid - b.uid)
    .slice(0, limit);
}
