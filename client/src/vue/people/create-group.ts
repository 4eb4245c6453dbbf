import type { OrioleClient } from "../../index";
import { CHATROOM } from "./person";

/** The id of the new group. */
export async function createGroup(client: OrioleClient, name: string, members: readonly number[]): Promise<number> {
  const body = { name, type: 0, user_list: members } as const;
  return (await client.request("POST", "/group/create", { body })).group_id;
}

/** The id of the new chatroom, which whoever knows it may enter. */
export async function createChatroom(client: OrioleClient, name: string): Promise<number> {
  const body = { name, type: CHATROOM } as const;
  return (await client.request("POST", "/group/create", { body })).group_id;
}
