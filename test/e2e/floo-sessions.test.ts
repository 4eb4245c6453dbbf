/** The Floo face against a real server: reloads, lost sockets, and devices that take over from each other. */

import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { memory, Scene } from "../support/floo/person.ts";
import { usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
let scene: Scene;

beforeAll(async () => {
  scene = new Scene(server.current, await server.current.app("floosessions"));
});

afterEach(() => scene.close());

describe("a page that is loaded again", () => {
  it("logs in with the stored token, as the same device, with its drafts", async () => {
    const [store, ann] = [memory(), await scene.person()];
    const before = scene.appOf(await scene.user(), { store });
    await before.login();
    const sn = before.im.userManage.getDeviceSN();
    before.im.sysManage.saveConversationDraft(ann.uid, "roster", "half a word");
    before.im.disConnect();
    const after = scene.appOf(before.user, { store, autoLogin: true });
    await after.hears("loginSuccess");
    expect(after.im.userManage.getUid()).toBe(before.uid);
    expect(after.im.userManage.getDeviceSN()).toBe(sn);
    expect(after.im.userManage.getConversationList()).toMatchObject([{ id: ann.uid, draft: "half a word" }]);
  });

  it("is told what came meanwhile as history, and of a mention that nobody has read", async () => {
    const [ann, bob] = await Promise.all([scene.person(), scene.person()]);
    const gid = await scene.group(ann, bob);
    bob.im.disConnect();
    const [txt, content] = [scene.text(), scene.text()];
    ann.im.sysManage.sendMentionMessage({ gid, txt, mentionList: [bob.uid] });
    await ann.says(bob, content);
    const after = scene.appOf(bob.user);
    await after.login();
    expect(await after.hears("onRosterMessage", (one) => one.content === content)).toMatchObject({ isHistory: true });
    expect(await after.hears("onMentionMessage")).toMatchObject({ content: txt, toType: "group" });
    const group = () => after.im.userManage.getConversationList().find(({ id }) => id === gid);
    expect(group()).toMatchObject({ hasAt: true });
    expect(after.im.rosterManage.getUnreadCount(ann.uid)).toBe(1);
    after.im.groupManage.readGroupMessage(gid);
    expect(group()).toMatchObject({ hasAt: false });
  });
});

describe("a socket that is lost", () => {
  it("comes back by itself: loginSuccess again, and everything once and in order", async () => {
    const sockets: WebSocket[] = [];
    const socket = (url: string, protocols: string[]) => {
      const opened = new WebSocket(url, protocols);
      sockets.push(opened);
      return opened;
    };
    const ann = await scene.person();
    const bob = scene.appOf(await scene.user(), { ports: { socket: socket as never } });
    await bob.login();
    const first = scene.text();
    await ann.says(bob, first);
    await bob.hears("onRosterMessage", ({ content }) => content === first);
    const from = bob.told.length;
    sockets.at(-1)?.close();
    const texts = [scene.text(), scene.text(), scene.text()];
    for (const text of texts) ann.im.sysManage.sendRosterMessage({ uid: bob.uid, content: text });
    const sent = bob.im.sysManage.sendRosterMessage({ uid: ann.uid, content: scene.text() });
    await bob.hears("loginSuccess", undefined, from);
    await bob.hears("onRosterMessage", ({ content }) => content === texts[2], from);
    await bob.hears("onSendingMessageStatusChanged", (one) => one.status === "sent" && one.mid === sent, from);
    const got = bob.all("onRosterMessage").filter((message) => message.from === String(ann.uid));
    expect(got.map(({ content }) => content)).toEqual([first, ...texts]);
    expect(bob.im.rosterManage.getUnreadCount(ann.uid)).toBe(4);
    expect(sockets).toHaveLength(2);
  });
});

describe("a device that was away", () => {
  /** An app that can be cut off. */
  async function away() {
    const sockets: WebSocket[] = [];
    let reachable = true;
    const socket = (url: string, protocols: string[]) => {
      const opened = new WebSocket(reachable ? url : "ws://127.0.0.1:9/", protocols);
      sockets.push(opened);
      return opened;
    };
    const bob = scene.appOf(await scene.user(), { ports: { socket: socket as never } });
    await bob.login();
    const cut = async () => {
      reachable = false;
      const from = bob.told.length;
      sockets.at(-1)?.close();
      await bob.hears("flooNotice", ({ category }) => category === "loginMessage", from);
      return from;
    };
    return {
      bob,
      cut,
      back: () => {
        reachable = true;
      },
    };
  }

  it.each(["kicked", "left"])("is in a group that it was put out of and taken back into meanwhile: %s", async (way) => {
    const ann = await scene.person();
    const { bob, cut, back } = await away();
    const gid = await scene.group(ann, bob);
    const from = await cut();
    if (way === "left") await bob.user.api.post("/group/leave", { group_id: gid });
    else await ann.user.api.post("/group/kick", { group_id: gid, user_list: [bob.uid] });
    await ann.user.api.post("/group/invite", { group_id: gid, user_list: [bob.uid] });
    back();
    for (const event of ["onGroupJoined", way === "left" ? "onGroupLeaved" : "onGroupKicked"] as const) {
      await bob.hears(event, undefined, from);
    }
    expect(await bob.im.groupManage.asyncGetJoinedGroups()).toMatchObject([{ group_id: gid }]);
  });

  it("is in a group that it was brought into meanwhile, also if it had looked at that before", async () => {
    const ann = await scene.person();
    const { bob, cut, back } = await away();
    const gid = await scene.group(ann);
    await bob.im.groupManage.asyncGetGroupInfo(gid);
    await cut();
    await ann.user.api.post("/group/invite", { group_id: gid, user_list: [bob.uid] });
    const { data } = await ann.user.api.post("/group/create", { name: "new", user_list: [bob.uid] });
    const { group_id: other } = data as { group_id: number };
    back();
    const joined = () => bob.im.groupManage.asyncGetJoinedGroups();
    const both = [gid, other].map((group_id) => expect.objectContaining({ group_id }));
    await expect.poll(joined, { timeout: 15_000 }).toEqual(expect.arrayContaining(both));
  });

  it("is in no group that it writes into after it was put out", async () => {
    const ann = await scene.person();
    const { bob } = await away();
    const gid = await scene.group(ann, bob);
    await ann.user.api.post("/group/kick", { group_id: gid, user_list: [bob.uid] });
    await bob.hears("onGroupKicked");
    const from = bob.told.length;
    bob.im.sysManage.sendGroupMessage({ gid, content: scene.text() });
    await bob.hears("onSendingMessageStatusChanged", ({ status }) => status === "failed", from);
    await bob.until("its facts", () => gid in bob.im.groupManage.getAllGroupDetail());
    expect(await bob.im.groupManage.asyncGetJoinedGroups()).toEqual([]);
  });
});

describe("another login", () => {
  it("of the same device ends this one, which keeps its token and does not come back", async () => {
    const store = memory();
    const first = scene.appOf(await scene.user(), { store });
    await first.login();
    const second = scene.appOf(first.user, { store });
    await second.login();
    await first.hears("flooNotice", ({ desc }) => desc === "KICK_BY_SAME_DEVICE");
    await first.until("off", () => first.im.isLogin());
    const notices = first.all("flooNotice").filter(({ category }) => category !== "loginMessage");
    expect(notices).toEqual([{ category: "userNotice", desc: "KICK_BY_SAME_DEVICE" }]);
    expect(first.all("loginFail")).toEqual([]);
    expect(second.im.isLogin()).toBe(true);
  });

  it("of another device is told, and both hear the same", async () => {
    const [ann, bob] = await Promise.all([scene.person(), scene.person()]);
    const tablet = scene.appOf(bob.user);
    await tablet.login();
    await bob.hears("flooNotice", ({ desc }) => desc === "DEVICE_ADDED");
    const content = scene.text();
    await ann.says(bob, content);
    for (const device of [bob, tablet]) {
      await device.hears("onRosterMessage", (message) => message.content === content);
      await device.hears("recentlistUpdate");
      expect(device.im.userManage.getConversationList()).toMatchObject([{ id: ann.uid, content }]);
    }
  });

  it("with a new password ends what an old one began", async () => {
    const person = await scene.person();
    const other = scene.appOf(person.user);
    await other.login();
    const { password } = person.user;
    await person.im.userManage.asyncUserChangePassword({ old_password: password, new_password: "another" });
    await other.hears("flooNotice", ({ desc }) => desc === "PASSWORD_CHANGED");
    await other.hears("flooNotice", ({ desc }) => desc === "relogin_manually");
    expect(other.im.isLogin()).toBe(false);
    await expect(other.im.userManage.asyncGetProfile()).rejects.toThrow("not logged in");
    // [LOGIN-7] Whoever changed it goes on.
    expect(await person.im.userManage.asyncGetProfile()).toMatchObject({ user_id: person.uid });
    expect(person.im.isLogin()).toBe(true);
  });
});
