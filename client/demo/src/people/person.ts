import type { RestData } from "oriole-client";

/** A user or a group, as far as the page shows them. */
export interface Person {
  readonly uid: number;
  readonly username: string;
  /** Alias, nickname or username: what the caller calls them. */
  readonly name: string;
}

export interface Group {
  readonly gid: number;
  readonly name: string;
  readonly owner: number;
  readonly count: number;
}

type PersonRow = RestData<"POST", "/roster/list">[number];
type GroupRow = RestData<"POST", "/group/info/batch">[number];

export function personFrom({ user_id, username, alias, nick_name }: PersonRow): Person {
  return { uid: user_id, username, name: alias || nick_name || username || String(user_id) };
}

export function groupFrom({ group_id, name, owner, count }: GroupRow): Group {
  return { gid: group_id, name: name || String(group_id), owner, count };
}
