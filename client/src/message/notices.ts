import type { Origin } from "../api/events";
import type { GroupNoticeType, Notice, RosterNoticeType, UserNoticeType } from "../api/notice";
import { decode } from "../codec/codec";
import { groupNotices, rosterNotices, userNotices, type Wire } from "../generated/schema";
import { Ns } from "./read";

const name = <Type extends string>(names: string, number: number): Type =>
  (names.split(" ")[number] ?? "UNKNOWN") as Type;
const ids = (xids: readonly Wire["XID"][]): number[] => xids.map(({ uid }) => uid);

/** The notice in a meta; null when it carries none. */
export function noticeFrom(meta: Wire["Meta"], origin: Origin): Notice | null {
  const common = { mid: meta.id, time: meta.timestamp, origin };
  if (meta.ns === Ns.groupNotice) {
    const { type, gid, from, to, content } = decode("GroupNotice", meta.payload);
    const named = name<GroupNoticeType>(groupNotices, type);
    return { ...common, kind: "group", type: named, gid: gid?.uid ?? 0, from: from?.uid ?? 0, to: ids(to), content };
  }
  if (meta.ns === Ns.rosterNotice) {
    const { type, from, to, content } = decode("RosterNotice", meta.payload);
    const named = name<RosterNoticeType>(rosterNotices, type);
    return { ...common, kind: "roster", type: named, from: from?.uid ?? 0, to: ids(to), content };
  }
  if (meta.ns === Ns.userNotice) {
    const { type, content } = decode("UserNotice", meta.payload);
    return { ...common, kind: "user", type: name<UserNoticeType>(userNotices, type), content };
  }
  return null;
}
