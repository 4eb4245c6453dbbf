/** [REST-11] The list of conversations page by page, for who has no socket. */

import { SYSTEM_UID } from "../../protocol/ids";
import type { ConversationPage, ConversationPageRequest, ConversationRpc, ConversationShown, Entry } from "../rpc";
import type { Listed } from "./conversation-list";
import type { Mailbox } from "./mailbox";

/** Conversations asked at once. */
const PARALLEL = 64;

type Conversations = (name: string) => Pick<ConversationRpc, "resume" | "view" | "history">;

/** Where a conversation stands in the list. */
interface Place {
  xid: number;
  mid: number;
  /** Null for the system conversation. */
  listed: Listed | null;
}

export async function conversationPage(
  mailbox: Mailbox,
  conversation: Conversations,
  { after, limit }: Omit<ConversationPageRequest, "uid">,
): Promise<ConversationPage> {
  await follow(mailbox, conversation);
  const places = placesOf(mailbox)
    .sort((a, b) => b.mid - a.mid || b.xid - a.xid)
    .filter(({ mid, xid }) => after === null || mid < after.mid || (mid === after.mid && xid < after.xid));
  const modes = new Map(mailbox.groups.modes().map(({ gid, mute }) => [gid, mute]));
  const itemAt = async ({ xid, mid, listed }: Place): Promise<ConversationShown | null> => {
    const said = await (listed ? shown(mailbox.uid, conversation, listed) : system(mailbox));
    if (isStillRemoved(listed, said)) return null;
    return { xid, mid, muted: (modes.get(xid) ?? 0) !== 0, ...said };
  };
  const items: ConversationShown[] = [];
  let at = 0;
  while (at < places.length && items.length < limit) {
    const next = places.slice(at, at + limit - items.length);
    at += next.length;
    items.push(...(await Promise.all(next.map(itemAt))).filter((item) => item !== null));
  }
  return { items, more: at < places.length };
}

/** Its log has gone on, but by nothing that was said: what was said before was recalled or edited, or a group has news. */
function isStillRemoved(listed: Listed | null, { last }: Said): boolean {
  return listed !== null && listed.clearedMid > 0 && last === null;
}

/**
 * The place of a conversation that does not tell this inbox of its entries is not known: it is asked, and tells it from then
 * on, so that only the first page pays for it.
 */
async function follow({ uid, conversations }: Mailbox, conversation: Conversations): Promise<void> {
  const unfollowed = conversations.unfollowed();
  for (let at = 0; at < unfollowed.length; at += PARALLEL) {
    await Promise.all(
      unfollowed.slice(at, at + PARALLEL).map(async (listed) => {
        const { view } = await conversation(listed.name).resume({ uid, after: 0, tail: 0, limit: 0 });
        conversations.refresh(listed, view);
      }),
    );
  }
}

function placesOf({ conversations, system }: Mailbox): Place[] {
  const places: Place[] = conversations.shown().map((listed) => ({ xid: listed.xid, mid: listed.head.mid, listed }));
  const [notice] = system.history(0, 1).entries;
  return notice ? [...places, { xid: SYSTEM_UID, mid: notice.mid, listed: null }] : places;
}

type Said = Pick<ConversationShown, "unread" | "last">;

async function shown(uid: number, conversation: Conversations, { name, head, read }: Listed): Promise<Said> {
  const [unread, last] = await Promise.all([
    read.mid >= head.mid ? 0 : unreadIn(uid, conversation(name)),
    lastIn(uid, conversation(name)),
  ]);
  return { unread, last };
}

function system({ system }: Mailbox): Said {
  return { unread: system.unread, last: system.history(0, 1).entries[0] ?? null };
}

async function unreadIn(uid: number, conversation: Pick<ConversationRpc, "view">): Promise<number> {
  return (await conversation.view(uid)).unread;
}

async function lastIn(uid: number, conversation: Pick<ConversationRpc, "history">): Promise<Entry | null> {
  const outcome = await conversation.history({ uid, before: 0, limit: 1 });
  return outcome.ok ? (outcome.value.entries[0] ?? null) : null;
}
