import type { Context } from "./context";
import type { GroupBook } from "./group-book";
import type { RosterBook } from "./roster-book";
import type { SearchResult } from "./shapes";

/** Friends and groups whose name, or one of whose messages in memory, has the word in it. */
export function search(context: Context, keyword: string, rosters: RosterBook, groups: GroupBook): SearchResult {
  const word = keyword.toLowerCase();
  const found: SearchResult = { rosterArr: [], groupArr: [] };
  if (!word) return found;
  const has = (text: string | undefined) => !!text && text.toLowerCase().indexOf(word) >= 0;
  const said = (xid: number) =>
    context.client
      .conversation(xid)
      .messages()
      .filter(({ content, recalled, ctype }) => !recalled && ctype === "text" && has(content))
      .pop()?.content;
  const talkedTo = context.client.conversations().filter(({ kind }) => kind === "direct");
  for (const id of new Set([...rosters.friends, ...talkedTo.map(({ xid }) => xid)])) {
    const { username = "", avatar = "", nick_name, alias } = rosters.get(id);
    const content = said(id);
    if (!content && !has(username) && !has(nick_name) && !has(alias)) continue;
    found.rosterArr.push({
      user_id: id,
      username: alias || nick_name || username,
      avatar,
      ...(content && { content }),
    });
  }
  for (const { group_id, name = "" } of groups.groups.values()) {
    const content = said(group_id);
    if (content || has(name)) found.groupArr.push({ group_id, name, ...(content && { content }) });
  }
  return found;
}
