/** Groups: founding, facts, and one's own list. */

import { z } from "zod";
import { hubStub } from "../../durable-objects/env";
import { OrioleError } from "../../protocol/errors";
import { MAX_GROUP_MEMBERS } from "../../protocol/limits";
import { type Operation, operation } from "../operation";
import { id, ids, oneOf, text } from "../parameters";
import { groupStub, groupSummaries } from "../services/group-object";
import { groupShape, groupSummaryShape, groupSummaryView, groupView } from "../services/group-shape";
import { unwrap } from "../services/unwrap";
import { allocateId } from "../store/allocate-id";
import { existingUsers } from "../store/users";

/** Private, public, chatroom, temporary. */
const GROUP_TYPES = [0, 1, 2, 3];

export const groupOperations: Operation[] = [
  operation({
    methods: ["POST"],
    path: "/group/create",
    access: "user",
    summary: "Found a group that the caller owns",
    input: z.object({
      name: text(256).default(""),
      type: oneOf(GROUP_TYPES).default(0),
      avatar: text(2048).default(""),
      description: text(4096).default(""),
      user_list: ids(MAX_GROUP_MEMBERS).default([]),
    }),
    output: z.object({ data: groupShape }),
    async handler({ env, app, uid }, input) {
      const { name, type, avatar, description } = input;
      const members = [...new Set(input.user_list)].filter((member) => member !== uid);
      const existing = await existingUsers(env.DB, app.id, members);
      const unknown = members.find((member) => !existing.has(member));
      if (unknown !== undefined) throw new OrioleError("UserNotExist", `no such user: ${unknown}`);
      const gid = await allocateId(env.DB, app.id, "group");
      const group = { owner: uid, type, name, avatar, description, members };
      return { data: groupView(unwrap(await groupStub(env, app.id, gid).createGroup(group))) };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/group/user_joined",
    access: "user",
    summary: "Ids of the groups the caller is in",
    input: z.object({}),
    output: z.object({ data: z.array(z.int()) }),
    async handler({ env, app, uid }) {
      return { data: await hubStub(env, app.id, uid).groups(uid) };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/group/info",
    access: "holder",
    summary: "One group with its settings",
    input: z.object({ group_id: id }),
    output: z.object({ data: groupShape }),
    async handler({ env, app }, input) {
      return { data: groupView(unwrap(await groupStub(env, app.id, input.group_id).groupInfo())) };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/group/info/batch",
    access: "holder",
    summary: "Many groups in short; unknown ones are left out",
    input: z.object({ group_list: ids(10_000) }),
    output: z.object({ data: z.array(groupSummaryShape) }),
    async handler({ env, app }, input) {
      const groups = await groupSummaries(env, app.id, input.group_list);
      return { data: groups.map(groupSummaryView) };
    },
  }),
];
