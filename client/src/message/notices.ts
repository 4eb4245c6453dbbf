import type { Origin } from "../api/events";
import type { Notice } from "../api/notice";
import { decode } from "../codec/codec";
import { groupNotices, rosterNotices, userNotices, type Wire } from "../generated/schema";

/** By Meta.NameSpace: message, kind of notice, names of its types by number. */
const notices: Readonly<Record<number, readonly ["GroupNotice" | "RosterNotice" | "UserNotice", string, string]>> = {
  2: ["GroupNotice", "group", groupNotices],
  3: ["RosterNotice", "roster", rosterNotices],
  4: ["UserNotice", "user", userNotices],
};

/** The notice in a meta; null when it carries none. Those of a contact or the user lack what only a group's have. */
export function noticeFrom(meta: Wire["Meta"], origin: Origin): Notice | null {
  const [message, kind, types = ""] = notices[meta.ns] ?? [];
  if (!message) return null;
  const { type, gid, from, to, content } = decode(message, meta.payload) as Wire["GroupNotice"];
  return {
    mid: meta.id,
    time: meta.timestamp,
    origin,
    kind,
    type: types.split(" ")[type] ?? "UNKNOWN",
    content,
    ...(gid && { gid: gid.uid }),
    ...(to && { from: from?.uid ?? 0, to: to.map(({ uid }) => uid) }),
  } as Notice;
}
