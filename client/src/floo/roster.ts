import { callsOf } from "./calls";
import { type Context, idOf } from "./context";
import { type ConversationCalls, conversationCalls } from "./conversation-calls";
import type { RecentList } from "./recent-list";
import type { RosterBook } from "./roster-book";
import { type RosterCalls, rosterCalls } from "./roster-calls";
import type { Id, Message, RosterItem, UserProfile } from "./shapes";

export interface RosterManage extends RosterCalls, ConversationCalls {
  asyncGetRosterIdList(force?: boolean): Promise<number[]>;
  asyncGetRosterInfo(id: Id, force?: boolean): Promise<RosterItem>;
  /** Those of the list that were not known yet; undefined when all were, {} for an empty list. */
  asnycGetRosterListDetailByIds(ids: readonly Id[]): Promise<RosterItem[] | undefined | Record<string, never>>;
  getAllRosterDetail(): Record<number, RosterItem>;
  getRosterInfo(id: Id): RosterItem;
  asyncGetUserProfile(force?: boolean): Promise<UserProfile>;
  /** In order, the newest hundred. */
  getRosterMessageByRid(id: Id): Message[];
  readRosterMessage(id: Id, mid?: Id): void;
}

export function rosterManage(context: Context, book: RosterBook, recent: RecentList): RosterManage {
  const { messagesOf, read, ...shared } = conversationCalls(context, recent);
  return {
    ...callsOf<RosterCalls>(context, rosterCalls),
    ...shared,
    getRosterMessageByRid: messagesOf,
    readRosterMessage: read,
    asyncGetRosterIdList: (force) => book.load(force),
    async asyncGetRosterInfo(id, force) {
      const user_id = idOf(id);
      if (!force && book.known(user_id)) return book.get(user_id);
      return book.put((await context.call("GET", "/roster/id", { user_id })) as RosterItem);
    },
    async asnycGetRosterListDetailByIds(ids) {
      if (ids.length === 0) return {};
      const unknown = ids.map(idOf).filter((id) => !book.known(id));
      return unknown.length > 0 ? book.fetch(unknown) : undefined;
    },
    getAllRosterDetail: () => Object.fromEntries(book.items),
    getRosterInfo: (id) => book.get(idOf(id)),
    async asyncGetUserProfile(force) {
      if (force || !book.profile) book.profile = (await context.call("GET", "/user/profile")) as UserProfile;
      return book.profile;
    },
  };
}
