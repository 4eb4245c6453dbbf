/** Groups: founding, facts, one's own list, and the end. */

import { z } from "zod";
import { hubStub } from "../../durable-objects/env";
import { errors, OrioleError } from "../../protocol/errors";
import { MAX_GROUP_MEMBERS } from "../../protocol/limits";
import { type Operation, operation } from "../operation";
import { done, id, ids, oneOf, text } from "../parameters";
import { candidatesAmong, capacityOf, requireRoomToFound } from "../services/group-limits";
import { GroupHandle, groupSummaries } from "../services/group-object";
import { groupShape, groupSummaryShape, groupSummaryView, groupView } from "../services/group-shape";
import { allocateId } from "../store/allocate-id";
import { publicGroups } from "../store/groups";

/** Private, public, chatroom, temporary. */
const GROUP_TYPES = [0, 1, 2, 3];

/** The document knows no page of this deprecated call. */
const MAX_PUBLIC = 1000;

export const groupOperations: Operation[] = [
  operation({
    methods: ["POST"],
    path: "/group/create",
    access: "user",
    summary: "Found a group that the caller owns; users who want to be asked first are invited",
    input: z.object({
      name: text(256).default(""),
      type: oneOf(GROUP_TYPES).default(0),
      avatar: text(2048).default(""),
      description: text(4096).default(""),
      user_list: ids(MAX_GROUP_MEMBERS).default([]),
    }),
    output: z.object({ data: groupShape }),
    async handler(caller, input) {
      const { env, app, uid } = caller;
      const { user_list, ...facts } = input;
      const capacity = capacityOf(app);
      const others = [...new Set(user_list)].filter((member) => member !== uid);
      if (others.length >= capacity) throw new OrioleError("GroupCapacityExceedLimit");
      const [{ candidates: members, refused }] = await Promise.all([
        candidatesAmong(env.DB, app, others),
        requireRoomToFound(env.DB, app, uid),
      ]);
      for (const { error, uid: user } of refused) throw new OrioleError(error, `${errors[error].meaning}: ${user}`);
      const gid = await allocateId(env.DB, app.id, "group");
      const group = { owner: uid, members, capacity, ...facts };
      return { data: groupView(await new GroupHandle(caller, gid).change("create", group)) };
    },
  }),
  operation({
    methods: ["POST", "DELETE"],
    path: "/group/destroy",
    access: "holder",
    summary: "End a group for all of its members",
    input: z.object({ group_id: id }),
    output: done,
    async handler(caller, input) {
      const group = new GroupHandle(caller, input.group_id);
      return { data: await group.change("destroy", { by: group.by }) };
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
    path: "/group/public_list",
    access: "holder",
    summary: "Ids of public groups, newest first",
    input: z.object({}),
    output: z.object({ data: z.array(z.int()) }),
    async handler({ env, app }) {
      return { data: await publicGroups(env.DB, app.id, MAX_PUBLIC) };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/group/info",
    access: "holder",
    summary: "One group with its settings",
    input: z.object({ group_id: id }),
    output: z.object({ data: groupShape }),
    async handler(caller, input) {
      const group = new GroupHandle(caller, input.group_id);
      return { data: groupView(await group.read("card", { by: group.by })) };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/group/info/batch",
    access: "holder",
    summary: "Many groups in short; unknown ones are left out",
    input: z.object({ group_list: ids(10_000) }),
    output: z.object({ data: z.array(groupSummaryShape) }),
    async handler({ env, app, uid }, input) {
      const [groups, modes] = await Promise.all([
        groupSummaries(env, app.id, input.group_list),
        uid === null ? [] : hubStub(env, app.id, uid).groupModes(uid),
      ]);
      const modesOf = new Map(modes.map((each) => [each.gid, each]));
      return { data: groups.map((group) => groupSummaryView(group, modesOf.get(group.gid))) };
    },
  }),
];
