/** Users and groups as the server tells of them, as far as the kit shows them. */

import type { RestData } from "../../index";

/** What two users are to each other; the numbers are the server's. */
export const RELATION = { friend: 0, deleted: 1, stranger: 2, blocked: 3 } as const;

export interface Person {
  readonly uid: number;
  readonly username: string;
  /** Alias, nickname or username: what the caller calls them. */
  readonly name: string;
  readonly alias: string;
  readonly avatar: string;
  readonly description: string;
  readonly relation: number;
  /** The question whose answer makes a friend; empty when there is none. */
  readonly question: string;
}

export interface Group {
  readonly gid: number;
  readonly name: string;
  readonly avatar: string;
  readonly owner: number;
  readonly count: number;
  readonly chatroom: boolean;
  /** The caller wants no alert of its messages. */
  readonly muted: boolean;
}

type PersonRow = RestData<"POST", "/roster/list">[number];
type GroupRow = RestData<"POST", "/group/info/batch">[number];

/** Mode of a user who becomes the friend of whoever knows an answer. */
const ASKS_A_QUESTION = 2;

export function personFrom(row: PersonRow): Person {
  const { user_id: uid, username, alias, avatar, description, relation } = row;
  const name = alias || row.nick_name || username || String(uid);
  const question = row.auth_mode === ASKS_A_QUESTION ? row.auth_question : "";
  return { uid, username, name, alias, avatar, description, relation, question };
}

/** The type of a group that is a chatroom. */
export const CHATROOM = 2;

export function groupFrom(row: GroupRow): Group {
  return {
    gid: row.group_id,
    name: row.name || String(row.group_id),
    avatar: row.avatar,
    owner: row.owner,
    count: row.count,
    chatroom: row.type === CHATROOM,
    muted: row.msg_mute_mode > 0,
  };
}
