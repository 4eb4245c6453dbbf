import { expect } from "vitest";
import { memory } from "./person.ts";
import type { Cases } from "./stage.ts";

/** im, method by method. */
export const imCases: Cases = {
  login: async ({ scene }) => {
    const person = await scene.person();
    expect(person.im.userManage.getUid()).toBe(person.uid);
    const mobile = `3${person.uid}`;
    await person.im.userManage.asyncUpdateMobile({ mobile });
    const other = scene.appOf(person.user);
    other.im.login({ mobile, password: person.user.password });
    await other.hears("loginSuccess");
    expect(other.im.userManage.getUid()).toBe(person.uid);
  },
  idLogin: async ({ scene }) => {
    const person = scene.appOf(await scene.user());
    person.im.idLogin({ user_id: String(person.uid), password: person.user.password });
    await person.hears("loginSuccess");
    expect(person.im.userManage.getUid()).toBe(person.uid);
  },
  qrlogin: async ({ scene }) => {
    const person = scene.appOf(await scene.user());
    person.im.qrlogin({ user_id: person.uid, password: "wrong" });
    expect(await person.hears("loginFail")).toContain("token failure:Operation rejected");
    person.im.qrlogin({ user_id: person.uid, password: person.user.password });
    await person.hears("loginSuccess");
  },
  tokenLogin: async ({ scene }) => {
    const person = scene.appOf(await scene.user());
    person.im.tokenLogin(person.uid, person.user.token);
    await person.hears("loginSuccess");
    expect(person.im.userManage.getToken()).toBe(person.user.token);
  },
  isLogin: async ({ ann, scene }) => {
    expect(ann.im.isLogin()).toBe(true);
    expect(scene.appOf(ann.user).im.isLogin()).toBe(false);
  },
  isReady: async ({ ann, scene }) => {
    expect(ann.im.isReady()).toBe(true);
    expect(scene.appOf(ann.user).im.isReady()).toBe(false);
  },
  isAppInfoReady: async ({ ann, scene }) => {
    expect(ann.im.isAppInfoReady()).toBe(true);
    expect(scene.appOf(ann.user).im.isAppInfoReady()).toBe(false);
  },
  on: async ({ ann }) => {
    const heard: string[] = [];
    const twin = (name: string) => () => heard.push(name);
    const [first, second] = [twin("first"), twin("second")];
    ann.im.on("recentlistUpdate", first);
    ann.im.on({ recentlistUpdate: second });
    ann.im.sysManage.touchConversation(ann.uid, "roster");
    expect(heard).toEqual(["first", "second"]);
    ann.im.off({ recentlistUpdate: first });
    ann.im.off("recentlistUpdate", second);
  },
  listen: async ({ ann }) => {
    let heard = 0;
    const listener = () => heard++;
    ann.im.listen({ recentlistUpdate: listener });
    ann.im.sysManage.touchConversation(ann.uid, "roster");
    expect(heard).toBe(1);
    ann.im.off("recentlistUpdate", listener);
  },
  off: async ({ ann }) => {
    let heard = 0;
    const listener = () => heard++;
    ann.im.on("recentlistUpdate", listener);
    ann.im.off("recentlistUpdate", () => heard++);
    ann.im.sysManage.touchConversation(ann.uid, "roster");
    ann.im.off("recentlistUpdate", listener);
    ann.im.sysManage.touchConversation(ann.uid, "roster");
    expect(heard).toBe(1);
  },
  logout: async ({ scene }) => {
    const store = memory();
    const person = scene.appOf(await scene.user(), { store });
    await person.login();
    await person.im.logout();
    await person.hears("logout");
    expect(person.im.isLogin()).toBe(false);
    expect(person.im.userManage.getConversationList()).toEqual([]);
    const again = scene.appOf(person.user, { store, autoLogin: true });
    expect(again.im.isLogin()).toBe(false);
    await person.login();
    await person.im.logout({ deleteUser: true });
    expect(person.all("logout")).toHaveLength(2);
  },
  kickAllWeb: async ({ scene }) => {
    const person = await scene.person();
    const other = scene.appOf(person.user);
    await other.login();
    await person.im.kickAllWeb();
    await other.hears("flooNotice", ({ desc }) => desc === "relogin_manually");
    expect([person.im.isLogin(), other.im.isLogin()]).toEqual([false, false]);
  },
  cleanup: async ({ scene, bob }) => {
    const store = memory();
    const person = scene.appOf(await scene.user(), { store });
    await person.login();
    person.im.sysManage.saveConversationDraft(bob.uid, "roster", "half a word");
    person.im.cleanup();
    expect(person.im.sysManage.getConversationDraft(bob.uid, "roster")).toBe("");
    expect(person.im.rosterManage.getAllRosterDetail()).toEqual({});
    expect(scene.appOf(person.user, { store, autoLogin: true }).im.isLogin()).toBe(false);
  },
  disConnect: async ({ scene, ann }) => {
    const person = await scene.person();
    person.im.disConnect();
    const from = person.told.length;
    const content = scene.text();
    await ann.says(person, content);
    await person.login();
    await person.hears("onRosterMessage", (message) => message.content === content, from);
    const success = person.told.findIndex(({ name }, at) => at >= from && name === "loginSuccess");
    const message = person.told.findIndex(({ name }, at) => at >= from && name === "onRosterMessage");
    expect(message).toBeGreaterThan(success);
  },
  setLogLevel: async ({ ann }) => {
    const shown: unknown[] = [];
    const { error, warn } = console;
    console.warn = console.error = (...parts: unknown[]) => void shown.push(parts);
    const bad = () => {
      throw new Error("mine");
    };
    ann.im.on("recentlistUpdate", bad);
    ann.im.setLogLevel("error");
    ann.im.sysManage.touchConversation(ann.uid, "roster");
    ann.im.setLogLevel("off");
    ann.im.sysManage.touchConversation(ann.uid, "roster");
    ann.im.off("recentlistUpdate", bad);
    Object.assign(console, { error, warn });
    expect(shown).toHaveLength(1);
  },
  wxlogin: async ({ ann }) => expect(ann.im.wxlogin()).toBeUndefined(),
  baseUrl: async ({ ann, scene }) => expect(ann.im.baseUrl).toBe(scene.server.url),
};
