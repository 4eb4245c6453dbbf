import type { HistoryPage, HistoryQuery, Message } from "../api/message";
import type { ConversationState } from "../conversation/conversation-state";
import type { Wire } from "../generated/schema";
import { bodyOf, MESSAGE, messageFrom, type Self } from "../message/read";
import { addEcho } from "./echoes";
import type { HistoryRequests } from "./history-requests";

/** Pages that were older than an edit already seen are asked for again, this often. */
const MAX_STALE = 3;

/** One page of history, merged with what is in memory. */
export async function readHistory(
  requests: HistoryRequests,
  state: ConversationState,
  { before, limit = 20 }: HistoryQuery,
  self: Self,
): Promise<HistoryPage> {
  const start = before ?? state.timeline.oldest?.mid ?? 0;
  for (let tries = 0; ; tries++) {
    const page = await requests.ask(state.xid, start, limit);
    const messages = messagesOf(page, state, self);
    const stale = messages.some(({ mid, editedAt }) => (state.missedEdits.get(mid) ?? 0) > editedAt);
    if (stale && tries < MAX_STALE) continue;
    // A page from somewhere else would leave a hole in what is in memory.
    const joins = start === 0 || state.timeline.get(start) !== undefined;
    return { messages: merge(state, messages, joins), next: page.next_key };
  }
}

/** Oldest first, without what is gone, and without what is on its way and shown as such. */
function messagesOf({ metas }: Wire["SyncDL"], state: ConversationState, self: Self): Message[] {
  const messages: Message[] = [];
  for (const meta of metas) {
    if (meta.ns !== MESSAGE || state.gone.get(meta.id)) continue;
    const message = messageFrom(meta, bodyOf(meta), state.xid, self);
    const mine = message.own && message.device === self.sn && !state.timeline.get(message.mid);
    if (!mine || !addEcho(state, message)) messages.unshift(state.withReceipts(message));
  }
  return messages;
}

/** What is in memory stays, unless the page knows a later edit. */
function merge(state: ConversationState, messages: Message[], joins: boolean): Message[] {
  const { timeline } = state;
  if (joins) timeline.widen(messages.length);
  return messages.map((message) => {
    const known = timeline.get(message.mid);
    if (known && known.editedAt >= message.editedAt) return known;
    const merged = known ? { ...message, id: known.id } : message;
    if (known || joins) timeline.put(merged);
    return merged;
  });
}
