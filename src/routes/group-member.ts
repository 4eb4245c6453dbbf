/** Members of a group: lists, invitations, leaving. */

import { z } from "zod";
import type { MemberResult } from "../../durable-objects/rpc";
import { errors } from "../../protocol/errors";
import { MAX_GROUP_MEMBERS } from "../../protocol/limits";
import { type Operation, operation } from "../operation";
import { cursor, done, id, ids, limit, text, whole } from "../parameters";
import { groupStub, requireMember } from "../services/group-object";
import { memberShape, memberView } from "../services/group-shape";
import { unwrap } from "../services/unwrap";
import { existingUsers } from "../store/users";

const relationShape = z.object({ user_id: z.int(), result: z.enum(["success", "fail"]), reason: z.string() });

function relationView({ uid, error }: MemberResult): z.infer<typeof relationShape> {
  if (error === undefined) return { user_id: uid, result: "success", reason: "" };
  return { user_id: uid, result: "fail", reason: errors[error].meaning };
}

export const groupMemberOperations: Operation[] = [
  operation({
    methods: ["GET"],
    path: "/group/member_list",
    access: "holder",
    summary: "Members of a group, in the order of their ids",
    input: z.object({
      group_id: id,
      cursor,
      limit: limit(1000, MAX_GROUP_MEMBERS),
      // Reserved by the original; accepted and not used.
      version: whole.default(0),
    }),
    output: z.object({ data: z.array(memberShape), cursor: z.string().optional(), total: z.int() }),
    async handler({ env, app, uid }, input) {
      await requireMember(env, app.id, input.group_id, uid);
      const stub = groupStub(env, app.id, input.group_id);
      // One more than asked for tells whether there is a next page.
      const { members, total } = unwrap(await stub.members(input.cursor, input.limit + 1));
      const page = members.slice(0, input.limit);
      const last = members.length > page.length ? page.at(-1) : undefined;
      return { data: page.map(memberView), total, ...(last ? { cursor: String(last.uid) } : {}) };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/group/members/display_name",
    access: "holder",
    summary: "Names that members carry in a group; users not in it are left out",
    input: z.object({ group_id: id, user_list: ids(MAX_GROUP_MEMBERS) }),
    output: z.object({ data: z.array(memberShape) }),
    async handler({ env, app, uid }, input) {
      await requireMember(env, app.id, input.group_id, uid);
      const members = unwrap(await groupStub(env, app.id, input.group_id).membersOf(input.user_list));
      return { data: members.map(memberView) };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/group/invite",
    access: "user",
    summary: "Add users to a group; the outcome is told for each",
    input: z.object({ group_id: id, user_list: ids(1000), reason: text(1024).optional() }),
    output: z.object({ data: z.array(relationShape) }),
    async handler({ env, app, uid }, input) {
      const invited = [...new Set(input.user_list)];
      const existing = await existingUsers(env.DB, app.id, invited);
      const stub = groupStub(env, app.id, input.group_id);
      const added = unwrap(
        await stub.addMembers(
          uid,
          invited.filter((user) => existing.has(user)),
        ),
      );
      const unknown = invited.filter((user) => !existing.has(user));
      return {
        data: [...added, ...unknown.map((user) => ({ uid: user, error: "UserNotExist" as const }))].map(relationView),
      };
    },
  }),
  operation({
    methods: ["POST", "DELETE"],
    path: "/group/leave",
    access: "user",
    summary: "Leave a group",
    input: z.object({ group_id: id }),
    output: done,
    async handler({ env, app, uid }, input) {
      unwrap(await groupStub(env, app.id, input.group_id).leave(uid));
      return { data: true };
    },
  }),
];
