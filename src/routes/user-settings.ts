/** Settings: all at once, and one by one under the names that existing clients call. */

import { z } from "zod";
import { OrioleError } from "../../protocol/errors";
import { type Callers, type Operation, operation } from "../operation";
import { asNumber, done, flag, id, oneOf, text } from "../parameters";
import { infoUpdated, notify } from "../services/notices";
import { tellFriends } from "../services/profile";
import {
  AUTH_MODE,
  readUserSettings,
  type SettingsPatch,
  settingsPatch,
  userSettingsShape,
} from "../services/user-settings";
import { findUser, patchSettings } from "../store/users";

async function change({ env, app, uid }: Callers["user"], patch: SettingsPatch) {
  if (Object.keys(patch).length === 0) return { data: true };
  await patchSettings(env.DB, app.id, uid, patch);
  // The answer to one's own question is nobody's news.
  const { auth_answer: _answer, ...told } = patch;
  await notify(env, app.id, [infoUpdated(uid, told)]);
  const { auth_mode, auth_question } = patch;
  if (auth_mode !== undefined || auth_question !== undefined) {
    await tellFriends(env, app.id, uid, { auth_mode, auth_question });
  }
  return { data: true };
}

/** A switch of its own. `set` says what its value means. */
function toggle(path: string, summary: string, set: (value: boolean) => SettingsPatch): Operation {
  return operation({
    methods: ["POST", "PUT"],
    path,
    access: "user",
    summary,
    input: z.object({ value: flag }),
    output: done,
    handler: (caller, { value }) => change(caller, set(value)),
  });
}

const hour = z.preprocess(asNumber, z.int().min(0).max(24));

export const userSettingsOperations: Operation[] = [
  operation({
    methods: ["GET"],
    path: "/user/settings",
    access: "user",
    summary: "The caller's settings",
    input: z.object({}),
    output: z.object({ data: userSettingsShape }),
    async handler({ env, app, uid }) {
      const user = await findUser(env.DB, app.id, uid);
      if (!user) throw new OrioleError("UserNotExist");
      return { data: { ...readUserSettings(user.settings), id: uid, user_id: uid } };
    },
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/user/settings",
    access: "user",
    summary: "Change settings; what is not given stays",
    // Existing clients name themselves in the body.
    input: settingsPatch.extend({ user_id: id.optional(), id: id.optional() }),
    output: done,
    handler(caller, { user_id, id, ...patch }) {
      if ([user_id, id].some((named) => named !== undefined && named !== caller.uid)) {
        throw new OrioleError("UserPermissionDenied");
      }
      return change(caller, patch);
    },
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/user/authmode",
    access: "user",
    summary: "Who becomes a friend: 0 anybody, 1 whom the caller accepts, 2 who knows the answer, 3 nobody",
    input: z.object({ value: oneOf(Object.values(AUTH_MODE)) }),
    output: done,
    handler: (caller, { value }) => change(caller, { auth_mode: value }),
  }),
  toggle("/user/push", "Turn pushes off (true) or on", (value) => ({ no_push: value })),
  // The setting of the same name means the opposite (rest-api.md §6).
  toggle("/user/push/detail", "Leave what was written out of pushes (true) or not", (value) => ({
    no_push_detail: !value,
  })),
  toggle("/user/sounds", "Turn sounds off (true) or on", (value) => ({ no_sounds: value })),
  toggle("/user/vibratory", "Turn vibration on (true) or off", (value) => ({ vibratory: value })),
  toggle("/user/download", "Turn automatic download on (true) or off", (value) => ({ auto_download: value })),
  operation({
    methods: ["POST", "PUT"],
    path: "/user/push/nickname",
    access: "user",
    summary: "The name that pushes of the caller's messages show",
    input: z.object({ value: text(256) }),
    output: done,
    handler: (caller, { value }) => change(caller, { push_nick_name: value }),
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/user/push/limit",
    access: "user",
    summary: "The hours between which nothing is pushed",
    input: z.object({ no_push_start_hour: hour, no_push_end_hour: hour }),
    output: done,
    handler: (caller, input) => change(caller, input),
  }),
];
