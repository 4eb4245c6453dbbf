/** Happy paths of accounts, tokens, devices and rosters. Every documented parameter is given. */

import type { Parameters } from "../api.ts";
import type { Scene, Scenes, Stage } from "./stage.ts";

const self =
  (given: Parameters = {}) =>
  async (stage: Stage): Promise<Scene> => ({ by: (await stage.user()).api, with: given });

/** The app on behalf of a user. */
const acting =
  (given: (stage: Stage) => Parameters) =>
  async (stage: Stage): Promise<Scene> => ({ by: stage.actingAs(await stage.user()), with: given(stage) });

/** The app changes several users. */
const several =
  (given: Parameters) =>
  async (stage: Stage): Promise<Scene> => ({
    by: stage.admin,
    with: { list: [{ user_id: (await stage.user()).uid, ...given }] },
  });

const listed = async (stage: Stage): Promise<Scene> => ({
  by: stage.admin,
  with: { list: [(await stage.user()).uid] },
});

/** One user does something to another. */
const toAnother =
  (given: Parameters = {}) =>
  async (stage: Stage): Promise<Scene> => ({
    by: (await stage.user()).api,
    with: { user_id: (await stage.user()).uid, ...given },
  });

const answering =
  (given: Parameters = {}) =>
  async (stage: Stage): Promise<Scene> => {
    const { asking, asked } = await stage.request();
    return { by: asked.api, with: { user_id: asking.uid, ...given } };
  };

const withFriend =
  (given: Parameters = {}) =>
  async (stage: Stage): Promise<Scene> => {
    const [one, other] = await stage.friends();
    return { by: one.api, with: { user_id: other.uid, ...given } };
  };

/** A user who has a friend asks about friends. */
const befriended =
  (given: Parameters = {}) =>
  async (stage: Stage): Promise<Scene> => ({ by: (await stage.friends())[0].api, with: given });

/** After the caller did something of its own. */
const having =
  (path: string, done: Parameters, given: Parameters = {}) =>
  async (stage: Stage): Promise<Scene> => {
    const user = await stage.user();
    await stage.done(user.api, path, done);
    return { by: user.api, with: given };
  };

const device =
  (name: string, given: Parameters = {}) =>
  async (stage: Stage): Promise<Scene> => {
    const { user, sn } = await stage.onDevice();
    return { by: user.api, with: { [name]: sn, ...given } };
  };

async function blocking(stage: Stage) {
  const [by, other] = [await stage.user(), await stage.user()];
  await stage.done(by.api, "/roster/block", { user_id: other.uid });
  return { by: by.api, other };
}

const login =
  (name: string) =>
  async (stage: Stage): Promise<Scene> => {
    const user = await stage.user();
    const who = name === "user_id" ? user.uid : user.name;
    return { by: stage.app.api, with: { [name]: who, password: user.password, device_guid: "a-device" } };
  };

const registered =
  (given: Parameters = {}) =>
  async (stage: Stage): Promise<Scene> => ({
    by: stage.app.api,
    with: { username: stage.unique("new"), password: "a password", ...given },
  });

/** Somebody was called, in a conversation that can be pinned. */
async function conversation(stage: Stage) {
  const [one, other] = [await stage.user(), await stage.user()];
  await stage.say(one, 1, other.uid);
  return { one, conversation_id: other.uid };
}

const everySetting = {
  auth_mode: 2,
  auth_question: "q",
  auth_answer: "a",
  auto_download: true,
  group_confirm: true,
  no_push: true,
  no_push_detail: true,
  no_push_start_hour: 22,
  no_push_end_hour: 7,
  no_sounds: true,
  push_nick_name: "n",
  push_token: "t",
  silence_start_time: 22,
  silence_end_time: 7,
  vibratory: true,
};

const toggle = self({ value: true });

export const userScenes: Scenes = {
  "/token/user": login("name"),
  "/token/id": login("user_id"),
  "/token/login": login("login_name"),
  "/user/register/v2": registered(),
  "/user/register/anonymous": registered({ cid: "c" }),
  "/user/register/push": async (stage) => {
    const more = { alias: stage.unique("alias"), push_token: "t", device_guid: "g", sign: "s" };
    return registered(more)(stage);
  },
  "/user/register/batch": async (stage) => ({
    by: stage.admin,
    with: { list: [{ username: stage.unique("many"), password: "a password" }] },
  }),
  "/user/authmode": self({ value: 3 }),
  "/user/avatar": self({ avatar: "https://example.com/a.png" }),
  "/user/avatar/batch": several({ avatar: "https://example.com/a.png" }),
  "/user/change_password": self({ old_password: "a password", new_password: "another password" }),
  "/user/change_password_admin": acting(() => ({ password: "another password" })),
  "/user/conversation/pin": async (stage) => {
    const { one, conversation_id } = await conversation(stage);
    return { by: one.api, with: { conversation_id } };
  },
  "/user/conversation/unpin": async (stage) => {
    const { one, conversation_id } = await conversation(stage);
    await stage.done(one.api, "/user/conversation/pin", { conversation_id });
    return { by: one.api, with: { conversation_id } };
  },
  "/user/conversation/pin_list": async (stage) => {
    const { one, conversation_id } = await conversation(stage);
    await stage.done(one.api, "/user/conversation/pin", { conversation_id });
    return { by: one.api, with: {} };
  },
  "/user/delete": self({ password: "a password" }),
  "/user/device/list": async (stage) => ({ by: (await stage.onDevice()).user.api, with: {} }),
  "/user/device/remove": device("device_sn"),
  "/user/kick": device("device_sn"),
  "/user/token/bind": device("device_sn", { device_token: "t", notifier_name: "n" }),
  "/user/token/unbind": device("deviceSn"),
  "/user/disable": listed,
  "/user/enable": listed,
  "/user/download": toggle,
  "/user/push": toggle,
  "/user/push/detail": toggle,
  "/user/sounds": toggle,
  "/user/vibratory": toggle,
  "/user/list": async (stage) => ({ by: stage.admin, with: { page_num: 1, page_size: 10 } }),
  "/user/mobile": async (stage) => self({ mobile: stage.unique("139000").replace("_", "") })(stage),
  "/app/user/mobile_update": async (stage) => self({ mobile: stage.unique("138000").replace("_", "") })(stage),
  "/app/user/name_check": async (stage) => self({ username: stage.unique("free") })(stage),
  "/user/nickname": self({ nick_name: "n" }),
  "GET /user/online_status": self(),
  "/user/online_status": async (stage) => ({
    by: (await stage.user()).api,
    with: { list: [(await stage.user()).uid] },
  }),
  "/user/private": async (stage) => ({ by: (await stage.user()).api, with: {}, body: "a text" }),
  "/user/public": async (stage) => ({ by: (await stage.user()).api, with: {}, body: "a text" }),
  "GET /user/profile": self(),
  "/user/profile": self({ nick_name: "n", description: "d", public_info: "{}", private_info: "{}" }),
  "/user/profile/batch": several({ nick_name: "n", description: "d", public_info: "{}", private_info: "{}" }),
  "/user/push/alias": async (stage) => self({ alias: stage.unique("alias"), push_token: "t" })(stage),
  "/user/push/badge": self({ badge: 3 }),
  "/user/push/limit": self({ no_push_start_hour: 22, no_push_end_hour: 7 }),
  "/user/push/nickname": self({ value: "n" }),
  "GET /user/push/tag": having("/user/push/tag", { tags: ["a", "b"] }),
  "/user/push/tag": having("/user/push/tag", { tags: ["a", "b"] }, { tags: ["a", "c"] }),
  "/user/push/tag/all": having("/user/push/tag", { tags: ["a", "b"] }),
  "GET /user/settings": self(),
  "/user/settings": async (stage) => {
    const { api, uid } = await stage.user();
    return { by: api, with: { ...everySetting, id: uid, user_id: uid } };
  },
  "/user/username": acting((stage) => ({ username: stage.unique("renamed") })),

  "/roster/accept": answering(),
  "/roster/decline": answering({ reason: "no" }),
  "/roster/apply": toAnother({ alias: "a", auth_answer: "x", reason: "hello" }),
  "/roster/apply/batch": async (stage) => {
    const list = [{ user_id: (await stage.user()).uid, alias: "a", reason: "hello" }, { user_id: 7 }];
    return { by: (await stage.user()).api, with: {}, body: list };
  },
  "/roster/apply/list": async (stage) => ({
    by: (await stage.request()).asked.api,
    with: { cursor: "", limit: 10 },
  }),
  "/roster/block": toAnother(),
  "/roster/unblock": async (stage) => {
    const { by, other } = await blocking(stage);
    return { by, with: { user_id: other.uid } };
  },
  "/roster/blocked_list": async (stage) => ({ by: (await blocking(stage)).by, with: {} }),
  "/roster/delete": withFriend(),
  "/roster/ext": toAnother({ alias: "a", ext: "{}", mute_notification: true }),
  "/roster/id": toAnother(),
  "GET /roster/list": befriended({ cursor: "", limit: 10 }),
  "/roster/list": async (stage) => ({
    by: (await stage.user()).api,
    with: { list: [(await stage.user()).uid] },
  }),
  "/roster/may_message": async (stage) => {
    const [one, other] = await stage.friends();
    return { by: stage.admin, with: { user_id: one.uid, roster_id: other.uid } };
  },
  "/roster/mobile": async (stage) => {
    const mobile = stage.unique("137000").replace("_", "");
    return having("/user/mobile", { mobile }, { mobile })(stage);
  },
  "/roster/name": async (stage) => self({ username: (await stage.user()).name })(stage),
  "/user/add_roster": async (stage) => {
    const other = await stage.user();
    return { by: stage.actingAs(await stage.user()), with: { list: [other.uid] } };
  },
  "/user/rosters": befriended(),

  "/app/config": async (stage) => ({ by: stage.app.api, with: { platform: "web" } }),
  "/app/support_staff": self(),
  "/api/health": async (stage) => ({ by: stage.app.api, with: {} }),
  "/v2/app_dns": async (stage) => ({ by: stage.app.api, with: { app_id: stage.app.id, source: "sdk" } }),
  "/app/secret_info": async (stage) => ({
    by: stage.app.api,
    with: { expire_seconds: 60, secret_text: "a secret" },
  }),
  "GET /app/secret_info": async (stage) => {
    const left = { expire_seconds: 60, secret_text: "a secret" };
    const data = (await stage.done(stage.app.api, "/app/secret_info", left)) as { code: string };
    return { by: stage.app.api, with: { code: data.code } };
  },
  "/app/qr_code": async (stage) => ({ by: stage.app.api, with: {} }),
  "/app/qr_login": async (stage) => {
    const { qr_code } = (await stage.app.api.get("/app/qr_code")).data as { qr_code: string };
    await stage.done((await stage.user()).api, "/app/qr_login", { qr_code });
    return { by: stage.app.api, with: { qr_code } };
  },
};
