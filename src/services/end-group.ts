/** The end of a group, with what only its members could reach. */

import type { Env } from "../../durable-objects/env";
import type { By } from "../../durable-objects/group-rpc";
import { leaveListed } from "./files/group-files";
import { groupStub } from "./group-object";
import { unwrap } from "./unwrap";

/** The list of files is asked for first: afterwards there is no group to ask. */
export async function endGroup(env: Env, app: string, gid: number, by: By): Promise<true> {
  const group = groupStub(env, app, gid);
  const listed = await group.readGroup("files", { by });
  const ended = unwrap(await group.changeGroup("destroy", { by }));
  if (listed.ok) {
    const urls = listed.value.map(({ url }) => url);
    await leaveListed(env.DB, app, gid, urls);
  }
  return ended;
}
