/** The object behind a group id, and what REST asks of it. */

import { conversationStub, type Env } from "../../durable-objects/env";
import type { By, GroupChanges, GroupReads } from "../../durable-objects/group-rpc";
import type { GroupInfo } from "../../durable-objects/rpc";
import { OrioleError } from "../../protocol/errors";
import { conversationName, isGroupId } from "../../protocol/ids";
import type { Callers } from "../operation";
import { id } from "../parameters";
import { mirroredGroups } from "../store/groups";
import { unwrap } from "./unwrap";

/** The group's object. An id that is not a group's is refused here, before it makes an object. */
export function groupStub(env: Env, app: string, gid: number) {
  if (!isGroupId(gid)) throw new OrioleError("GroupNotExist");
  return conversationStub(env, conversationName(app, { kind: "group", gid }));
}

/** A group as one caller deals with it: `by` is the user, or null for the app itself. */
export class GroupHandle {
  readonly by: By;
  readonly #stub: ReturnType<typeof groupStub>;
  readonly #byApp: boolean;

  constructor({ env, app, uid, role, request }: Callers["holder"], gid: number) {
    this.by = actingIn({ uid, request }, gid);
    this.#byApp = role === "admin";
    this.#stub = groupStub(env, app.id, gid);
  }

  async read<N extends keyof GroupReads>(name: N, input: GroupReads[N]["input"]): Promise<GroupReads[N]["output"]> {
    return unwrap(await this.#stub.readGroup(name, input));
  }

  async change<N extends keyof GroupChanges>(
    name: N,
    input: GroupChanges[N]["input"],
  ): Promise<GroupChanges[N]["output"]> {
    return unwrap(await this.#stub.changeGroup(name, input, this.#byApp));
  }
}

/** Refuses a caller who is not in the group. */
export async function requireMembership(group: GroupHandle): Promise<void> {
  await group.read("membersAmong", { by: group.by, uids: [] });
}

/**
 * As whom the caller acts in a group: the user, or the app. An admin token that comes with the header group_id acts as an
 * admin of that group, and in no other conversation (UserPermissionDenied).
 */
export function actingIn({ uid, request }: Pick<Callers["holder"], "uid" | "request">, xid: number): By {
  if (uid !== null) return uid;
  const header = request.headers.get("group_id");
  if (header === null) return null;
  const named = id.safeParse(header);
  if (!named.success) throw new OrioleError("InvalidRequestParameter", "invalid request parameter: header group_id");
  if (named.data !== xid) throw new OrioleError("UserPermissionDenied");
  return "admin";
}

/** Refuses users who are not in the group; the app itself (null) may look into all of its groups. */
export async function requireMember(env: Env, app: string, gid: number, uid: number | null): Promise<void> {
  unwrap(await groupStub(env, app, gid).readGroup("membersAmong", { by: uid, uids: [] }));
}

/** How many groups missing from the mirror are asked for themselves; more than these were not all just created. */
const ASKED_DIRECTLY = 20;

export type GroupSummary = Pick<
  GroupInfo,
  "gid" | "type" | "name" | "avatar" | "owner" | "status" | "count" | "capacity" | "applyApproval"
>;

/**
 * Many groups at once, unknown ones left out. Read from the mirror in D1, because a login asks for all groups of a
 * user and must not wake an object for each; groups so new that the mirror lacks them are asked themselves.
 */
export async function groupSummaries(env: Env, app: string, gids: readonly number[]): Promise<GroupSummary[]> {
  const wanted = [...new Set(gids)].filter(isGroupId);
  const mirrored = await mirroredGroups(env.DB, app, wanted);
  const found = new Set(mirrored.map((group) => group.gid));
  const missing = wanted.filter((gid) => !found.has(gid)).slice(0, ASKED_DIRECTLY);
  const asked = await Promise.all(missing.map((gid) => groupStub(env, app, gid).readGroup("card", { by: null })));
  return [...mirrored, ...asked.flatMap((outcome) => (outcome.ok ? [outcome.value] : []))];
}
