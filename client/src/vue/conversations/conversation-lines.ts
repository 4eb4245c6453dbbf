import type { ConversationKind, ConversationSummary, Message } from "../../index";

/** A line of the list: a conversation, or somebody whom one could talk to. */
export interface ConversationLine {
  readonly xid: number;
  readonly kind: ConversationKind;
  readonly title: string;
  readonly unread: number;
  readonly last: Message | null;
  /** ms; 0 when nothing was said yet. */
  readonly time: number;
}

interface Known {
  readonly summaries: readonly ConversationSummary[];
  readonly groups: readonly number[];
  readonly friends: readonly number[];
  titleOf(xid: number, kind: ConversationKind): string;
}

/** Conversations, newest first, then the groups and the friends without one; only those whose title contains `search`. */
export function conversationLines({ summaries, groups, friends, titleOf }: Known, search: string): ConversationLine[] {
  const listed = new Set(summaries.map(({ xid }) => xid));
  const silent = (kind: ConversationKind) => (xid: number) => ({ xid, kind, unread: 0, last: null, time: 0 });
  const lines = [
    ...summaries,
    ...groups.filter((gid) => !listed.has(gid)).map(silent("group")),
    ...friends.filter((uid) => !listed.has(uid)).map(silent("direct")),
  ];
  const wanted = search.trim().toLocaleLowerCase();
  const titled = lines.map(({ xid, kind, unread, last, time }) => ({
    xid,
    kind,
    unread,
    last,
    time,
    // Asked for when it is shown: nobody needs the names of ten thousand at once.
    get title() {
      return titleOf(xid, kind);
    },
  }));
  return wanted === "" ? titled : titled.filter(({ title }) => title.toLocaleLowerCase().includes(wanted));
}
