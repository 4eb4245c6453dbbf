import { expect } from "vitest";
import type { Person } from "./person.ts";
import type { Cases, Stage } from "./stage.ts";

const one = (user_id: number) => [{ user_id, result: "success", reason: "" }];

type GroupMeta = { payload: { gid?: { uid: { toNumber(): number } } } } | undefined;
const own = (gid: number) => (meta: GroupMeta) => meta?.payload.gid?.uid.toNumber() === gid;

async function group({ scene }: Stage): Promise<[number, Person, Person]> {
  const [owner, member] = await Promise.all([scene.person(), scene.person()]);
  return [await scene.group(owner, member), owner, member];
}

/** Somebody who is asked before anybody takes them into a group, and is. */
async function invited(stage: Stage): Promise<[number, Person, Person]> {
  const [gid, owner] = await group(stage);
  const guest = await stage.scene.person();
  await guest.im.userManage.asyncUpdateSettings({ user_id: guest.uid, group_confirm: true });
  await owner.im.groupManage.asyncInvite({ group_id: gid, user_list: [guest.uid], reason: "come" });
  await guest.hears("onGroupNotice", own(gid));
  return [gid, owner, guest];
}

async function applicant(stage: Stage): Promise<[number, Person, Person]> {
  const [gid, owner] = await group(stage);
  const asking = await stage.scene.person();
  await asking.im.groupManage.asyncApply({ group_id: gid, reason: "please" });
  await owner.until("the application", () => owner.im.sysManage.getNoticeMessage().some(own(gid)));
  return [gid, owner, asking];
}

/** groupManage: who gets in, who may speak, who has to go. */
export const memberCases: Cases = {
  asyncGroupBab: async (s) => {
    const [group_id, owner, member] = await group(s);
    const banned = await owner.im.groupManage.asyncGroupBab({ group_id, duration: 5, user_list: [member.uid] });
    expect(banned).toEqual(one(member.uid));
    expect(await member.hears("onGroupBaned")).toMatchObject({ groupId: group_id, toUids: [member.uid] });
    member.im.sysManage.sendGroupMessage({ gid: group_id, content: s.scene.text() });
    const refused = await member.hears("onSendingMessageStatusChanged", ({ status }) => status === "failed");
    expect(refused).toMatchObject({ errorCode: 11 });
  },
  asyncGroupBannedList: async (s) => {
    const [group_id, owner, member] = await group(s);
    await owner.im.groupManage.asyncGroupBab({ group_id, duration: -1, user_list: [member.uid] });
    const list = await owner.im.groupManage.asyncGroupBannedList({ group_id });
    expect(list).toMatchObject([{ user_id: member.uid, expired_time: -1 }]);
  },
  asyncGroupUnban: async (s) => {
    const [group_id, owner, member] = await group(s);
    await owner.im.groupManage.asyncGroupBab({ group_id, duration: 5, user_list: [member.uid] });
    const freed = await owner.im.groupManage.asyncGroupUnban({ group_id, user_list: [member.uid] });
    expect(freed).toEqual(one(member.uid));
    expect(await member.hears("onGroupUnbaned")).toMatchObject({ groupId: group_id, toUids: [member.uid] });
  },
  asyncBanAll: async (s) => {
    const [group_id, owner, member] = await group(s);
    expect(await owner.im.groupManage.asyncBanAll({ group_id, duration: -1 })).toEqual({ ban_expire_time: -1 });
    await member.hears("onGroupBaned", ({ groupId, all }) => groupId === group_id && all === true);
  },
  asyncUnBanAll: async (s) => {
    const [group_id, owner, member] = await group(s);
    await owner.im.groupManage.asyncBanAll({ group_id, duration: -1 });
    expect(await owner.im.groupManage.asyncUnBanAll({ group_id })).toBe(true);
    await member.hears("onGroupUnbaned", ({ groupId, all }) => groupId === group_id && all === true);
  },
  asyncApply: async (s) => {
    const [group_id, owner, asking] = await applicant(s);
    const [notice] = owner.im.sysManage.getNoticeMessage();
    expect(notice?.payload).toMatchObject({ type: 7, content: "please" });
    const known = await asking.im.groupManage.asyncApply({ group_id });
    expect(known.user_id).toBe(asking.uid);
  },
  asyncApplyHandle: async (s) => {
    const [group_id, owner, asking] = await applicant(s);
    const answer = { approval: true, group_id, user_id: asking.uid };
    expect(await owner.im.groupManage.asyncApplyHandle(answer)).toMatchObject({ result: "success" });
    await asking.hears("onGroupApplyAccepted", own(group_id));
    await asking.until("in", () => group_id in asking.im.groupManage.getAllGroupDetail());
    const [gid, other, late] = await applicant(s);
    await other.im.groupManage.asyncApplyHandle({ approval: false, group_id: gid, user_id: late.uid });
    await late.hears("onGroupApplyDeclined", own(gid));
  },
  asncGetApplicationList: async (s) => {
    const [group_id, owner, asking] = await applicant(s);
    const list = await owner.im.groupManage.asncGetApplicationList({ group_list: [group_id] });
    expect(list).toMatchObject([{ group_id, applicant_id: asking.uid, reason: "please", status: 0 }]);
  },
  asyncGroupBlock: async (s) => {
    const [group_id, owner, member] = await group(s);
    expect(await owner.im.groupManage.asyncGroupBlock({ group_id, user_list: [member.uid] })).toEqual(one(member.uid));
    await member.hears("onGroupKicked", own(group_id));
    expect(member.im.groupManage.getAllGroupDetail()[group_id]).toBeUndefined();
  },
  asyncGroupBockedlist: async (s) => {
    const [group_id, owner, member] = await group(s);
    await owner.im.groupManage.asyncGroupBlock({ group_id, user_list: [member.uid] });
    const list = await owner.im.groupManage.asyncGroupBockedlist({ group_id });
    expect(list).toEqual([{ user_id: member.uid, group_id, created_at: expect.any(String) }]);
  },
  asyncGroupUnblock: async (s) => {
    const [group_id, owner, member] = await group(s);
    await owner.im.groupManage.asyncGroupBlock({ group_id, user_list: [member.uid] });
    const freed = await owner.im.groupManage.asyncGroupUnblock({ group_id, user_list: [member.uid] });
    expect(freed).toEqual(one(member.uid));
    await owner.hears("onGroupUnblocked", own(group_id));
    expect(await owner.im.groupManage.asyncGroupBockedlist({ group_id })).toEqual([]);
  },
  asyncKick: async (s) => {
    const [group_id, owner, member] = await group(s);
    expect(await owner.im.groupManage.asyncKick({ group_id, user_list: [member.uid] })).toEqual(one(member.uid));
    await member.hears("onGroupKicked", own(group_id));
    await member.hears("onGroupListUpdate", own(group_id));
    expect(await member.im.groupManage.asyncGetUserJoined({})).toEqual([]);
    await owner.hears("onGroupMemberChanged", (id) => id === group_id);
  },
  asyncInvite: async (s) => {
    const [group_id, owner, member] = await group(s);
    const guest = await s.scene.person();
    expect(await owner.im.groupManage.asyncInvite({ group_id, user_list: [guest.uid] })).toEqual(one(guest.uid));
    await member.hears("onGroupJoined", own(group_id));
    await guest.until("in", () => group_id in guest.im.groupManage.getAllGroupDetail());
  },
  asyncInviteHandle: async (s) => {
    const [group_id, owner, guest] = await invited(s);
    const answer = { approval: true, user_id: guest.uid, group_id };
    expect(await guest.im.groupManage.asyncInviteHandle(answer)).toBe(true);
    await owner.hears("onGroupInvitedAccepted", own(group_id));
    const [gid, other, shy] = await invited(s);
    await shy.im.groupManage.asyncInviteHandle({ approval: false, user_id: other.uid, group_id: gid });
    await other.hears("onGroupInvitedDeclined", own(gid));
  },
  asyncGetInvitationList: async (s) => {
    const [group_id, owner, guest] = await invited(s);
    const list = await guest.im.groupManage.asyncGetInvitationList();
    expect(list).toMatchObject([{ group_id, inviter_id: owner.uid, invitee_id: guest.uid, reason: "come" }]);
  },
};
