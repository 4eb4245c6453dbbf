/** Members of a group: lists, ranks, and ways out. */

import { z } from "zod";
import { MAX_GROUP_MEMBERS } from "../../protocol/limits";
import { type Operation, operation } from "../operation";
import { cursor, done, id, ids, limit, text } from "../parameters";
import { requireRoomToOwn } from "../services/group-limits";
import { GroupHandle } from "../services/group-object";
import { memberShape, memberView, relationShape, relationView } from "../services/group-shape";
import { pageOf, pageShape, reservedVersion } from "../services/page";

const MAX_AT_ONCE = 1000;

const severalInput = z.object({ group_id: id, user_list: ids(MAX_AT_ONCE, 1) });
const outcomes = z.object({ data: z.array(relationShape) });

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
      version: reservedVersion,
    }),
    output: pageShape(memberShape),
    async handler(caller, input) {
      const group = new GroupHandle(caller, input.group_id);
      const asked = { by: group.by, after: input.cursor, limit: input.limit + 1 };
      const { members, total } = await group.read("members", asked);
      return { ...pageOf(members, input.limit, memberView, ({ uid }) => String(uid)), total };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/group/members/display_name",
    access: "holder",
    summary: "Names that members carry in a group; users not in it are left out",
    input: z.object({ group_id: id, user_list: ids(MAX_GROUP_MEMBERS) }),
    output: z.object({ data: z.array(memberShape) }),
    async handler(caller, input) {
      const group = new GroupHandle(caller, input.group_id);
      const members = await group.read("membersAmong", { by: group.by, uids: input.user_list });
      return { data: members.map(memberView) };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/group/admin_list",
    access: "holder",
    summary: "Admins of a group; the owner is not among them",
    input: z.object({ group_id: id }),
    output: z.object({ data: z.array(memberShape) }),
    async handler(caller, input) {
      const group = new GroupHandle(caller, input.group_id);
      return { data: (await group.read("admins", { by: group.by })).map(memberView) };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/group/admin/add",
    access: "holder",
    summary: "Make members admins",
    input: severalInput,
    output: outcomes,
    async handler(caller, { group_id, user_list }) {
      const group = new GroupHandle(caller, group_id);
      return { data: (await group.change("grantAdmin", { by: group.by, uids: user_list })).map(relationView) };
    },
  }),
  operation({
    methods: ["POST", "DELETE"],
    path: "/group/admin/remove",
    access: "holder",
    summary: "Make admins plain members",
    input: severalInput.extend({ reason: text(1024).default("") }),
    output: outcomes,
    async handler(caller, { group_id, user_list, reason }) {
      const group = new GroupHandle(caller, group_id);
      const results = await group.change("revokeAdmin", { by: group.by, uids: user_list, reason });
      return { data: results.map(relationView) };
    },
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/group/transfer",
    access: "holder",
    summary: "Make another member the owner; the old one stays as a member",
    input: z.object({ group_id: id, new_owner: id }),
    output: z.object({ data: relationShape }),
    async handler(caller, { group_id, new_owner }) {
      const group = new GroupHandle(caller, group_id);
      await requireRoomToOwn(caller.env.DB, caller.app, new_owner, group_id);
      await group.change("transfer", { by: group.by, to: new_owner });
      return { data: relationView({ uid: new_owner }) };
    },
  }),
  operation({
    methods: ["POST", "DELETE"],
    path: "/group/kick",
    access: "holder",
    summary: "Put members out; the outcome is told for each",
    input: severalInput,
    output: outcomes,
    async handler(caller, { group_id, user_list }) {
      const group = new GroupHandle(caller, group_id);
      return { data: (await group.change("kick", { by: group.by, uids: user_list })).map(relationView) };
    },
  }),
  operation({
    methods: ["POST", "DELETE"],
    path: "/group/leave",
    access: "user",
    summary: "Leave a group",
    input: z.object({ group_id: id }),
    output: done,
    async handler(caller, input) {
      return { data: await new GroupHandle(caller, input.group_id).change("leave", { uid: caller.uid }) };
    },
  }),
];
