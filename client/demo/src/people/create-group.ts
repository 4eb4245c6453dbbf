import type { OrioleClient } from "oriole-client";

/** The id of the new group. */
export async function createGroup(client: OrioleClient, name: string, members: readonly number[]): Promise<number> {
  const body = { name, type: 0, user_list: members } as const;
  return (await client.request("POST", "/group/create", { body })).group_id;
}
