/** Happy paths of groups. Every documented parameter is given. */

import type { Parameters } from "../api.ts";
import { pattern, SHARED, upload } from "../files.ts";
import type { TestUser } from "../private-server.ts";
import { field, type Scene, type Scenes, type Stage } from "./stage.ts";

/** The owner does something to a group with one other member. */
const owner =
  (given: (group: { gid: number; member: TestUser }) => Parameters, facts: Parameters = {}) =>
  async (stage: Stage): Promise<Scene> => {
    const { gid, owner: by, member } = await stage.membership(facts);
    return { by: by.api, with: { group_id: gid, ...given({ gid, member }) } };
  };

const onMember = owner(({ member }) => ({ user_list: [member.uid] }));
const group = owner(() => ({}));
const page = { cursor: "", limit: 10, version: 0 };

/** After the owner did something to the member. */
const after =
  (path: string, given: Parameters, next: (member: TestUser) => Parameters) =>
  async (stage: Stage): Promise<Scene> => {
    const { gid, owner: by, member } = await stage.membership();
    await stage.done(by.api, path, { group_id: gid, user_list: [member.uid], ...given });
    return { by: by.api, with: { group_id: gid, ...next(member) } };
  };

const member =
  (given: Parameters) =>
  async (stage: Stage): Promise<Scene> => {
    const { gid, member: by } = await stage.membership();
    return { by: by.api, with: { group_id: gid, ...given } };
  };

/** Somebody outside has applied. */
async function applied(stage: Stage) {
  const applicant = await stage.user();
  const { gid, owner: by } = await stage.group();
  await stage.done(by.api, "/group/settings/require_admin_approval", { group_id: gid, apply_approval: 1 });
  await stage.done(applicant.api, "/group/apply", { group_id: gid, reason: "let me in" });
  return { gid, by: by.api, applicant };
}

/** Somebody who wants to be asked first was invited. */
async function invited(stage: Stage) {
  const invitee = await stage.user();
  await stage.done(invitee.api, "/user/settings", { group_confirm: true });
  const { gid, owner: inviter } = await stage.group();
  await stage.done(inviter.api, "/group/invite", { group_id: gid, user_list: [invitee.uid] });
  return { gid, inviter, invitee };
}

const announced =
  (named: boolean) =>
  async (stage: Stage): Promise<Scene> => {
    const { gid, owner: by } = await stage.group();
    const news = { group_id: gid, title: "News", content: "There are some" };
    const announcement = await stage.done(by.api, "/group/announcement/edit", news);
    return { by: by.api, with: { group_id: gid, ...(named ? { announcement_id: field(announcement, "id") } : {}) } };
  };

/** A file that was uploaded for the group's list. */
async function fileOf(by: TestUser, gid: number): Promise<Parameters> {
  const url = await upload(by, gid, { bytes: pattern(5), name: "a.txt" }, SHARED);
  return { group_id: gid, name: "a.txt", size: 5, type: "text/plain", url };
}

const shared =
  (given: (file: number) => Parameters) =>
  async (stage: Stage): Promise<Scene> => {
    const { gid, owner: by } = await stage.group();
    const uploaded = await stage.done(by.api, "/group/file/upload", await fileOf(by, gid));
    return { by: by.api, with: { group_id: gid, ...given(field(uploaded, "file_id")) } };
  };

async function scanned(stage: Stage): Promise<Scene> {
  const { gid, owner: by } = await stage.group();
  const { data } = await by.api.get("/group/qrcode/sign", { group_id: gid });
  return { by: (await stage.user()).api, with: { qr_info: (data as { qr_info: string }).qr_info } };
}

export const groupScenes: Scenes = {
  "/group/admin/add": onMember,
  "/group/admin/remove": after("/group/admin/add", {}, ({ uid }) => ({ user_list: [uid] })),
  "/group/admin_list": after("/group/admin/add", {}, () => ({})),
  "/group/announcement": announced(true),
  "/group/announcement/delete": announced(true),
  "/group/announcement/edit": owner(() => ({ title: "News", content: "There are some" })),
  "/group/announcement/last": announced(false),
  "/group/announcement/list": announced(false),
  "/group/application_list": async (stage) => {
    const { gid, by } = await applied(stage);
    return { by, with: { group_list: [gid], ...page } };
  },
  "/group/apply": async (stage) => {
    const { gid } = await stage.group();
    return { by: (await stage.user()).api, with: { group_id: gid, reason: "let me in" } };
  },
  "/group/apply/handle": async (stage) => {
    const { gid, by, applicant } = await applied(stage);
    return { by, with: { group_id: gid, user_id: applicant.uid, approval: true } };
  },
  "/group/ban": owner(({ member: { uid } }) => ({ user_list: [uid], duration: 5 })),
  "/group/banned_list": after("/group/ban", { duration: 5 }, () => page),
  "/group/block": onMember,
  "/group/blocked_list": after("/group/block", {}, () => page),
  "/group/create": async (stage) => ({
    by: (await stage.user()).api,
    with: { name: "g", type: 0, avatar: "", description: "d", user_list: [(await stage.user()).uid] },
  }),
  "/group/destroy": group,
  "/group/display_name": member({ value: "Ann" }),
  "/group/file": shared((file) => ({ file_id: file })),
  "/group/file/delete": shared((file) => ({ file_list: [file] })),
  "/group/file/list": shared(() => ({})),
  "/group/file/update_name": shared((file) => ({ file_id: file, name: "b.txt" })),
  "/group/file/upload": async (stage) => {
    const { gid, owner: by } = await stage.group();
    return { by: by.api, with: await fileOf(by, gid) };
  },
  "/group/info": group,
  "/group/info/avatar": owner(() => ({ value: "https://example.com/a.png" })),
  "/group/info/batch": async (stage) => {
    const { gid, owner: by } = await stage.group();
    return { by: by.api, with: { group_list: [gid] } };
  },
  "/group/info/description": owner(() => ({ value: "d" })),
  "/group/info/ext": owner(() => ({ value: "{}" })),
  "/group/info/name": owner(() => ({ value: "n" })),
  "/group/invitation_list": async (stage) => ({ by: (await invited(stage)).invitee.api, with: page }),
  "/group/invite": async (stage) => {
    const [{ gid, owner: by }, guest] = [await stage.group(), await stage.user()];
    return { by: by.api, with: { group_id: gid, user_list: [guest.uid], reason: "come" } };
  },
  "/group/invite/handle": async (stage) => {
    const { gid, inviter, invitee } = await invited(stage);
    return { by: invitee.api, with: { group_id: gid, user_id: inviter.uid, approval: true } };
  },
  "/group/kick": onMember,
  "/group/leave": member({}),
  "/group/member_list": owner(() => page),
  "/group/members/display_name": onMember,
  "/group/msg/mute_mode": member({ msg_mute_mode: 1 }),
  "/group/msg/not_disturb": member({ value: true }),
  "/group/msg/push_mode": member({ msg_push_mode: 1 }),
  "/group/public_list": async (stage) => {
    const { owner: by } = await stage.group([], { type: 1 });
    return { by: by.api, with: {} };
  },
  "/group/qrcode/invite": scanned,
  "/app/qrcode/group_invite": scanned,
  "/group/qrcode/sign": group,
  "/app/qrcode/group_sign": group,
  "/group/settings": group,
  "/group/settings/allow_member_invitation": owner(() => ({ value: false })),
  "/group/settings/allow_member_modify": owner(() => ({ value: true })),
  "/group/settings/ban_all": owner(() => ({ duration: -1 })),
  "/group/settings/enable_read_ack": owner(() => ({ value: true })),
  "/group/settings/hide_member_info": owner(() => ({ value: true })),
  "/group/settings/history_visible": owner(() => ({ value: true })),
  "/group/settings/require_admin_approval": owner(() => ({ apply_approval: 2 })),
  "/group/settings/unban_all": async (stage) => {
    const { gid, owner: by } = await stage.group();
    await stage.done(by.api, "/group/settings/ban_all", { group_id: gid, duration: -1 });
    return { by: by.api, with: { group_id: gid } };
  },
  "/group/transfer": owner(({ member: { uid } }) => ({ new_owner: uid })),
  "/group/unban": after("/group/ban", { duration: 5 }, ({ uid }) => ({ user_list: [uid] })),
  "/group/unblock": after("/group/block", {}, ({ uid }) => ({ user_list: [uid] })),
  "/group/user_joined": async (stage) => ({ by: (await stage.group()).owner.api, with: {} }),
};
