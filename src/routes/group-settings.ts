/** What a group is called and how it works, and how one member wants to hear of it. */

import { z } from "zod";
import type { InfoPatch, SettingsPatch } from "../../durable-objects/group-rpc";
import { OrioleError } from "../../protocol/errors";
import { type Operation, operation } from "../operation";
import { banMinutes, done, flag, id, oneOf, text, whole } from "../parameters";
import { GroupHandle } from "../services/group-object";
import { groupShape, groupView } from "../services/group-shape";

const ACCEPT_ALL_ASK_REFUSE_ALL = [0, 1, 2];
const MUTE_MODES = [0, 1, 2];
const PUSH_MODES = [0, 1, 2, 3, 4];

const nothing = z.object({ data: z.object({}) });

function infoOperation(path: string, property: keyof InfoPatch, max: number): Operation {
  return operation({
    methods: ["POST", "PUT"],
    path,
    access: "holder",
    summary: `Change the ${property} of a group`,
    input: z.object({ group_id: id, value: text(max) }),
    output: done,
    async handler(caller, { group_id, value }) {
      const group = new GroupHandle(caller, group_id);
      return { data: await group.change("setInfo", { by: group.by, patch: { [property]: value } }) };
    },
  });
}

function flagOperation(
  path: string,
  property: Exclude<keyof SettingsPatch, "applyApproval">,
  summary: string,
): Operation {
  return operation({
    methods: ["POST", "PUT"],
    path: `/group/settings/${path}`,
    access: "holder",
    summary,
    input: z.object({ group_id: id, value: flag }),
    output: done,
    async handler(caller, { group_id, value }) {
      const group = new GroupHandle(caller, group_id);
      return { data: await group.change("setSettings", { by: group.by, patch: { [property]: value } }) };
    },
  });
}

export const groupSettingsOperations: Operation[] = [
  infoOperation("/group/info/name", "name", 256),
  infoOperation("/group/info/avatar", "avatar", 2048),
  infoOperation("/group/info/description", "description", 4096),
  infoOperation("/group/info/ext", "ext", 8192),
  flagOperation("allow_member_invitation", "memberInvite", "Whether members may invite"),
  flagOperation("allow_member_modify", "memberModify", "Whether members may change name, avatar and the like"),
  flagOperation("enable_read_ack", "readAck", "Whether authors are told who has read"),
  flagOperation("history_visible", "historyVisible", "Whether newcomers see what was before them"),
  flagOperation("hide_member_info", "hideMemberInfo", "Whether plain members see only who runs the group"),
  operation({
    methods: ["POST", "PUT"],
    path: "/group/settings/require_admin_approval",
    access: "holder",
    summary: "What becomes of applications: 0 accepted, 1 an admin decides, 2 refused",
    input: z.object({ group_id: id, apply_approval: oneOf(ACCEPT_ALL_ASK_REFUSE_ALL) }),
    output: done,
    async handler(caller, { group_id, apply_approval }) {
      const group = new GroupHandle(caller, group_id);
      return { data: await group.change("setSettings", { by: group.by, patch: { applyApproval: apply_approval } }) };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/group/settings",
    access: "holder",
    summary: "One group with its settings, for its members",
    input: z.object({ group_id: id }),
    output: z.object({ data: groupShape }),
    async handler(caller, { group_id }) {
      const group = new GroupHandle(caller, group_id);
      await group.read("membersAmong", { by: group.by, uids: [] });
      return { data: groupView(await group.read("card", { by: group.by })) };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/group/settings/ban_all",
    access: "holder",
    summary: "Let nobody speak but those who run the group, for some minutes or (-1) until it is undone",
    input: z.object({ group_id: id, duration: banMinutes }),
    output: z.object({ data: z.object({ ban_expire_time: z.int() }) }),
    async handler(caller, { group_id, duration }) {
      const group = new GroupHandle(caller, group_id);
      return { data: { ban_expire_time: await group.change("banAll", { by: group.by, minutes: duration }) } };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/group/settings/unban_all",
    access: "holder",
    summary: "Let everybody speak again",
    input: z.object({ group_id: id }),
    output: done,
    async handler(caller, { group_id }) {
      const group = new GroupHandle(caller, group_id);
      await group.change("banAll", { by: group.by, minutes: 0 });
      return { data: true };
    },
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/group/display_name",
    access: "user",
    summary: "What the caller is called in a group",
    input: z.object({ group_id: id, value: text(256) }),
    output: done,
    async handler(caller, { group_id, value }) {
      return { data: await new GroupHandle(caller, group_id).change("setDisplayName", { uid: caller.uid, value }) };
    },
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/group/msg/mute_mode",
    access: "user",
    summary: "How the caller hears of messages: 0 as usual, 1 without an alert, 2 not at all",
    input: z.object({ group_id: id, msg_mute_mode: oneOf(MUTE_MODES) }),
    output: nothing,
    async handler(caller, { group_id, msg_mute_mode }) {
      await new GroupHandle(caller, group_id).change("setModes", { uid: caller.uid, mute: msg_mute_mode });
      return { data: {} };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/group/msg/not_disturb",
    access: "user",
    summary: "Whether messages of a group alert the caller: mute_mode 1 or 0, as older clients call it",
    input: z.object({ group_id: id, value: flag }),
    output: nothing,
    async handler(caller, { group_id, value }) {
      await new GroupHandle(caller, group_id).change("setModes", { uid: caller.uid, mute: value ? 1 : 0 });
      return { data: {} };
    },
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/group/msg/push_mode",
    access: "user",
    summary:
      "Which messages are pushed to the caller: 0 all, 1 none, 2 of admins or with a mention, 3 of admins, 4 mentions",
    // The table of codes has one of its own for an unknown mode.
    input: z.object({ group_id: id, msg_push_mode: whole }),
    output: nothing,
    async handler(caller, { group_id, msg_push_mode }) {
      if (!PUSH_MODES.includes(msg_push_mode)) throw new OrioleError("GroupMsgNotifyTypeUnknown");
      await new GroupHandle(caller, group_id).change("setModes", { uid: caller.uid, push: msg_push_mode });
      return { data: {} };
    },
  }),
];
