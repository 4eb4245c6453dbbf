import { expect } from "vitest";
import type { Person } from "./person.ts";
import { type Cases, incomplete, type Stage } from "./stage.ts";

/** Two people who are no friends; the second is asked before anybody becomes one. */
async function strangers({ scene }: Stage): Promise<[Person, Person]> {
  const [asking, asked] = await Promise.all([scene.person(), scene.person()]);
  await asked.im.userManage.asyncUpdateAuthmode({ value: 1 });
  return [asking, asked];
}

async function applied(stage: Stage): Promise<[Person, Person]> {
  const [asking, asked] = await strangers(stage);
  expect(await asking.im.rosterManage.asyncApply({ user_id: asked.uid, alias: "", reason: "hello" })).toBe(true);
  const meta = await asked.hears("onRosterApplied");
  expect(meta.payload).toMatchObject({ type: 7, content: "hello" });
  expect(meta.payload.from.uid.toNumber()).toBe(asking.uid);
  return [asking, asked];
}

/** rosterManage, method by method. */
export const rosterCases: Cases = {
  asyncGetRosterIdList: async ({ ann, bob }) => {
    expect(await ann.im.rosterManage.asyncGetRosterIdList()).toEqual([bob.uid]);
    expect(await ann.im.rosterManage.asyncGetRosterIdList(true)).toEqual([bob.uid]);
  },
  asyncGetRosterInfo: async ({ ann, bob, cat }) => {
    expect(await ann.im.rosterManage.asyncGetRosterInfo(bob.uid, true)).toMatchObject({ relation: 0 });
    const stranger = await ann.im.rosterManage.asyncGetRosterInfo(String(cat.uid));
    expect(stranger).toMatchObject({ user_id: cat.uid, username: cat.user.name, relation: 2 });
    await expect(ann.im.rosterManage.asyncGetRosterInfo(999)).rejects.toMatchObject({ code: 10000 });
  },
  asyncRegester: async ({ ann, scene }) => {
    const made = await ann.im.rosterManage.asyncRegester({ username: scene.name(), password: "p" });
    expect(made.user_id).toBeGreaterThan(0);
  },
  asnycGetRosterListDetailByIds: async ({ ann, bob, scene }) => {
    const { asnycGetRosterListDetailByIds: details } = ann.im.rosterManage;
    const { uid } = await scene.user();
    expect(await details([])).toEqual({});
    expect(await details([bob.uid])).toBeUndefined();
    expect(await details([bob.uid, uid])).toMatchObject([{ user_id: uid }]);
    expect(await details([uid])).toBeUndefined();
  },
  getAllRosterDetail: async ({ ann, bob }) => {
    const all = ann.im.rosterManage.getAllRosterDetail();
    expect(all[bob.uid]).toMatchObject({ username: bob.user.name });
    expect(all[ann.uid]).toMatchObject({ username: ann.user.name });
  },
  getRosterInfo: async ({ ann, bob }) => {
    expect(ann.im.rosterManage.getRosterInfo(bob.uid)).toMatchObject({ username: bob.user.name, relation: 0 });
    expect(ann.im.rosterManage.getRosterInfo(5)).toEqual({ user_id: 5 });
  },
  asyncGetUserProfile: async ({ ann }) => {
    const profile = await ann.im.rosterManage.asyncGetUserProfile();
    expect(profile.username).toBe(ann.user.name);
    await ann.im.userManage.asyncUpdateNickName({ nick_name: "New" });
    expect((await ann.im.rosterManage.asyncGetUserProfile(true)).nick_name).toBe("New");
  },
  getRosterMessageByRid: async ({ ann, bob, scene }) => {
    const texts = [scene.text(), scene.text(), scene.text()];
    for (const text of texts) ann.im.sysManage.sendRosterMessage({ uid: bob.uid, content: text });
    const last = () => bob.im.rosterManage.getRosterMessageByRid(ann.uid).slice(-3);
    await bob.until("three", () => last().at(-1)?.content === texts[2]);
    expect(last().map(({ content }) => content)).toEqual(texts);
    const ids = last().map(({ id }) => Number(id));
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    const before = bob.im.rosterManage.getRosterMessageByRid(ann.uid).length;
    for (let i = 0; i < 110; i++) ann.im.sysManage.sendRosterMessage({ uid: bob.uid, content: `many ${i}` });
    await bob.hears("onRosterMessage", ({ content }) => content === "many 109");
    expect(before).toBeLessThan(100);
    expect(bob.im.rosterManage.getRosterMessageByRid(ann.uid)).toHaveLength(100);
  },
  getUnreadCount: async ({ ann, bob, scene }) => {
    bob.im.rosterManage.readRosterMessage(ann.uid);
    await ann.says(bob, scene.text());
    await bob.until("one", () => bob.im.rosterManage.getUnreadCount(ann.uid) === 1);
    expect(ann.im.rosterManage.getUnreadCount(bob.uid)).toBe(0);
  },
  readRosterMessage: async ({ ann, bob, scene }) => {
    const [first, second] = [await ann.says(bob, scene.text()), await ann.says(bob, scene.text())];
    await bob.hears("onRosterMessage", ({ id }) => id === second.id);
    bob.im.rosterManage.readRosterMessage(ann.uid, first.id);
    expect(bob.im.rosterManage.getUnreadCount(ann.uid)).toBe(1);
    await ann.until("first", () => ann.im.sysManage.getMessageStatus(bob.uid, first.id) === "read");
    bob.im.rosterManage.readRosterMessage(ann.uid);
    expect(bob.im.rosterManage.getUnreadCount(ann.uid)).toBe(0);
    await ann.until("second", () => ann.im.sysManage.getMessageStatus(bob.uid, second.id) === "read");
  },
  recallMessage: async ({ ann, bob, scene }) => {
    const { id } = await ann.says(bob, scene.text());
    ann.im.rosterManage.recallMessage(bob.uid, id);
    await bob.hears("onMessageRecalled", ({ uid, mid }) => uid === String(ann.uid) && mid === id);
    expect(bob.im.rosterManage.getRosterMessageByRid(ann.uid).map((one) => one.id)).not.toContain(id);
  },
  deleteMessage: async ({ ann, bob, scene }) => {
    const { id } = await ann.says(bob, scene.text());
    await bob.hears("onRosterMessage", (one) => one.id === id);
    bob.im.rosterManage.deleteMessage(ann.uid, id);
    await bob.hears("onMessageDeleted", ({ mid }) => mid === id);
    expect(bob.im.rosterManage.getRosterMessageByRid(ann.uid).map((one) => one.id)).not.toContain(id);
    expect(ann.im.rosterManage.getRosterMessageByRid(bob.uid).map((one) => one.id)).toContain(id);
  },
  unreadMessage: async ({ ann, bob, scene }) => {
    const { id } = await ann.says(bob, scene.text());
    await bob.hears("onRosterMessage", (one) => one.id === id);
    bob.im.rosterManage.readRosterMessage(ann.uid);
    await ann.until("read", () => ann.im.sysManage.getMessageStatus(bob.uid, id) === "read");
    bob.im.rosterManage.unreadMessage(ann.uid, id);
    await bob.hears("onMessageCanceled", ({ uid, mid }) => uid === String(ann.uid) && mid === id);
    expect(bob.im.rosterManage.getUnreadCount(ann.uid)).toBe(1);
  },
  appendMessageContent: async ({ ann, bob, scene }) => {
    const { id, content } = await ann.says(bob, scene.text());
    ann.im.rosterManage.appendMessageContent(bob.uid, id, "+");
    const appended = await bob.hears("onRosterMessageContentAppend", (one) => one.id === id);
    expect(appended).toMatchObject({ content: `${content}+`, appendedContent: "+" });
  },
  replaceMessage: async ({ ann, bob, scene }) => {
    const { id } = await ann.says(bob, scene.text(), { ext: '{"a":[1]}' });
    ann.im.rosterManage.replaceMessage(bob.uid, id);
    ann.im.rosterManage.replaceMessage(bob.uid, id, "other", undefined, '{"a":[2]}');
    const replaced = await bob.hears("onRosterMessageReplace", (one) => one.id === id);
    expect(replaced).toMatchObject({ content: "other", ext: '{"a":[2]}', replaceExt: '{"a":[2]}' });
  },
  asyncDeleteRoster: async ({ scene }) => {
    const [a, b] = await Promise.all([scene.person(), scene.person()]);
    await scene.friends(a, b);
    await a.says(b, scene.text());
    expect(await a.im.rosterManage.asyncDeleteRoster({ user_id: b.uid })).toBe(true);
    await a.hears("onRosterRemoved", ({ payload }) => payload.type === 2);
    await b.hears("onRosterRemoved");
    expect(await b.im.rosterManage.asyncGetRosterIdList()).toEqual([]);
    await a.until("gone", () => a.im.userManage.getConversationList().length === 0);
  },
  asyncGetApplyList: async (stage) => {
    const [asking, asked] = await applied(stage);
    const list = await asked.im.rosterManage.asyncGetApplyList({ cursor: "" });
    expect(list).toEqual([{ user_id: asking.uid, reason: "hello", status: 0, expired_time: expect.any(Number) }]);
    await incomplete(asked.im.rosterManage.asyncGetApplyList({} as { cursor: string }));
  },
  asyncGetBlockedlist: async ({ cat, scene }) => {
    const { uid } = await scene.user();
    await cat.im.rosterManage.asyncBlockeAdd({ user_id: uid });
    expect(await cat.im.rosterManage.asyncGetBlockedlist({})).toEqual([uid]);
    await cat.im.rosterManage.asyncBlockeRemove({ user_id: uid });
  },
  asyncBlockeAdd: async ({ cat, scene }) => {
    const { uid } = await scene.user();
    expect(await cat.im.rosterManage.asyncBlockeAdd({ user_id: String(uid) })).toBe(true);
    await expect(cat.im.rosterManage.asyncBlockeAdd({ user_id: uid })).rejects.toMatchObject({ code: 10026 });
    await cat.until("blocked", () => cat.im.rosterManage.getRosterInfo(uid).relation === 3);
  },
  asyncBlockeRemove: async ({ cat, scene }) => {
    const { uid } = await scene.user();
    await cat.im.rosterManage.asyncBlockeAdd({ user_id: uid });
    expect(await cat.im.rosterManage.asyncBlockeRemove({ user_id: uid })).toBe(true);
    expect(await cat.im.rosterManage.asyncGetBlockedlist({})).not.toContain(uid);
  },
  asyncApply: async (stage) => {
    const [asking, asked] = await applied(stage);
    await incomplete(asking.im.rosterManage.asyncApply({ user_id: asked.uid } as { user_id: number; alias: string }));
  },
  asyncAccept: async (stage) => {
    const [asking, asked] = await applied(stage);
    expect(await asked.im.rosterManage.asyncAccept({ user_id: asking.uid })).toBe(true);
    for (const [person, other] of [
      [asking, asked],
      [asked, asking],
    ] as const) {
      await person.hears("onRosterAccepted", ({ payload }) => payload.type === 3);
      expect(await person.im.rosterManage.asyncGetRosterIdList()).toEqual([other.uid]);
    }
  },
  asyncDecline: async (stage) => {
    const [asking, asked] = await applied(stage);
    expect(await asked.im.rosterManage.asyncDecline({ user_id: asking.uid, reason: "no" })).toBe(true);
    expect((await asking.hears("onRosterDeclined")).payload).toMatchObject({ content: "no" });
    expect(asking.im.sysManage.getNoticeMessage()[0]?.payload.content).toBe("no");
  },
  asyncUpdateRosterExt: async ({ ann, bob }) => {
    expect(await ann.im.rosterManage.asyncUpdateRosterExt({ user_id: bob.uid, ext: "x" })).toBe(true);
    await ann.until("ext", () => ann.im.rosterManage.getRosterInfo(bob.uid).ext === "x");
  },
  asyncUpdateRosterAlias: async ({ ann, bob }) => {
    expect(await ann.im.rosterManage.asyncUpdateRosterAlias({ user_id: bob.uid, alias: "Bobby" })).toBe(true);
    await ann.until("alias", () => ann.im.rosterManage.getRosterInfo(bob.uid).alias === "Bobby");
    const fresh = await ann.im.rosterManage.asyncGetRosterInfo(bob.uid, true);
    expect(fresh.alias).toBe("Bobby");
  },
  asyncSearchRosterByName: async ({ ann, cat }) => {
    const { asyncSearchRosterByName: find } = ann.im.rosterManage;
    expect(await find({ username: cat.user.name })).toMatchObject({ user_id: cat.uid });
    await expect(find({ username: "nobody_at_all" })).rejects.toMatchObject({ code: 10000 });
  },
  asyncSearchRosterById: async ({ ann, cat }) => {
    const found = await ann.im.rosterManage.asyncSearchRosterById({ user_id: cat.uid });
    expect(found.username).toBe(cat.user.name);
  },
};
