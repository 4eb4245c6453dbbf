/** The Floo face against a real server: what an app is told, and in which order. */

import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Person, Scene } from "../support/floo/person.ts";
import { usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
let scene: Scene;

beforeAll(async () => {
  scene = new Scene(server.current, await server.current.app("flooevents"));
});

afterEach(() => scene.close());

const names = (person: Person, from = 0) => person.told.slice(from).map(({ name }) => name);

async function two(): Promise<[Person, Person]> {
  return Promise.all([scene.person(), scene.person()]);
}

describe("login", () => {
  it("tells token, lists, socket in the order of the original, and again after a reconnect", async () => {
    const [ann, bob] = await two();
    await scene.friends(ann, bob);
    const gid = await scene.group(ann, bob);
    const again = scene.appOf(ann.user);
    expect(again.im.isLogin()).toBe(false);
    await again.login();
    const order = ["imRostersGroupslistReady", "loginSuccess", "onRosterListUpdate", "onGroupListUpdate"];
    expect(names(again).filter((name) => order.includes(name))).toEqual(order);
    expect(again.all("imRostersGroupslistReady")).toMatchObject([{ rosters: [bob.uid], groups: [{ group_id: gid }] }]);
    expect(again.im.isLogin()).toBe(true);
    expect(again.im.isReady()).toBe(true);
    expect(again.im.isAppInfoReady()).toBe(true);
    expect(again.im.baseUrl).toBe(server.current.url);
    expect(again.all("flooNotice")[0]).toMatchObject({ category: "loginMessage" });
    expect(again.all("flooError")).toEqual([]);
  });

  it("queues until discovery is finished, and says why it failed", async () => {
    const user = await scene.user();
    const person = scene.appOf(user);
    person.im.login({ name: user.name, password: "wrong" });
    expect(await person.hears("loginFail")).toMatch(/^token failure:.+/);
    person.im.tokenLogin(user.uid, "not.a.token");
    expect(await person.hears("loginFail", undefined, person.told.length)).toMatch(/failure/);
    await person.login();
  });

  it("refuses a token that is none with a call to log in again", async () => {
    const user = await scene.user();
    const person = scene.appOf(user);
    person.im.tokenLogin(user.uid, "not.a.token");
    await person.hears("flooNotice", ({ desc }) => desc === "relogin");
    await person.hears("loginFail");
    expect(person.im.isLogin()).toBe(false);
  });

  it("names an app that is not in service, and a server that is not there", async () => {
    const frozen = await server.current.app("floofrozen", { status: "frozen" });
    const shut = new Scene(server.current, frozen);
    const person = shut.appOf({ uid: 1, name: "x", password: "x", token: "", api: frozen.api });
    await person.hears("flooError", ({ category }) => category === "APP_FROZEN");
    person.im.login({ name: "x", password: "x" });
    await person.hears("loginFail");
    const lost = scene.appOf(person.user, { dnsServer: "http://127.0.0.1:9/v2/app_dns" });
    await lost.hears("flooError", ({ category, code }) => category === "DNS_FAILED" && code !== undefined);
    await expect(lost.im.userManage.asyncRegister({ username: "a", password: "b" })).rejects.toBeInstanceOf(Error);
  });
});

describe("messages", () => {
  it("go both ways, with sending, sent, and the state of each", async () => {
    const [ann, bob] = await two();
    const content = scene.text();
    const mid = ann.im.sysManage.sendRosterMessage({
      uid: bob.uid,
      content,
      ext: '{"a":1}',
      config: '{"big":12345678901234567890,"small":5}',
    });
    expect(ann.all("onSendingMessageStatusChanged")[0]).toMatchObject({ status: "sending", mid, uid: bob.uid });
    const sent = await ann.hears("onSendingMessageStatusChanged", ({ status }) => status === "sent");
    expect(sent).toMatchObject({ mid, message: { content, from: String(ann.uid), to: String(bob.uid) } });
    const got = await bob.hears("onRosterMessage", (message) => message.content === content);
    const fields = { id: sent.message.id, type: "text", toType: "roster", ext: '{"a":1}', status: 0, isHistory: false };
    expect(got).toMatchObject(fields);
    expect(got.timestamp).toMatch(/^\d{13}$/);
    expect(got.editTimestamp).toBe("0");
    expect(String(got.config?.["big"])).toBe("12345678901234567890");
    expect(got.config?.["small"]).toBe(5);
    expect("attach" in got).toBe(false);
    expect(ann.im.rosterManage.getRosterMessageByRid(bob.uid).map(({ id }) => id)).toEqual([got.id]);

    const order = names(ann).filter((name) => name === "onRosterMessage" || name === "onSendingMessageStatusChanged");
    expect(order).toEqual(["onSendingMessageStatusChanged", "onRosterMessage", "onSendingMessageStatusChanged"]);
  });

  it("are read: unread counts fall here, and the sender is told", async () => {
    const [ann, bob] = await two();
    const first = await ann.says(bob, scene.text());
    const second = await ann.says(bob, scene.text());
    await bob.until("two unread", () => bob.im.rosterManage.getUnreadCount(ann.uid) === 2);
    await bob.hears("onUnreadChange", (id) => id === ann.uid);
    await bob.hears("recentlistUpdate");
    const before = bob.told.length;
    bob.im.rosterManage.readRosterMessage(ann.uid, first.id);
    expect(bob.im.rosterManage.getUnreadCount(ann.uid)).toBe(1);
    bob.im.rosterManage.readRosterMessage(ann.uid);
    await bob.hears("onUnreadChange", undefined, before);
    expect(bob.im.rosterManage.getUnreadCount(ann.uid)).toBe(0);
    for (const { id } of [first, second]) {
      await ann.until("read", () => ann.im.sysManage.getMessageStatus(bob.uid, id) === "read");
      await ann.hears("onMessageStatusChanged", ({ uid, mid }) => uid === String(bob.uid) && mid === id);
    }
    const operation = await ann.hears("onActionMessage", ({ payload }) => payload.operation.type === 1);
    expect(operation.payload.operation.mid).toMatchObject({ unsigned: true });
    expect(bob.im.rosterManage.getRosterMessageByRid(ann.uid).every(({ status }) => status === 2)).toBe(true);
  });

  it("are recalled, edited and added to, for everybody", async () => {
    const [ann, bob] = await two();
    const gone = await ann.says(bob, scene.text());
    const kept = await ann.says(bob, scene.text(), { config: { a: 1, in: { b: 2 } } });
    ann.im.rosterManage.recallMessage(bob.uid, gone.id);
    for (const [person, other] of [
      [ann, bob],
      [bob, ann],
    ] as const) {
      await person.hears("onMessageRecalled", ({ uid, mid }) => uid === String(other.uid) && mid === gone.id);
    }
    ann.im.rosterManage.replaceMessage(bob.uid, kept.id, "new", { in: { c: 3 } });
    ann.im.rosterManage.appendMessageContent(bob.uid, kept.id, " more");
    for (const person of [ann, bob]) {
      const replaced = await person.hears("onRosterMessageReplace", ({ id }) => id === kept.id);
      expect(replaced).toMatchObject({ config: { a: 1, in: { b: 2, c: 3 } }, replaceConfig: { in: { c: 3 } } });
      const appended = await person.hears("onRosterMessageContentAppend", ({ id }) => id === kept.id);
      expect(appended).toMatchObject({ content: "new more", appendedContent: " more" });
      expect(Number(appended.editTimestamp)).toBeGreaterThan(0);
      const other = person === ann ? bob : ann;
      const list = person.im.rosterManage.getRosterMessageByRid(other.uid);
      expect(list.map(({ content }) => content)).toEqual(["new more"]);
    }
  });

  it("tell who types, and reach the user's other devices", async () => {
    const [ann, bob] = await two();
    const tablet = scene.appOf(bob.user);
    await tablet.login();
    ann.im.sysManage.sendInputStatusMessage(bob.uid, "typing");
    const typing = await bob.hears("onInputStatusMessage");
    expect(typing).toEqual({ ext: '{"input_status":"typing"}', from: String(ann.uid), to: String(bob.uid) });
    const content = scene.text();
    await bob.says(ann, content);
    await tablet.hears("onRosterMessage", (message) => message.content === content);
    bob.im.rosterManage.readRosterMessage(ann.uid);
    await ann.says(bob, scene.text());
    await tablet.until("unread", () => tablet.im.rosterManage.getUnreadCount(ann.uid) === 1);
    tablet.im.rosterManage.readRosterMessage(ann.uid);
    await bob.until("read there", () => bob.im.rosterManage.getUnreadCount(ann.uid) === 0);
  });

  it("that are refused fail with status and reason, and are not listed", async () => {
    const [ann, bob] = await two();
    await bob.im.rosterManage.asyncBlockeAdd({ user_id: ann.uid });
    const mid = ann.im.sysManage.sendRosterMessage({ uid: bob.uid, content: scene.text() });
    const failed = await ann.hears("onSendingMessageStatusChanged", ({ status }) => status === "failed");
    expect(failed).toMatchObject({ mid, errorCode: 9, errorReason: "you have been blocked by the recipient" });
    const long = ann.im.sysManage.sendRosterMessage({ uid: bob.uid, content: "x".repeat(20_000) });
    const refused = await ann.hears(
      "onSendingMessageStatusChanged",
      (one) => one.status === "failed" && one.mid === long,
    );
    expect(refused).toMatchObject({ errorCode: 8 });
    expect(ann.im.rosterManage.getRosterMessageByRid(bob.uid)).toEqual([]);
    await bob.im.rosterManage.asyncBlockeRemove({ user_id: ann.uid });
    const message = await ann.says(bob, scene.text());
    bob.im.rosterManage.recallMessage(ann.uid, message.id);
    await bob.hears("flooError", ({ category, desc }) => category === "FAIL" && desc === "exceed recall time limit");
  });

  it("of a call go over chat; the media server that is not there is told", async () => {
    const [ann, bob] = await two();
    const config = JSON.stringify({ action: "call", callId: "1", type: 1, roomId: 5 });
    ann.im.rtcManage.sendRTCMessage({ uid: bob.uid, content: "", config, ext: '{"rtc":"call"}' });
    expect(await bob.hears("onRosterRTCMessage")).toMatchObject({ type: "rtc", config: { action: "call" } });
    expect(bob.im.userManage.getConversationList()).toEqual([]);
    const record = JSON.stringify({ action: "record", callId: "1" });
    ann.im.rtcManage.sendRTCMessage({ uid: bob.uid, content: "canceled", config: record });
    await bob.until("the record", () => bob.im.userManage.getConversationList().length === 1);
    expect(bob.im.userManage.getConversationList()).toMatchObject([{ id: ann.uid, content: "rtc" }]);
  });
});

describe("a throwing handler", () => {
  it("stops nobody else", async () => {
    const [ann, bob] = await two();
    const heard: string[] = [];
    bob.im.setLogLevel("off");
    const bad = () => {
      throw new Error("mine");
    };
    const good = ({ content }: { content: string }) => heard.push(content);
    bob.im.on({ onRosterMessage: bad });
    bob.im.listen("onRosterMessage", good);
    bob.im.on("onRosterMessage", good);
    const content = scene.text();
    await ann.says(bob, content);
    await bob.until("heard", () => heard.length > 0);
    expect(heard).toEqual([content]);
    bob.im.off({ onRosterMessage: good });
    await ann.says(bob, scene.text());
    await bob.until("both", () => bob.im.rosterManage.getRosterMessageByRid(ann.uid).length === 2);
    expect(heard).toEqual([content]);
  });
});
