import type { Origin } from "../api/events";
import type { Notice } from "../api/notice";
import { decode, learn } from "../codec/codec";
import { groupNotices, type NoticeWire, noticeSchema, rosterNotices, userNotices } from "../generated/notices";
import type { Wire } from "../generated/schema";
import type { Context } from "./context";

/** By Meta.NameSpace: message, kind of notice, names of its types by number. */
const notices: Readonly<Record<number, readonly [keyof NoticeWire, string, string]>> = {
  2: ["GroupNotice", "group", groupNotices],
  3: ["RosterNotice", "roster", rosterNotices],
  4: ["UserNotice", "user", userNotices],
};

/** Makes the session tell of notices. */
export function listenToNotices(c: Context): void {
  learn(noticeSchema);
  c.notice = (meta, origin) => {
    const notice = noticeFrom(meta, origin);
    if (!notice) return;
    if (notice.kind === "group" && origin !== "tail") membership(c, notice, meta.to?.uid);
    c.emitter.emit("notice", notice);
  };
}

/** The notice in a meta; null when it carries none. Those of a contact or the user lack what only a group's have. */
function noticeFrom(meta: Wire["Meta"], origin: Origin): Notice | null {
  const [message, kind, types = ""] = notices[meta.ns] ?? [];
  if (!message) return null;
  const { type, gid, from, to, content } = decode(message, meta.payload) as NoticeWire["GroupNotice"];
  return {
    mid: meta.id,
    time: meta.timestamp,
    origin,
    kind,
    type: (types.split(" ")[type] ?? "unknown").toUpperCase(),
    content,
    ...(gid && { gid: gid.uid }),
    ...(to && { from: from?.uid ?? 0, to: to.map(({ uid }) => uid) }),
  } as Notice;
}

/** What also those hear who are not in the group: being asked in, asking (APPLYED), and what came of it short of coming in. */
const FROM_OUTSIDE = /INVITED|LYED|UNBL|DECL/;

/** A group that is heard of from inside is in the list, until this user is out of it. */
function membership(c: Context, { type, gid, from, to, mid }: Extract<Notice, { kind: "group" }>, log?: number): void {
  if (FROM_OUTSIDE.test(type)) return;
  const state = c.registry.state(gid);
  const { uid } = c.self;
  const removed = (type === "KICKED" || type === "BLOCKED") && to.indexOf(uid) >= 0;
  state.listed = type !== "DESTROYED" && !(type === "LEAVED" && from === uid) && !removed;
  // Who comes in by JOINED or INVITE_ACCEPTED, and who comes back, begins there: the server counts from there on.
  if (log === gid && from === uid && /^J|TE_A/.test(type)) state.unread.readTo(mid, () => 0);
  c.registry.touch(state);
}
