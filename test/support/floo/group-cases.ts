import { expect } from "vitest";
import type { Person } from "./person.ts";
import type { Cases, Stage } from "./stage.ts";

/** file_type of what members of a group share. */
const SHARED_FILE = 200;

const groups = ({ ann }: Stage) => ann.im.groupManage;
const one = (user_id: number) => [{ user_id, result: "success", reason: "" }];

/** A setting that is a switch: on in the group's facts, for everybody, with the notice. */
function flag(
  method:
    | "asyncUpdateAllowMemberInvitation"
    | "asyncUpdateAllowMemberModify"
    | "asyncUpdateEnableReadack"
    | "asyncUpdateHistoryVisible"
    | "asyncHideMemberInfo",
  field: "member_invite" | "member_modify" | "read_ack" | "history_visible" | "hide_member_info",
) {
  return async ({ ann, bob, gid }: Stage) => {
    const before = (await ann.im.groupManage.asyncGetGroupInfo(gid, true))[field];
    expect(await ann.im.groupManage[method]({ group_id: gid, value: !before })).toBe(true);
    expect((await ann.im.groupManage.asyncGetGroupInfo(gid, true))[field]).toBe(!before);
    await bob.until(field, () => bob.im.groupManage.getAllGroupDetail()[gid]?.[field] === !before);
    expect(await ann.im.groupManage[method]({ group_id: String(gid), value: before ? 1 : 0 })).toBe(true);
  };
}

function text(
  method: "asyncUpdateAvatar" | "asyncUpdateDescription" | "asyncUpdateExt" | "asyncUpdateName",
  field: "avatar" | "description" | "ext" | "name",
) {
  return async ({ ann, bob, gid, scene }: Stage) => {
    const value = scene.text();
    expect(await ann.im.groupManage[method]({ group_id: gid, value })).toBe(true);
    expect((await ann.im.groupManage.asyncGetInfo(gid))[field]).toBe(value);
    await bob.until(field, () => bob.im.groupManage.getAllGroupDetail()[gid]?.[field] === value);
  };
}

async function announce({ ann, gid, scene }: Stage) {
  return ann.im.groupManage.asyncAnnouncementEdit({ group_id: gid, title: scene.text(), content: "c" });
}

async function share({ ann, gid, scene }: Stage) {
  const to = { fileType: SHARED_FILE, chatType: "group", to_id: gid } as const;
  const { url } = await ann.im.sysManage.asyncFileUpload({ file: new Blob(["hello"]), ...to });
  return ann.im.groupManage.asyncFileUpload({ group_id: gid, name: scene.text(), size: 5, type: "file", url });
}

async function withMembers({ scene }: Stage): Promise<[number, Person, Person, Person]> {
  const [owner, second, third] = await Promise.all([scene.person(), scene.person(), scene.person()]);
  return [await scene.group(owner, second, third), owner, second, third];
}

const own = (gid: number) => (meta: { payload: { gid?: { uid: { toNumber(): number } } } } | undefined) =>
  meta?.payload.gid?.uid.toNumber() === gid;

/** groupManage: what groups are, and what they show. */
export const groupCases: Cases = {
  asyncGetGroupInfo: async ({ ann, bob, gid }) => {
    const info = await bob.im.groupManage.asyncGetGroupInfo(String(gid));
    expect(info).toMatchObject({ group_id: gid, owner_id: ann.uid, count: 2, read_ack: false });
    await expect(bob.im.groupManage.asyncGetGroupInfo(999, true)).rejects.toMatchObject({ code: 20001 });
  },
  asyncGetInfo: async (s) => {
    expect(await groups(s).asyncGetInfo(s.gid)).toEqual(await groups(s).asyncGetInfo({ group_id: s.gid }));
  },
  asyncGetJoinedGroups: async ({ bob, gid }) => {
    expect(await bob.im.groupManage.asyncGetJoinedGroups(true)).toContain(gid);
    expect(await bob.im.groupManage.asyncGetJoinedGroups()).toContainEqual(expect.objectContaining({ group_id: gid }));
  },
  asyncGetUserJoined: async (s) => expect(await groups(s).asyncGetUserJoined({})).toContain(s.gid),
  openGroup: async ({ bob, gid, ann }) => {
    const from = bob.told.length;
    bob.im.groupManage.openGroup(gid);
    await bob.hears("onGroupMemberChanged", (id) => id === gid, from);
    const members = bob.im.groupManage.getGroupMembers(gid);
    expect(members.map(({ user_id }) => user_id).sort()).toEqual([ann.uid, bob.uid].sort());
  },
  getAllGroupDetail: async (s) => {
    expect(groups(s).getAllGroupDetail()[s.gid]).toMatchObject({ group_id: s.gid, name: expect.any(String) });
  },
  asyncGetGroupMembers: async (s) => {
    expect((await groups(s).asyncGetGroupMembers(s.gid)).sort()).toEqual([s.ann.uid, s.bob.uid].sort());
  },
  getGroupMembers: async ({ bob, ann, gid, scene }) => {
    const value = scene.text();
    await ann.im.groupManage.asyncUpdateDisplayName({ group_id: gid, value });
    bob.im.groupManage.openGroup(gid);
    const mine = () => bob.im.groupManage.getGroupMembers(gid).find(({ user_id }) => user_id === ann.uid);
    await bob.until("named", () => mine()?.username === ann.user.name && mine()?.display_name === value);
    expect(mine()).toMatchObject({ has_nick: true, join_time: expect.any(Number) });
    expect(bob.im.groupManage.getGroupMembers(5)).toEqual([]);
  },
  asyncGetMemberList: async (s) => {
    const members = await groups(s).asyncGetMemberList({ group_id: s.gid });
    expect(members).toHaveLength(2);
    expect(await groups(s).asyncGetMemberList(s.gid)).toEqual(members);
  },
  asyncGetGroupListDetail: async (s) => {
    expect(await groups(s).asyncGetGroupListDetail([])).toEqual({});
    expect(await groups(s).asyncGetGroupListDetail([s.gid])).toMatchObject([{ group_id: s.gid, owner: s.ann.uid }]);
  },
  getGruopMessage: async ({ ann, bob, gid, scene }) => {
    const content = scene.text();
    await ann.saysIn(gid, content, { priority: 1 });
    await bob.hears("onGroupMessage", (message) => message.content === content);
    const last = bob.im.groupManage.getGruopMessage(gid).at(-1);
    expect(last).toMatchObject({ content, from: String(ann.uid), to: String(gid), toType: "group" });
  },
  readGroupMessage: async ({ ann, bob, gid, scene }) => {
    const { id } = await ann.saysIn(gid, scene.text());
    await bob.hears("onGroupMessage", (message) => message.id === id);
    bob.im.groupManage.readGroupMessage(gid, id);
    expect(bob.im.groupManage.getUnreadCount(gid)).toBe(0);
    expect(bob.im.groupManage.getGruopMessage(gid).at(-1)?.status).toBe(2);
  },
  recallMessage: async ({ ann, bob, gid, scene }) => {
    const { id } = await bob.saysIn(gid, scene.text());
    await ann.hears("onGroupMessage", (message) => message.id === id);
    ann.im.groupManage.recallMessage(gid, id);
    await bob.hears("onMessageRecalled", ({ uid, mid }) => uid === String(gid) && mid === id);
    expect(bob.im.groupManage.getGruopMessage(gid).map((message) => message.id)).not.toContain(id);
  },
  deleteMessage: async ({ ann, bob, gid, scene }) => {
    const { id } = await ann.saysIn(gid, scene.text());
    await bob.hears("onGroupMessage", (message) => message.id === id);
    bob.im.groupManage.deleteMessage(gid, id);
    await bob.hears("onMessageDeleted", ({ mid }) => mid === id);
    expect(ann.im.groupManage.getGruopMessage(gid).map((message) => message.id)).toContain(id);
  },
  appendMessageContent: async ({ ann, bob, gid, scene }) => {
    const { id, content } = await ann.saysIn(gid, scene.text());
    ann.im.groupManage.appendMessageContent(gid, id, "+");
    const appended = await bob.hears("onGroupMessageContentAppend", (message) => message.id === id);
    expect(appended.content).toBe(`${content}+`);
  },
  replaceMessage: async ({ ann, bob, gid, scene }) => {
    const { id } = await ann.saysIn(gid, scene.text());
    ann.im.groupManage.replaceMessage(gid, id, "other");
    const replaced = await bob.hears("onGroupMessageReplace", (message) => message.id === id);
    expect(replaced.content).toBe("other");
  },
  getUnreadCount: async ({ ann, bob, gid, scene }) => {
    bob.im.groupManage.readGroupMessage(gid);
    await ann.saysIn(gid, scene.text());
    await bob.until("one", () => bob.im.groupManage.getUnreadCount(gid) === 1);
  },
  consumeGroupAtStatus: async ({ ann, bob, gid, scene }) => {
    const txt = scene.text();
    ann.im.sysManage.sendMentionMessage({ gid, txt, mentionList: [bob.uid] });
    const at = () => bob.im.userManage.getConversationList().find(({ id }) => id === gid)?.hasAt;
    await bob.until("mentioned", () => at() === true);
    bob.im.groupManage.consumeGroupAtStatus(gid);
    expect(at()).toBe(false);
  },
  asyncUpdateAvatar: text("asyncUpdateAvatar", "avatar"),
  asyncUpdateDescription: text("asyncUpdateDescription", "description"),
  asyncUpdateExt: text("asyncUpdateExt", "ext"),
  asyncUpdateName: text("asyncUpdateName", "name"),
  asyncUpdateDisplayName: async ({ ann, bob, gid, scene }) => {
    const value = scene.text();
    ann.im.groupManage.openGroup(gid);
    await ann.hears("onGroupMemberChanged", (id) => id === gid);
    expect(await bob.im.groupManage.asyncUpdateDisplayName({ group_id: gid, value })).toBe(true);
    const names = () => ann.im.groupManage.getGroupMembers(gid).map(({ display_name }) => display_name);
    await ann.until("renamed", () => names().includes(value));
  },
  asyncGroupMsgMutemode: async ({ bob, gid, scene }) => {
    // The user's other devices hear it.
    const other = scene.appOf(bob.user);
    await other.login();
    expect(await bob.im.groupManage.asyncGroupMsgMutemode({ group_id: gid, msg_mute_mode: 1 })).toEqual({});
    expect((await bob.im.groupManage.asyncGetInfo(gid)).msg_mute_mode).toBe(1);
    await other.hears("onGroupMuted", ({ payload }) => payload.gid?.uid.toNumber() === gid);
    await bob.im.groupManage.asyncGroupMsgMutemode({ group_id: gid, msg_mute_mode: 0 });
    await other.hears("onGroupUnmuted");
  },
  asyncUpdateMsgNotDisturb: async ({ bob, gid }) => {
    await bob.im.groupManage.asyncUpdateMsgNotDisturb({ group_id: gid, value: true });
    expect((await bob.im.groupManage.asyncGetInfo(gid)).msg_mute_mode).toBe(1);
    await bob.im.groupManage.asyncUpdateMsgNotDisturb({ group_id: gid, value: false });
  },
  asyncGetPublicList: async ({ ann, scene }) => {
    const { group_id } = await ann.im.groupManage.asyncCreate({ name: scene.text(), type: 1 });
    expect(await ann.im.groupManage.asyncGetPublicList()).toContain(group_id);
  },
  asyncGetSettings: async (s) => {
    expect(await groups(s).asyncGetSettings({ group_id: s.gid })).toMatchObject({ owner_id: s.ann.uid });
    await expect(s.cat.im.groupManage.asyncGetSettings({ group_id: s.gid })).rejects.toMatchObject({ code: 20011 });
  },
  asyncUpdateAllowMemberInvitation: flag("asyncUpdateAllowMemberInvitation", "member_invite"),
  asyncUpdateAllowMemberModify: flag("asyncUpdateAllowMemberModify", "member_modify"),
  asyncUpdateEnableReadack: flag("asyncUpdateEnableReadack", "read_ack"),
  asyncUpdateHistoryVisible: flag("asyncUpdateHistoryVisible", "history_visible"),
  asyncHideMemberInfo: flag("asyncHideMemberInfo", "hide_member_info"),
  asyncUpdateRequireadminapproval: async (s) => {
    const { group_id } = await groups(s).asyncCreate({ name: s.scene.text() });
    expect(await groups(s).asyncUpdateRequireadminapproval({ group_id, apply_approval: 2 })).toBe(true);
    expect((await groups(s).asyncGetInfo(group_id)).apply_approval).toBe(2);
  },
  asyncAnnouncementEdit: async (s) => {
    expect(await announce(s)).toMatchObject({ group_id: s.gid, author: s.ann.uid, content: "c" });
    await s.bob.hears("onGroupAnnouncementUpdated", own(s.gid));
  },
  asyncGetAnouncementById: async (s) => {
    const made = await announce(s);
    expect(await groups(s).asyncGetAnouncementById({ announcement_id: made.id, group_id: s.gid })).toEqual(made);
  },
  asyncGetAnnouncementList: async (s) => {
    const made = await announce(s);
    expect((await groups(s).asyncGetAnnouncementList({ group_id: s.gid }))[0]).toEqual(made);
  },
  asyncAnouncementDelete: async (s) => {
    const made = await announce(s);
    expect(await groups(s).asyncAnouncementDelete({ announcement_id: made.id, group_id: s.gid })).toEqual({});
    const gone = groups(s).asyncGetAnouncementById({ announcement_id: made.id, group_id: s.gid });
    await expect(gone).rejects.toMatchObject({ code: 20020 });
  },
  asyncFileUpload: async (s) => {
    expect(await share(s)).toMatchObject({ group_id: s.gid, size: 5, uploader: s.ann.uid });
  },
  asyncGetFileList: async (s) => {
    const file = await share(s);
    expect((await groups(s).asyncGetFileList({ group_id: s.gid }))[0]).toEqual(file);
  },
  asyncFileDelete: async (s) => {
    const { file_id } = await share(s);
    const gone = await groups(s).asyncFileDelete({ group_id: s.gid, file_list: [file_id] });
    expect(gone).toEqual([{ file_id, result: "success", reason: "" }]);
  },
  asyncGetAdminList: async (s) => {
    const [gid, owner, second] = await withMembers(s);
    await owner.im.groupManage.asyncAdminAdd({ group_id: gid, user_list: [second.uid] });
    const admins = await owner.im.groupManage.asyncGetAdminList({ group_id: gid });
    expect(admins).toMatchObject([{ user_id: second.uid }]);
  },
  asyncAdminAdd: async (s) => {
    const [group_id, owner, second] = await withMembers(s);
    const added = await owner.im.groupManage.asyncAdminAdd({ group_id, user_list: [String(second.uid)] });
    expect(added).toEqual(one(second.uid));
    await second.hears("onGroupAdminGranted", own(group_id));
  },
  asyncAdminRemove: async (s) => {
    const [group_id, owner, second] = await withMembers(s);
    await owner.im.groupManage.asyncAdminAdd({ group_id, user_list: [second.uid] });
    const removed = await owner.im.groupManage.asyncAdminRemove({ group_id, user_list: [second.uid] });
    expect(removed).toEqual(one(second.uid));
    await second.hears("onGroupAdminRevoked", own(group_id));
  },
  asyncCreate: async ({ ann, bob, scene }) => {
    const name = scene.text();
    const made = await ann.im.groupManage.asyncCreate({ name, type: 0, description: "d", user_list: [bob.uid] });
    expect(made).toMatchObject({ name, owner_id: ann.uid, count: 2, description: "d", type: 0 });
    await ann.hears("onGroupCreated", own(made.group_id));
    await bob.hears("onGroupListUpdate", own(made.group_id));
    await bob.until("its name", () => bob.im.groupManage.getAllGroupDetail()[made.group_id]?.name === name);
  },
  asyncDestroy: async (s) => {
    const [group_id, owner, second] = await withMembers(s);
    expect(await owner.im.groupManage.asyncDestroy({ group_id })).toBe(true);
    await second.hears("onGroupDestoryed", own(group_id));
    expect(second.im.groupManage.getAllGroupDetail()[group_id]).toBeUndefined();
  },
  asyncLeave: async (s) => {
    const [group_id, owner, second, third] = await withMembers(s);
    third.im.groupManage.openGroup(group_id);
    await third.until("members", () => third.im.groupManage.getGroupMembers(group_id).length === 3);
    expect(await second.im.groupManage.asyncLeave({ group_id })).toBe(true);
    await owner.hears("onGroupLeaved", own(group_id));
    await third.until("two left", () => third.im.groupManage.getGroupMembers(group_id).length === 2);
    await second.until("out", () => !(group_id in second.im.groupManage.getAllGroupDetail()));
    await expect(owner.im.groupManage.asyncLeave({ group_id })).rejects.toMatchObject({ code: 20004 });
  },
  asyncOwnerTransfer: async (s) => {
    const [group_id, owner, second] = await withMembers(s);
    const handed = await owner.im.groupManage.asyncOwnerTransfer({ group_id, new_owner: second.uid });
    expect(handed).toMatchObject({ user_id: second.uid, result: "success" });
    await second.hears("onGroupOwnerAssigned", own(group_id));
    expect((await second.im.groupManage.asyncGetInfo(group_id)).owner_id).toBe(second.uid);
  },
  asyncGetMemberDisplayName: async (s) => {
    const names = await groups(s).asyncGetMemberDisplayName({ group_id: s.gid, user_list: [s.ann.uid, s.cat.uid] });
    expect(names.map(({ user_id }) => user_id)).toEqual([s.ann.uid]);
  },
};
