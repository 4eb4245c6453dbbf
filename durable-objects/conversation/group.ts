/** A group: its facts, who is in it, and the notices that tell about both. */

import { pb } from "../../protocol/codec";
import { type ErrorName, OrioleError } from "../../protocol/errors";
import { MAX_GROUP_MEMBERS } from "../../protocol/limits";
import type { GroupInfo, GroupMember, GroupRole, MemberResult, NewGroup, Notice } from "../rpc";
import type { SpeechRules } from "./committer";
import type { Effects } from "./effects";
import type { Facts } from "./facts";
import { type Log, toEntry } from "./log";
import { newViewer, type Viewer, type Viewers } from "./viewers";

const DISSOLVED = 1;
const { Type } = pb.GroupNotice;

export class Group implements SpeechRules {
  readonly #gid: number;
  readonly #log: Log;
  readonly #viewers: Viewers;
  readonly #facts: Facts;
  #info: GroupInfo | null;

  constructor(gid: number, log: Log, viewers: Viewers, facts: Facts) {
    this.#gid = gid;
    this.#log = log;
    this.#viewers = viewers;
    this.#facts = facts;
    this.#info = this.#stored();
  }

  reload(): void {
    this.#info = this.#stored();
  }

  /** The group's facts, or GroupNotExist. */
  get info(): GroupInfo {
    if (!this.#info || this.#info.status === DISSOLVED) throw new OrioleError("GroupNotExist");
    return { ...this.#info, count: this.#viewers.count };
  }

  get exists(): boolean {
    return this.#info !== null && this.#info.status !== DISSOLVED;
  }

  get readAck(): boolean {
    return this.#info?.readAck ?? false;
  }

  get historyVisible(): boolean {
    return this.#info?.historyVisible ?? false;
  }

  refusalFor(uid: number, nowMs: number): ErrorName | null {
    if (!this.exists) return "GroupNotExist";
    const role = this.#viewers.get(uid)?.role;
    if (role === "owner" || role === "admin") return null;
    const until = this.#info?.banExpireTime ?? 0;
    return until === -1 || until > nowMs ? "GroupMemberBanned" : null;
  }

  /** Creating again with the same id answers what is there: the caller may repeat. */
  create(group: NewGroup, nowMs: number, effects: Effects): GroupInfo {
    if (this.#info) return this.info;
    this.#info = {
      gid: this.#gid,
      type: group.type,
      name: group.name,
      avatar: group.avatar,
      description: group.description,
      ext: "",
      owner: group.owner,
      status: 0,
      count: 0,
      capacity: MAX_GROUP_MEMBERS,
      createdAt: nowMs,
      updatedAt: nowMs,
      // Defaults of a new group (rest-api.md §6).
      applyApproval: 1,
      memberInvite: true,
      memberModify: false,
      readAck: false,
      historyVisible: false,
      hideMemberInfo: false,
      banExpireTime: 0,
    };
    this.#store();
    this.#join(group.owner, "owner", 0, nowMs);
    for (const uid of group.members) if (uid !== group.owner) this.#join(uid, "member", 0, nowMs);
    this.#notice(Type.CREATED, group.owner, [], nowMs, effects);
    return this.info;
  }

  members(after: number, limit: number): { members: GroupMember[]; total: number } {
    return { members: this.#viewers.membersAfter(after, limit).map(memberOf), total: this.info.count };
  }

  membersOf(uids: number[]): GroupMember[] {
    return uids.flatMap((uid) => {
      const viewer = this.#viewers.get(uid);
      return viewer?.role ? [memberOf(viewer)] : [];
    });
  }

  /** `known` are those of the uids that are users of this app. */
  add(by: number, uids: number[], known: Set<number>, nowMs: number, effects: Effects): MemberResult[] {
    const { memberInvite, capacity } = this.info;
    const role = this.#viewers.get(by)?.role;
    if (!role) throw new OrioleError("GroupMemberPermissionRequired");
    if (role === "member" && !memberInvite) throw new OrioleError("GroupAdminPermissionRequired");
    return uids.map((uid) => {
      if (!known.has(uid)) return { uid, error: "UserNotExist" };
      if (this.#viewers.takesPart(uid)) return { uid, error: "GroupMemberExist" };
      if (this.#viewers.count >= capacity) return { uid, error: "GroupCapacityExceedLimit" };
      this.#join(uid, "member", this.#log.head.mid, nowMs);
      this.#notice(Type.JOINED, uid, [by], nowMs, effects);
      return { uid };
    });
  }

  leave(uid: number, nowMs: number, effects: Effects): void {
    const { owner } = this.info;
    const viewer = this.#viewers.get(uid);
    if (!viewer?.role) throw new OrioleError("GroupNotMemberFound");
    if (owner === uid) throw new OrioleError("GroupOwnerCannotLeave");
    this.#notice(Type.LEAVED, uid, [], nowMs, effects);
    this.#viewers.save({ ...viewer, role: null, leftMid: this.#log.head.mid }, true);
    // No member any more, so the log no longer reaches this user: the user's own conversation does.
    effects.notices.push({
      ...this.#personal(uid, Type.LEAVED, uid, []),
      member: { conversation: `g:${this.#gid}`, in: false },
    });
  }

  #join(uid: number, role: GroupRole, joinedMid: number, nowMs: number): void {
    const before = this.#viewers.get(uid) ?? newViewer(uid);
    const read = joinedMid > 0 ? { mid: this.#log.head.mid, seq: this.#log.head.seq } : before.read;
    this.#viewers.save({ ...before, role, joinTime: nowMs, joinedMid, leftMid: 0, read, receiptMid: read.mid }, true);
  }

  /** A notice to all members is an entry of the group's log: one row, whatever the number of members. */
  #notice(type: pb.GroupNotice.Type, from: number, to: number[], nowMs: number, effects: Effects): void {
    const { row } = this.#log.append({
      sender: from,
      sn: 0,
      kind: "notice",
      target: 0,
      time: nowMs,
      dedupe: null,
      to: this.#gid,
      ns: pb.Meta.NameSpace.GROUP_NOTICE,
      payload: this.#payload(type, from, to),
    });
    effects.entries.push({ entry: toEntry(row), echo: true });
  }

  #personal(uid: number, type: pb.GroupNotice.Type, from: number, to: number[]): Notice {
    const payload = this.#payload(type, from, to);
    return { uid, ns: pb.Meta.NameSpace.GROUP_NOTICE, from, fromSn: 0, to: uid, payload };
  }

  #payload(type: pb.GroupNotice.Type, from: number, to: number[]): Uint8Array {
    return pb.GroupNotice.encode({
      type,
      gid: { uid: this.#gid, deviceSN: 0 },
      from: { uid: from, deviceSN: 0 },
      to: to.map((uid) => ({ uid, deviceSN: 0 })),
    }).finish();
  }

  #stored(): GroupInfo | null {
    const text = this.#facts.get("group");
    return text === null ? null : (JSON.parse(text) as GroupInfo);
  }

  #store(): void {
    this.#facts.set("group", JSON.stringify(this.#info));
    this.#facts.set("group_mirrored", "0");
  }
}

function memberOf(viewer: Viewer): GroupMember {
  return {
    uid: viewer.uid,
    role: viewer.role ?? "member",
    displayName: viewer.displayName,
    joinTime: viewer.joinTime,
  };
}
