/** Errors that a call can be made to give: who makes which call, after what. */

import type { Parameters } from "../api.ts";
import type { TestUser } from "../private-server.ts";
import type { Stage } from "./stage.ts";

export interface Cause {
  /** Whose token; null without one. */
  by: TestUser | string | null;
  method: "GET" | "POST";
  path: string;
  with?: Parameters;
}

export type Causes = Record<string, (stage: Stage) => Promise<Cause>>;

export const get = (by: Cause["by"], path: string, given: Parameters = {}): Cause => ({
  by,
  method: "GET",
  path,
  with: given,
});
export const post = (by: Cause["by"], path: string, given: Parameters = {}): Cause => ({
  by,
  method: "POST",
  path,
  with: given,
});

const said = (type: 1 | 2, target: number): Parameters => ({
  type,
  targets: [target],
  content_type: 0,
  content: "hello",
});

/** A member of a group tries what is not a member's to do. */
const asMember =
  (path: string, given: (group: { gid: number; owner: TestUser; member: TestUser }) => Parameters) =>
  async (stage: Stage) => {
    const group = await stage.membership();
    return post(group.member, path, { group_id: group.gid, ...given(group) });
  };

const asOwner =
  (method: "GET" | "POST", path: string, given: (member: TestUser) => Parameters = () => ({})) =>
  async (stage: Stage): Promise<Cause> => {
    const { owner, member, gid } = await stage.membership();
    return { by: owner, method, path, with: { group_id: gid, ...given(member) } };
  };

async function kicked(stage: Stage, times: number) {
  const { gid, owner, member } = await stage.membership();
  const whom = { group_id: gid, user_list: [member.uid] };
  for (let time = 1; time <= times; time++) {
    await stage.done(owner.api, "/group/kick", whom);
    if (time < times) await stage.done(owner.api, "/group/invite", whom);
  }
  return { gid, member };
}

export const causes: Causes = {
  UserAuthFailed: async (stage) => post(null, "/token/user", { name: (await stage.user()).name, password: "wrong" }),
  UserOldPasswordNotMatch: async (stage) =>
    post(await stage.user(), "/user/change_password", { old_password: "wrong", new_password: "another one" }),
  UserPermissionDenied: async (stage) => get(await stage.user(), "/user/list"),
  UserBanned: async (stage) => {
    const user = await stage.user();
    await stage.done(stage.admin, "/user/ban", { list: [user.uid], duration: 5 });
    return post(user, "/message/send", said(1, (await stage.user()).uid));
  },
  UserNotExist: async (stage) => get(await stage.user(), "/roster/id", { user_id: 7 }),
  UserAlreadyExist: async (stage) =>
    post(null, "/user/register/v2", { username: (await stage.user()).name, password: "a password" }),
  UserFrozen: async (stage) => {
    const user = await stage.user();
    await stage.admin.call("PUT", "/user/disable", {}, JSON.stringify({ list: [user.uid] }));
    return get(user, "/user/profile");
  },
  PushAliasBindByOtherUser: async (stage) => {
    const alias = stage.unique("alias");
    await stage.done((await stage.user()).api, "/user/push/alias", { alias });
    return post(await stage.user(), "/user/push/alias", { alias });
  },
  PushAliasTokenNotMatch: async (stage) => {
    const user = await stage.user();
    await stage.done(user.api, "/user/settings", { push_token: "mine" });
    return post(user, "/user/push/alias", { alias: stage.unique("alias"), push_token: "another" });
  },
  InvalidVerificationCode: async () => get(null, "/app/secret_info", { code: "none" }),
  InvalidUserNameParameter: async () => post(null, "/user/register/v2", { username: "?", password: "a password" }),
  InvalidRequestParameter: async (stage) => get(await stage.user(), "/group/info", { group_id: "x" }),
  MissingAccessToken: async () => get(null, "/user/profile"),
  CurrentUserIsInRoster: async (stage) => {
    const [one, other] = await stage.friends();
    return post(one, "/roster/apply", { user_id: other.uid });
  },
  CurrentUserIsInBlocklist: async (stage) => {
    const [one, other] = [await stage.user(), await stage.user()];
    await stage.done(other.api, "/roster/block", { user_id: one.uid });
    return post(one, "/roster/apply", { user_id: other.uid });
  },
  AnswerFailed: async (stage) => post(await stage.user(), "/roster/accept", { user_id: (await stage.user()).uid }),
  InvalidToken: async () => get("nonsense", "/user/profile"),
  RosterNotFriend: async (stage) => post(await stage.user(), "/roster/delete", { user_id: (await stage.user()).uid }),
  RosterBlockListExist: async (stage) => {
    const [one, other] = [await stage.user(), await stage.user()];
    await stage.done(one.api, "/roster/block", { user_id: other.uid });
    return post(one, "/roster/block", { user_id: other.uid });
  },
  RosterRejectApplication: async (stage) => {
    const [one, other] = [await stage.user(), await stage.user()];
    await stage.done(other.api, "/user/authmode", { value: 3 });
    return post(one, "/roster/apply", { user_id: other.uid });
  },
  GroupNotExist: async (stage) => get(await stage.user(), "/group/info", { group_id: 5 }),
  GroupNotMemberFound: async (stage) => {
    const { gid } = await stage.group();
    return post(await stage.user(), "/message/send", said(2, gid));
  },
  GroupMemberPermissionRequired: async (stage) => {
    const { gid } = await stage.group();
    return get(await stage.user(), "/group/member_list", { group_id: gid });
  },
  GroupMsgNotifyTypeUnknown: asMember("/group/msg/push_mode", () => ({ msg_push_mode: 9 })),
  GroupOwnerCannotLeave: asOwner("POST", "/group/leave"),
  GroupTransferNotAllowed: async (stage) => {
    const { owner, gid } = await stage.group();
    return post(owner, "/group/transfer", { group_id: gid, new_owner: (await stage.user()).uid });
  },
  GroupAdminPermissionRequired: asMember("/group/settings/ban_all", () => ({ duration: 5 })),
  GroupOwnerPermissionRequired: asMember("/group/destroy", () => ({})),
  GroupApplicationExpiredOrHandled: asOwner("POST", "/group/apply/handle", ({ uid }) => ({
    user_id: uid,
    approval: true,
  })),
  GroupInvitationExpiredOrHandled: async (stage) => {
    const { gid, owner } = await stage.group();
    const answer = { group_id: gid, user_id: owner.uid, approval: true };
    return post(await stage.user(), "/group/invite/handle", answer);
  },
  GroupKickTooManyTimes: async (stage) => {
    const { gid, member } = await kicked(stage, 4);
    return post(member, "/group/apply", { group_id: gid });
  },
  GroupMemberExist: asMember("/group/apply", () => ({})),
  GroupBlockListExist: async (stage) => {
    const { gid, owner, member } = await stage.membership();
    await stage.done(owner.api, "/group/block", { group_id: gid, user_list: [member.uid] });
    return post(member, "/group/apply", { group_id: gid });
  },
  GroupAnnouncementNotFound: asOwner("GET", "/group/announcement", () => ({ announcement_id: 9 })),
  GroupAnnouncementForbidden: asMember("/group/announcement/edit", () => ({ title: "News", content: "None" })),
  GroupSharedFileNotFound: asOwner("GET", "/group/file", () => ({ file_id: 9 })),
  GroupMemberBanned: async (stage) => {
    const { gid, owner, member } = await stage.membership();
    await stage.done(owner.api, "/group/ban", { group_id: gid, user_list: [member.uid], duration: 5 });
    return post(member, "/message/send", said(2, gid));
  },
};
