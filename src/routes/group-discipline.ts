/** Who may not speak in a group, and who is kept out of it. */

import { z } from "zod";
import { MAX_GROUP_MEMBERS } from "../../protocol/limits";
import { type Operation, operation } from "../operation";
import { banMinutes, cursor, id, ids, limit } from "../parameters";
import { GroupHandle } from "../services/group-object";
import { memberShape, memberView, relationShape, relationView } from "../services/group-shape";
import { pageOf, pageShape, reservedVersion } from "../services/page";
import { existingUsers } from "../store/users";

const MAX_AT_ONCE = 1000;

const severalInput = z.object({ group_id: id, user_list: ids(MAX_AT_ONCE, 1) });
const outcomes = z.object({ data: z.array(relationShape) });
const pageInput = z.object({ group_id: id, cursor, limit: limit(1000, MAX_GROUP_MEMBERS), version: reservedVersion });

const blockedShape = z.object({ user_id: z.int(), group_id: z.int(), created_at: z.string() });

export const groupDisciplineOperations: Operation[] = [
  operation({
    methods: ["POST"],
    path: "/group/ban",
    access: "holder",
    summary: "Let members not speak for some minutes, or (-1) until it is undone",
    input: severalInput.extend({ duration: banMinutes }),
    output: outcomes,
    async handler(caller, { group_id, user_list, duration }) {
      const group = new GroupHandle(caller, group_id);
      const results = await group.change("ban", { by: group.by, uids: user_list, minutes: duration });
      return { data: results.map(relationView) };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/group/unban",
    access: "holder",
    summary: "Let members speak again",
    input: severalInput,
    output: outcomes,
    async handler(caller, { group_id, user_list }) {
      const group = new GroupHandle(caller, group_id);
      return { data: (await group.change("unban", { by: group.by, uids: user_list })).map(relationView) };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/group/banned_list",
    access: "holder",
    summary: "Members who may not speak, in the order of their ids",
    input: pageInput,
    output: pageShape(memberShape),
    async handler(caller, input) {
      const group = new GroupHandle(caller, input.group_id);
      const asked = { by: group.by, after: input.cursor, limit: input.limit + 1 };
      const { members, total } = await group.read("banned", asked);
      return { ...pageOf(members, input.limit, memberView, ({ uid }) => String(uid)), total };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/group/block",
    access: "holder",
    summary: "Keep users out of a group; members among them are put out",
    input: severalInput,
    output: outcomes,
    async handler(caller, { group_id, user_list }) {
      const group = new GroupHandle(caller, group_id);
      const existing = await existingUsers(caller.env.DB, caller.app.id, user_list);
      const known = [...new Set(user_list)].filter((uid) => existing.has(uid));
      const unknown = [...new Set(user_list)].filter((uid) => !existing.has(uid));
      const results = await group.change("block", { by: group.by, uids: known });
      return {
        data: [...results, ...unknown.map((uid) => ({ uid, error: "UserNotExist" as const }))].map(relationView),
      };
    },
  }),
  operation({
    methods: ["POST", "DELETE"],
    path: "/group/unblock",
    access: "holder",
    summary: "Let users come in again",
    input: severalInput,
    output: outcomes,
    async handler(caller, { group_id, user_list }) {
      const group = new GroupHandle(caller, group_id);
      return { data: (await group.change("unblock", { by: group.by, uids: user_list })).map(relationView) };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/group/blocked_list",
    access: "holder",
    summary: "Users kept out of a group, in the order of their ids",
    input: pageInput,
    output: pageShape(blockedShape),
    async handler(caller, input) {
      const group = new GroupHandle(caller, input.group_id);
      const asked = { by: group.by, after: input.cursor, limit: input.limit + 1 };
      const { blocked, total } = await group.read("blocked", asked);
      const view = ({ uid, at }: { uid: number; at: number }) => {
        return { user_id: uid, group_id: input.group_id, created_at: new Date(at).toISOString() };
      };
      return { ...pageOf(blocked, input.limit, view, ({ uid }) => String(uid)), total };
    },
  }),
];
