import type { GroupNoticeType, Notice, OrioleClient, RosterNoticeType } from "../index";
import { parseObject } from "./big-json";
import type { Context } from "./context";
import type { FlooEvents } from "./events";
import type { Gate } from "./gate";
import type { GroupBook } from "./group-book";
import type { ListEvents } from "./list-events";
import { noticeMeta } from "./raw-meta";
import type { RosterBook } from "./roster-book";
import type { KnownGroup, RawMeta, RosterItem, UserProfile } from "./shapes";

type GroupNotice = Extract<Notice, { kind: "group" }>;
type RosterNotice = Extract<Notice, { kind: "roster" }>;
/** Events that carry the notice itself. */
type MetaEvent = { [Name in keyof FlooEvents]: FlooEvents[Name] extends RawMeta ? Name : never }[keyof FlooEvents];

const groupEvents: { readonly [Type in GroupNoticeType]?: MetaEvent } = {
  CREATED: "onGroupCreated",
  DESTROYED: "onGroupDestoryed",
  JOINED: "onGroupJoined",
  LEAVED: "onGroupLeaved",
  APPLY_ACCEPTED: "onGroupApplyAccepted",
  APPLY_DECLINED: "onGroupApplyDeclined",
  INVITED: "onGroupNotice",
  INVITE_ACCEPTED: "onGroupInvitedAccepted",
  INVITE_DECLINED: "onGroupInvitedDeclined",
  KICKED: "onGroupKicked",
  BLOCKED: "onGroupKicked",
  UNBLOCKED: "onGroupUnblocked",
  OWNER_ASSIGNED: "onGroupOwnerAssigned",
  ADMIN_GRANTED: "onGroupAdminGranted",
  ADMIN_REVOKED: "onGroupAdminRevoked",
  MUTED: "onGroupMuted",
  UNMUTED: "onGroupUnmuted",
  ANNOUNCEMENT_UPDATED: "onGroupAnnouncementUpdated",
};

const rosterEvents: { readonly [Type in RosterNoticeType]?: MetaEvent } = {
  REMOVED: "onRosterRemoved",
  ACCEPTED: "onRosterAccepted",
  DECLINED: "onRosterDeclined",
  APPLIED: "onRosterApplied",
};

/** What a user may want to answer, or read again. */
const kept: readonly string[] = ["APPLYED", "APPLY_DECLINED", "INVITED", "INVITE_DECLINED", "DECLINED"];
const MOST_KEPT = 50;

/** Notices of the end of a session. */
const ends: readonly string[] = [
  "PASSWORD_CHANGED",
  "FROZEN",
  "REMOVED",
  "KICK_BY_SAME_DEVICE",
  "KICKED_BY_OTHER_DEVICE",
  "DEVICE_REMOVED",
];

interface Parts {
  readonly context: Context;
  readonly gate: Gate;
  readonly rosters: RosterBook;
  readonly groups: GroupBook;
  readonly list: ListEvents;
}

/** Notices of the core: what they change in the books, and the events that Floo apps know them by. */
export class NoticeEvents {
  readonly #parts: Parts;
  #kept: RawMeta[] = [];
  /** A notice said that this session is over. */
  ended = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Newest first. */
  get kept(): RawMeta[] {
    return this.#kept.slice();
  }

  clear(): void {
    this.#kept = [];
  }

  wire(client: OrioleClient): void {
    client.on("notice", (notice) => this.#parts.gate.pass(() => this.#notice(notice)));
  }

  #notice(notice: Notice): void {
    const { context } = this.#parts;
    const self = context.session?.uid ?? 0;
    if (notice.kind === "user") {
      if (notice.type === "INFO_UPDATED") this.#ownInfo(notice.content);
      if (notice.origin === "tail") return;
      if (ends.indexOf(notice.type) >= 0) this.ended = true;
      return context.emit("flooNotice", { category: "userNotice", desc: notice.type });
    }
    const meta = noticeMeta(notice, self);
    if (kept.indexOf(notice.type) >= 0 && notice.from !== self) {
      this.#kept = [meta, ...this.#kept.filter(({ id }) => id.toNumber() !== notice.mid)].slice(0, MOST_KEPT);
    }
    // From before this login: the lists that were fetched for it are newer.
    if (notice.origin === "tail") return;
    if (notice.kind === "group") this.#group(notice, meta, self);
    else this.#roster(notice, meta, self);
  }

  #group(notice: GroupNotice, meta: RawMeta, self: number): void {
    const { context, groups } = this.#parts;
    const { type, gid, from, to, content } = notice;
    const own = from === self;
    const named = to.indexOf(self) >= 0;
    const event = groupEvents[type];
    switch (type) {
      case "CREATED":
        groups.add(gid);
        break;
      case "JOINED":
      case "INVITE_ACCEPTED":
        if (own) groups.add(gid);
        else groups.membersChanged(gid);
        break;
      case "APPLY_ACCEPTED":
        if (named) groups.add(gid);
        else groups.membersChanged(gid);
        break;
      case "DESTROYED":
        this.#out(gid);
        break;
      case "LEAVED":
        if (own) this.#out(gid);
        else groups.membersGone(gid, [from]);
        break;
      case "KICKED":
      case "BLOCKED":
        if (named) this.#out(gid);
        else groups.membersGone(gid, to);
        break;
      case "OWNER_ASSIGNED":
      case "ANNOUNCEMENT_UPDATED":
        groups.refresh(gid);
        break;
      case "BANNED":
        context.emit("onGroupBaned", { groupId: gid, toUids: to.slice(), content });
        break;
      case "UNBANNED":
        context.emit("onGroupUnbaned", { groupId: gid, toUids: to.slice() });
        break;
      case "INFO_UPDATED":
        this.#groupInfo(notice);
        break;
      default:
        break;
    }
    if (event) context.emit(event, meta);
    if (type === "CREATED" || type === "DESTROYED" || own || named) context.emit("onGroupListUpdate", meta);
  }

  /** This user is no longer in the group. */
  #out(gid: number): void {
    this.#parts.list.left(gid);
    this.#parts.groups.remove(gid);
  }

  #groupInfo({ gid, content }: GroupNotice): void {
    const { context, groups } = this.#parts;
    const { property, ...facts } = parseObject(content) ?? {};
    if (property === "display_name") return groups.membersChanged(gid);
    groups.put({ ...facts, group_id: gid } as KnownGroup);
    if (property === "ban_expire_time") {
      const banned = facts["ban_expire_time"] !== 0;
      context.emit(banned ? "onGroupBaned" : "onGroupUnbaned", { groupId: gid, toUids: [], content, all: true });
    } else context.emit("onGroupListUpdate", undefined);
  }

  #roster({ type, from, to, content }: RosterNotice, meta: RawMeta, self: number): void {
    const { context, rosters } = this.#parts;
    const other = from === self ? (to[0] ?? 0) : from;
    const event = rosterEvents[type];
    if (type === "ADDED" || type === "ACCEPTED") rosters.add(other);
    if (type === "REMOVED") rosters.remove(other);
    if (type === "REMOVED" && from === self) context.client.conversation(other).remove(false).catch(context.failed);
    if (type === "INFO_UPDATED") {
      if (rosters.known(other)) rosters.put({ ...(parseObject(content) as Partial<RosterItem>), user_id: other });
      context.emit("onRosterInfoUpdate", [other]);
    }
    if (type === "BLOCKED" || type === "UNBLOCKED") {
      rosters.items.delete(other);
      rosters.need(other);
    }
    if (event) context.emit(event, meta);
    if (type === "ADDED" || type === "ACCEPTED" || type === "REMOVED") context.emit("onRosterListUpdate", meta);
  }

  /** Another device of this user changed the profile. */
  #ownInfo(content: string): void {
    const { rosters } = this.#parts;
    if (rosters.profile) rosters.profile = { ...rosters.profile, ...(parseObject(content) as Partial<UserProfile>) };
  }
}
