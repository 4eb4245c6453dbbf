import { type Context, conversationOf, idOf } from "./context";
import type { RecentList } from "./recent-list";
import type { Id, Message } from "./shapes";

/** What can be done to the messages of a conversation, be it with a user or a group. Takes effect when the server knows. */
export interface ConversationCalls {
  recallMessage(conversation: Id, mid: Id): void;
  deleteMessage(conversation: Id, mid: Id): void;
  unreadMessage(conversation: Id, mid: Id): void;
  appendMessageContent(conversation: Id, mid: Id, content: string): void;
  /** config and ext are merged into what is there. Sends nothing when nothing is given. */
  replaceMessage(conversation: Id, mid: Id, content?: string, config?: string | object, ext?: string | object): void;
  getUnreadCount(conversation: Id): number;
}

interface Inner extends ConversationCalls {
  messagesOf(conversation: Id): Message[];
  read(conversation: Id, mid?: Id): void;
}

export function conversationCalls(context: Context, recent: RecentList): Inner {
  const of = (id: Id) => conversationOf(context, id);
  const told = (promise: Promise<unknown>) => {
    promise.catch(context.failed);
  };
  return {
    recallMessage: (id, mid) => told(of(id).recall(idOf(mid))),
    deleteMessage: (id, mid) => told(of(id).delete(idOf(mid))),
    unreadMessage: (id, mid) => told(of(id).markUnread(idOf(mid))),
    appendMessageContent: (id, mid, content) => told(of(id).append(idOf(mid), content)),
    replaceMessage(id, mid, content = "", config, ext) {
      if (!content && !config && !ext) return;
      told(of(id).edit(idOf(mid), { content, ...(config && { config }), ...(ext && { ext }) }));
    },
    getUnreadCount: (id) => recent.unread(idOf(id)),
    messagesOf: (id) => recent.messages(idOf(id)),
    read(id, mid) {
      recent.forgetUnread(idOf(id));
      told(of(id).markRead(mid === undefined ? undefined : idOf(mid)));
    },
  };
}
