import { callsOf } from "./calls";
import { type Context, idOf } from "./context";
import { type ConversationCalls, conversationCalls } from "./conversation-calls";
import type { GroupBook } from "./group-book";
import { type GroupCalls, groupCalls } from "./group-calls";
import type { RecentList } from "./recent-list";
import type { Group, GroupBrief, GroupMember, Id, KnownGroup, Message } from "./shapes";

/** Some methods take the id bare or in an object. */
type IdOrObject = Id | { group_id: Id };
const bare = (given: IdOrObject): number => idOf(typeof given === "object" ? given.group_id : given);

export interface GroupManage extends GroupCalls, Omit<ConversationCalls, "unreadMessage"> {
  asyncGetGroupInfo(group_id: Id, force?: boolean): Promise<Group>;
  asyncGetInfo(group: IdOrObject): Promise<Group>;
  /** With force the ids as the server has them now, else the stored groups. */
  asyncGetJoinedGroups(force?: boolean): Promise<number[] | GroupBrief[]>;
  /** Loads the members; onGroupMemberChanged tells when they are here. */
  openGroup(group_id: Id): void;
  getAllGroupDetail(): Record<number, KnownGroup>;
  asyncGetGroupMembers(group_id: Id): Promise<number[]>;
  /** Of a group that was opened. */
  getGroupMembers(group_id: Id): GroupMember[];
  asyncGetMemberList(group: IdOrObject): Promise<GroupMember[]>;
  /** {} for an empty list. */
  asyncGetGroupListDetail(ids: readonly Id[]): Promise<GroupBrief[] | Record<string, never>>;
  /** In order, the newest hundred. */
  getGruopMessage(gid: Id): Message[];
  readGroupMessage(gid: Id, mid?: Id): void;
  consumeGroupAtStatus(gid: Id): void;
}

export function groupManage(context: Context, book: GroupBook, recent: RecentList): GroupManage {
  const { messagesOf, read, unreadMessage: _, ...shared } = conversationCalls(context, recent);
  return {
    ...callsOf<GroupCalls>(context, groupCalls),
    ...shared,
    getGruopMessage: messagesOf,
    readGroupMessage: read,
    async asyncGetGroupInfo(id, force) {
      const known = book.get(idOf(id));
      // Only the single group's facts name the owner like this.
      return !force && known.owner_id !== undefined ? (known as Group) : book.fetch(idOf(id));
    },
    asyncGetInfo: async (group) => book.fetch(bare(group)),
    async asyncGetJoinedGroups(force) {
      const ids = await book.load(force);
      if (force) return ids;
      const unknown = ids.filter((id) => !book.groups.has(id));
      if (unknown.length > 0) await book.fetchBriefs(unknown);
      return book.briefs();
    },
    openGroup(id) {
      book.open(idOf(id)).catch(context.failed);
    },
    getAllGroupDetail: () => Object.fromEntries(book.groups),
    asyncGetGroupMembers: async (id) => (await book.fetchMembers(idOf(id))).map(({ user_id }) => user_id),
    getGroupMembers: (id) => book.members(idOf(id)) ?? [],
    asyncGetMemberList: async (group) => book.fetchMembers(bare(group)),
    asyncGetGroupListDetail: async (ids) => (ids.length > 0 ? book.fetchBriefs(ids.map(idOf)) : {}),
    consumeGroupAtStatus: (id) => recent.consumeAt(idOf(id)),
  };
}
