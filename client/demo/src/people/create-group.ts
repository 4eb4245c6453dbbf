import type { OrioleClient } from "oriole-client";
import { numbered } from "../errors/error-rows";
import { groupFrom, rowsOf } from "./person";

/** The id of the new group. */
export async function createGroup(client: OrioleClient, name: string, members: readonly number[]): Promise<number> {
  const body = { name, type: 0, user_list: members };
  const [group] = rowsOf([await client.request("POST", "/group/create", { body })]).map(groupFrom);
  if (!group || group.gid === 0) throw numbered(719);
  return group.gid;
}
