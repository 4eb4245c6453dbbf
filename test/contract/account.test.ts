import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { Device } from "../support/device.ts";
import { closeDevicesAfterEach, online } from "../support/group-scene.ts";
import { type TestApp, type TestUser, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
closeDevicesAfterEach();
let app: TestApp;
let admin: TestApp["api"];
let counter = 0;
const devices: Device[] = [];

beforeAll(async () => {
  app = await server.current.app("accounts");
  admin = await app.admin();
});

afterEach(() => {
  for (const device of devices.splice(0)) device.close();
});

const newUser = () => app.user(`user_${++counter}`);

const acting = (user: TestUser) => admin.with({ user_id: String(user.uid) });

async function device(user: Pick<TestUser, "uid" | "token">, guid = "phone"): Promise<Device> {
  const opened = await Device.inbox(server.current.url, user, guid);
  devices.push(opened);
  return opened;
}

async function logIn(name: string, password: string) {
  const { code, data } = await app.api.post("/token/user", { name, password });
  return { code, token: (data as { token: string } | null)?.token ?? "" };
}

const put = (api: TestApp["api"], path: string, body: unknown) => api.call("PUT", path, {}, JSON.stringify(body));

const INVALID_TOKEN = 7;
const USER_FROZEN = 10;

describe("profile", () => {
  it("changes what is given, and tells own devices and friends", async () => {
    const [user, friend] = [await newUser(), await newUser()];
    await user.api.post("/roster/apply", { user_id: friend.uid });
    const [own, other] = [await device(user), await device(friend)];
    expect(await put(user.api, "/user/profile", { nick_name: "Nick", private_info: "p" })).toMatchObject({ code: 200 });
    expect(JSON.parse((await own.tells("INFO_UPDATED", { ns: "user" })).content)).toEqual({
      nick_name: "Nick",
      private_info: "p",
    });
    const told = await other.tells("INFO_UPDATED", { ns: "roster", from: user.uid, to: friend.uid });
    expect(JSON.parse(told.content)).toEqual({ nick_name: "Nick" });
    await user.api.post("/user/avatar", { avatar: "https://example.org/a.png" });
    await user.api.call("POST", "/user/nickname", { nick_name: "Nicky" }, "{}");
    await user.api.call("POST", "/user/public", {}, "raw text, {not JSON");
    await user.api.call("PUT", "/user/private", {}, '"a JSON text"');
    expect((await user.api.get("/user/profile")).data).toMatchObject({
      nick_name: "Nicky",
      avatar: "https://example.org/a.png",
      public_info: "raw text, {not JSON",
      private_info: "a JSON text",
    });
  });

  it("of many is the app's to change", async () => {
    const user = await newUser();
    const body = {
      list: [
        { user_id: user.uid, avatar: "x" },
        { user_id: 5, avatar: "y" },
      ],
    };
    expect((await put(admin, "/user/avatar/batch", body)).data).toEqual([
      { user_id: user.uid, success: true, reason: "" },
      { user_id: 5, success: false, reason: "no such user" },
    ]);
    const list = [{ user_id: user.uid, nick_name: "N", description: "D" }];
    expect((await admin.post("/user/profile/batch", { list })).data).toMatchObject([{ success: true }]);
    expect((await user.api.get("/user/profile")).data).toMatchObject({ nick_name: "N", description: "D", avatar: "x" });
    expect(await user.api.post("/user/avatar/batch", body)).toMatchObject({ code: 10010 });
  });

  it("keeps names and mobiles apart, whoever comes at once", async () => {
    const [one, two] = [await newUser(), await newUser()];
    const rename = (user: TestUser, username: string) => acting(user).call("PUT", "/user/username", { username });
    expect(await rename(one, two.name)).toMatchObject({ code: 10004 });
    expect(await rename(one, "1234")).toMatchObject({ code: 10002 });
    const both = await Promise.all([rename(one, `wanted_${counter}`), rename(two, `wanted_${counter}`)]);
    expect(both.map(({ code }) => code).sort()).toEqual([10004, 200]);
    const mobile = (user: TestUser, number: string) => user.api.call("POST", "/user/mobile", { mobile: number }, "{}");
    expect(await mobile(one, "+49 171 1")).toMatchObject({ code: 200 });
    expect(await mobile(two, "+49 171 1")).toMatchObject({ code: 11012 });
    expect(await mobile(two, "call me")).toMatchObject({ code: 10002 });
    expect(await mobile(one, "")).toMatchObject({ code: 200 });
    expect(await mobile(two, "+49 171 1")).toMatchObject({ code: 200 });
  });
});

describe("settings", () => {
  it("change one by one and all at once", async () => {
    const user = await newUser();
    const own = await device(user);
    const set = (path: string, body: object) => user.api.post(path, { ...body });
    for (const [path, body] of [
      ["/user/push", { value: 1 }],
      ["/user/push/detail", { value: true }],
      ["/user/sounds", { value: "true" }],
      ["/user/vibratory", { value: true }],
      ["/user/download", { value: true }],
      ["/user/push/nickname", { value: "P" }],
      ["/user/push/limit", { no_push_start_hour: 22, no_push_end_hour: "7" }],
      ["/user/authmode", { value: 2 }],
      ["/user/settings", { user_id: user.uid, auth_question: "q", auth_answer: "a", group_confirm: true }],
    ] as const) {
      expect(await set(path, body), path).toMatchObject({ code: 200, data: true });
    }
    expect((await user.api.get("/user/settings")).data).toEqual({
      id: user.uid,
      user_id: user.uid,
      auth_mode: 2,
      auth_question: "q",
      auth_answer: "a",
      auto_download: true,
      group_confirm: true,
      no_push: true,
      no_push_detail: false,
      no_push_start_hour: 22,
      no_push_end_hour: 7,
      no_sounds: true,
      push_nick_name: "P",
      push_token: "",
      silence_start_time: 0,
      silence_end_time: 0,
      vibratory: true,
    });
    const told = await own.tells("INFO_UPDATED", { content: '{"auth_question":"q","group_confirm":true}' });
    expect(told.content).not.toContain("auth_answer");
    expect(await set("/user/settings", { user_id: user.uid + 1, no_push: true })).toMatchObject({ code: 10010 });
    expect(await set("/user/settings", { auth_mode: 4 })).toMatchObject({ code: 10002 });
    expect(await set("/user/authmode", { value: 9 })).toMatchObject({ code: 10002 });
  });

  it("two changes at once undo nothing", async () => {
    const user = await newUser();
    await Promise.all([
      user.api.post("/user/push", { value: true }),
      user.api.post("/user/sounds", { value: true }),
      user.api.post("/user/vibratory", { value: true }),
    ]);
    expect((await user.api.get("/user/settings")).data).toMatchObject({
      no_push: true,
      no_sounds: true,
      vibratory: true,
    });
  });
});

describe("[LOGIN-7] the end of a session", () => {
  it("a new password logs the others out and voids every older token", async () => {
    const user = await newUser();
    const [phone, tablet] = [await device(user, "phone"), await device(user, "tablet")];
    const direct = await Device.open(server.current.url, user, `/xsync/conversations/${user.uid}?sn=${tablet.sn}`);
    devices.push(direct);
    const bound = await app.api.post("/token/user", { name: user.name, password: user.password, device_guid: "phone" });
    const api = app.api.as((bound.data as { token: string }).token);
    const change = (old: string) => api.post("/user/change_password", { old_password: old, new_password: "new" });
    expect(await change("wrong")).toMatchObject({ code: 11001 });
    expect(await change(user.password)).toMatchObject({ code: 200 });
    await tablet.tells("PASSWORD_CHANGED");
    await tablet.until(() => tablet.closed === 4110);
    await direct.until(() => direct.closed === 4110);
    await phone.tells("DEVICE_LOGOUT", { content: String(tablet.sn) });
    expect(phone.closed).toBeNull();
    expect(await user.api.get("/user/profile")).toMatchObject({ code: 402 });
    expect(await api.get("/user/profile")).toMatchObject({ code: 200 });
    expect((await device(user, "phone")).status).toBe(INVALID_TOKEN);
    expect((await logIn(user.name, user.password)).code).toBe(11001);
    const { token } = await logIn(user.name, "new");
    expect((await device({ uid: user.uid, token }, "phone")).status).toBe(1);
  });

  it("whoever changes it stays logged in with the token that it has, until somebody else changes it", async () => {
    const user = await newUser();
    const second = await logIn(user.name, user.password);
    const [own, plain] = [await device(user, "own"), await online(server.current, user)];
    const other = await device({ uid: user.uid, token: second.token }, "other");
    const change = (token: string, from: string, to: string) =>
      app.api.as(token).post("/user/change_password", { old_password: from, new_password: to });
    const mayCall = async (token: string) => (await app.api.as(token).get("/user/profile")).code;
    expect(await change(user.token, user.password, "new")).toMatchObject({ code: 200 });
    await other.until(() => other.closed === 4110);
    await own.tells("DEVICE_LOGOUT", { content: String(other.sn) });
    expect([await mayCall(user.token), await mayCall(second.token)]).toEqual([200, 402]);
    expect(await plain.text((await newUser()).uid, "still here")).toMatchObject({ code: 1 });
    expect((await device({ uid: user.uid, token: second.token }, "other")).status).toBe(INVALID_TOKEN);
    expect((await device(user, "own")).status).toBe(1);
    expect(await change(user.token, "new", "newer")).toMatchObject({ code: 200 });
    expect(await mayCall(user.token)).toBe(200);
    const third = await logIn(user.name, "newer");
    expect(await change(third.token, "newer", "newest")).toMatchObject({ code: 200 });
    await own.until(() => own.closed !== null);
    expect([await mayCall(user.token), await mayCall(third.token)]).toEqual([402, 200]);
    expect((await device(user, "own")).status).toBe(INVALID_TOKEN);
    expect(await app.api.as(third.token).post("/token/revoke")).toMatchObject({ code: 200 });
    expect(await mayCall(third.token)).toBe(402);
  });

  it("the app may set one, for a user that it names", async () => {
    const user = await newUser();
    const phone = await device(user);
    expect(await user.api.post("/user/change_password_admin", { password: "x" })).toMatchObject({ code: 10010 });
    expect(await acting(user).post("/user/change_password_admin", { password: "x" })).toMatchObject({ code: 200 });
    await phone.tells("PASSWORD_CHANGED");
    await phone.until(() => phone.closed === 4110);
    expect((await logIn(user.name, "x")).code).toBe(200);
  });

  it("a token of a newer generation tells a hub what a caller that was cut off could not", async () => {
    const user = await newUser();
    const phone = await device(user);
    await server.current.database.prepare("UPDATE users SET token_generation = 1 WHERE uid = ?").bind(user.uid).run();
    const { token } = await logIn(user.name, user.password);
    await device({ uid: user.uid, token }, "tablet");
    await phone.until(() => phone.closed === 4110);
    expect((await device(user, "phone")).status).toBe(INVALID_TOKEN);
  });

  it("freezing shuts a user out until it is undone", async () => {
    const user = await newUser();
    const phone = await device(user);
    expect(await put(admin, "/user/disable", { list: [user.uid, 5] })).toMatchObject({ code: 10000 });
    expect(await user.api.get("/user/profile")).toMatchObject({ code: 200 });
    expect(await put(admin, "/user/disable", { list: [user.uid] })).toMatchObject({ code: 200 });
    await phone.tells("FROZEN");
    await phone.until(() => phone.closed === 4106);
    expect(await user.api.get("/user/profile")).toMatchObject({ code: 10029 });
    expect((await logIn(user.name, user.password)).code).toBe(10029);
    expect((await device(user)).status).toBe(USER_FROZEN);
    const { data } = await admin.get("/user/list", { page_size: 1000 });
    expect(data).toContainEqual({ user_id: user.uid, username: user.name, status: 1 });
    expect(await put(admin, "/user/enable", { list: [user.uid] })).toMatchObject({ code: 200 });
    expect(await user.api.get("/user/profile")).toMatchObject({ code: 200 });
    expect((await device(user)).status).toBe(1);
  });

  it("the app deals with a frozen user as with any, and sends nothing in its name", async () => {
    const [user, other] = [await newUser(), await newUser()];
    await put(admin, "/user/disable", { list: [user.uid] });
    const by = acting(user);
    expect((await by.get("/user/profile")).data).toMatchObject({ user_id: user.uid });
    expect(await by.call("PUT", "/user/username", { username: `${user.name}_frozen` })).toMatchObject({ code: 200 });
    expect(await by.post("/user/change_password_admin", { password: "x" })).toMatchObject({ code: 200 });
    expect(await by.post("/user/kick")).toMatchObject({ code: 200 });
    const message = { type: 1, targets: [other.uid], content_type: 0, content: "hello" };
    expect(await by.post("/message/send", message)).toMatchObject({ code: 10029 });
    expect(await by.call("DELETE", "/user/delete")).toMatchObject({ code: 200 });
    expect(await by.get("/user/profile")).toMatchObject({ code: 10000 });
  });

  it("a single token may be taken back", async () => {
    const user = await newUser();
    const second = await logIn(user.name, user.password);
    expect(await user.api.post("/token/revoke")).toMatchObject({ code: 200 });
    expect(await user.api.get("/user/profile")).toMatchObject({ code: 402 });
    expect((await device(user)).status).toBe(INVALID_TOKEN);
    expect((await app.api.as(second.token).get("/user/profile")).code).toBe(200);
    expect(await admin.post("/token/revoke", { user_id: user.uid })).toMatchObject({ code: 200 });
    expect(await app.api.as(second.token).get("/user/profile")).toMatchObject({ code: 402 });
  });

  it("an app's token makes others, and takes them back", async () => {
    const { data } = await admin.post("/token/admin", { expire_seconds: 60 });
    const { token, expire } = data as { token: string; expire: number };
    expect(expire - Date.now()).toBeLessThan(70_000);
    const second = app.api.as(token);
    expect((await second.get("/user/list")).code).toBe(200);
    const user = await newUser();
    expect(await user.api.post("/token/revoke", { token })).toMatchObject({ code: 10010 });
    expect(await admin.post("/token/revoke", { token })).toMatchObject({ code: 200 });
    expect(await second.get("/user/list")).toMatchObject({ code: 402 });
    expect((await admin.get("/user/list")).code).toBe(200);
  });
});

describe("devices", () => {
  it("are listed, kicked and forgotten", async () => {
    const user = await newUser();
    const online = async () => (await acting(user).get("/user/online_status")).data;
    expect(await online()).toEqual({ online: false });
    const [phone, tablet] = [await device(user, "phone"), await device(user, "tablet")];
    expect(await online()).toEqual({ online: true });
    const list = async () => (await user.api.get("/user/device/list")).data;
    expect(await list()).toMatchObject([{ device_sn: phone.sn, platform: 6 }, { device_sn: tablet.sn }]);
    expect(await user.api.post("/user/kick", { device_sn: String(phone.sn) })).toMatchObject({ code: 200 });
    await phone.tells("KICKED_BY_OTHER_DEVICE");
    await phone.until(() => phone.closed === 4112);
    await tablet.tells("DEVICE_LOGOUT", { content: String(phone.sn) });
    expect(await list()).toHaveLength(2);
    expect(await user.api.call("DELETE", "/user/device/remove", { device_sn: tablet.sn })).toMatchObject({ code: 200 });
    await tablet.tells("DEVICE_REMOVED");
    await tablet.until(() => tablet.closed === 4112);
    expect(await list()).toMatchObject([{ device_sn: phone.sn }]);
    expect(await user.api.post("/user/device/remove", { device_sn: tablet.sn })).toMatchObject({ code: 10002 });
    expect(await user.api.post("/user/kick", { device_sn: 99 })).toMatchObject({ code: 10002 });
    expect((await device(user, "phone")).status).toBe(INVALID_TOKEN);
    const { token } = await logIn(user.name, user.password);
    const again = await device({ uid: user.uid, token }, "phone");
    expect(await acting(user).post("/user/kick")).toMatchObject({ code: 200 });
    await again.tells("KICKED_BY_OTHER_DEVICE");
    expect(await online()).toEqual({ online: false });
  });

  it.each(["/user/kick", "/user/device/remove"])("[LOGIN-8] %s lasts for one that is away", async (path) => {
    const user = await newUser();
    const bound = async () => {
      const login = { name: user.name, password: user.password, device_guid: "lost" };
      const { token } = (await app.api.post("/token/user", login)).data as { token: string };
      return { uid: user.uid, token };
    };
    const lost = await bound();
    const other = await logIn(user.name, user.password);
    const phone = await device(lost, "lost");
    expect((await app.api.as(lost.token).get("/user/profile")).code).toBe(200);
    phone.close();
    expect(await user.api.post(path, { device_sn: phone.sn })).toMatchObject({ code: 200 });
    expect((await device(lost, "lost")).status).toBe(INVALID_TOKEN);
    expect((await device(user, "lost")).status).toBe(INVALID_TOKEN);
    const direct = await Device.open(server.current.url, lost, `/xsync/conversations/${user.uid}?sn=${phone.sn}`);
    devices.push(direct);
    expect(direct.status).not.toBe(1);
    expect(await app.api.as(lost.token).get("/user/profile")).toMatchObject({ code: 402 });
    expect((await app.api.as(other.token).get("/user/profile")).code).toBe(200);
    expect((await device(user, "another")).status).toBe(1);
    const back = await bound();
    expect((await device(back, "lost")).status).toBe(1);
    expect((await app.api.as(back.token).get("/user/profile")).code).toBe(200);
  });

  it("keep where their pushes go", async () => {
    const user = await newUser();
    const { sn } = await device(user);
    const bind = { device_sn: sn, device_token: "t", notifier_name: "n" };
    expect(await user.api.post("/user/token/bind", bind)).toMatchObject({ code: 200 });
    expect(await user.api.post("/user/token/bind", { ...bind, device_sn: 77 })).toMatchObject({ code: 10002 });
    const bound = () =>
      server.current.database.prepare("SELECT token FROM push_bindings WHERE uid = ?").bind(user.uid).all();
    expect((await bound()).results).toEqual([{ token: "t" }]);
    expect(await user.api.call("DELETE", "/user/token/unbind", { deviceSn: sn })).toMatchObject({ data: {} });
    expect((await bound()).results).toEqual([]);
  });

  it("share alias, tags and badge of their user", async () => {
    const [user, other] = [await newUser(), await newUser()];
    expect(await user.api.post("/user/push/alias", { alias: "me" })).toMatchObject({ code: 200 });
    expect(await other.api.post("/user/push/alias", { alias: "me" })).toMatchObject({ code: 12008 });
    const token = async () => ((await other.api.get("/user/settings")).data as { push_token: string }).push_token;
    expect(await other.api.post("/user/push/alias", { alias: "me", push_token: "t" })).toMatchObject({ code: 12008 });
    expect(await token()).toBe("");
    expect(await other.api.post("/user/push/alias", { alias: "you", push_token: "t" })).toMatchObject({ code: 200 });
    expect(await token()).toBe("t");
    expect(await other.api.post("/user/push/alias", { alias: "you", push_token: "u" })).toMatchObject({ code: 12009 });
    expect(await user.api.post("/user/push/badge", { badge: 3 })).toMatchObject({ code: 200 });
    const tag = (method: string, tags: string[]) =>
      user.api.call(method, "/user/push/tag", {}, JSON.stringify({ tags }));
    await Promise.all([tag("POST", ["a", "b"]), tag("POST", ["c"])]);
    expect((await user.api.get("/user/push/tag")).data).toEqual(["a", "b", "c"]);
    await tag("DELETE", ["b"]);
    expect((await user.api.get("/user/push/tag")).data).toEqual(["a", "c"]);
    await user.api.call("DELETE", "/user/push/tag/all");
    expect((await user.api.get("/user/push/tag")).data).toEqual([]);
  });

  it("share pinned conversations", async () => {
    const [user, other] = [await newUser(), await newUser()];
    const phone = await device(user);
    const pin = (id: number) => user.api.post("/user/conversation/pin", { conversation_id: id });
    expect(await pin(other.uid)).toMatchObject({ code: 200 });
    await phone.tells("INFO_UPDATED", { content: `{"pinned_conversations":[${other.uid}]}` });
    expect((await user.api.get("/user/conversation/pin_list")).data).toEqual({ conversation_ids: [other.uid] });
    expect(await pin(5)).toMatchObject({ code: 10000 });
    const group = (await other.api.post("/group/create", { name: "G" })).data as { group_id: number };
    expect(await pin(group.group_id)).toMatchObject({ code: 20011 });
    await put(user.api, "/user/conversation/unpin", { conversation_id: other.uid });
    expect((await user.api.get("/user/conversation/pin_list")).data).toEqual({ conversation_ids: [] });
  });

  it("pin no group that was left, or is no more", async () => {
    const [user, owner] = [await newUser(), await newUser()];
    const pinned = async () => {
      const { data } = await user.api.get("/user/conversation/pin_list");
      return (data as { conversation_ids: number[] }).conversation_ids;
    };
    const gids: number[] = [];
    for (const name of ["left", "ended", "stays"]) {
      const { data } = await owner.api.post("/group/create", { name, user_list: [user.uid] });
      gids.push((data as { group_id: number }).group_id);
    }
    for (const conversation_id of gids) await user.api.post("/user/conversation/pin", { conversation_id });
    await expect.poll(pinned).toEqual(gids);
    const [left, ended, stays] = gids;
    await user.api.post("/group/leave", { group_id: left });
    await owner.api.post("/group/destroy", { group_id: ended });
    await expect.poll(pinned).toEqual([stays]);
  });
});

describe("deleting a user", () => {
  it("ends sessions and friendships, hands its groups on, and frees its name", async () => {
    const [user, friend] = [await newUser(), await newUser()];
    await user.api.post("/roster/apply", { user_id: friend.uid });
    const [own, other] = [await device(user), await device(friend)];
    expect(await other.text(user.uid)).toMatchObject({ code: 1 });
    const found = async (by: TestUser, members: number[]) =>
      ((await by.api.post("/group/create", { name: "G", user_list: members })).data as { group_id: number }).group_id;
    const [mine, alone, theirs] = [await found(user, [friend.uid]), await found(user, []), await found(friend, [])];
    await friend.api.post("/group/invite", { group_id: theirs, user_list: [user.uid] });
    expect(await user.api.post("/user/delete", { password: "wrong" })).toMatchObject({ code: 11001 });
    expect(await user.api.post("/user/delete")).toMatchObject({ code: 11001 });
    expect(await user.api.post("/user/delete", { password: user.password })).toMatchObject({ code: 200 });
    await own.tells("REMOVED", { ns: "user" });
    await own.until(() => own.closed === 4108);
    await other.tells("REMOVED", { ns: "roster", from: user.uid, to: friend.uid });
    expect(await user.api.get("/user/profile")).toMatchObject({ code: 402 });
    expect((await friend.api.get("/roster/list")).data).toEqual([]);
    expect((await friend.api.post("/roster/list", { list: [user.uid] })).data).toEqual([]);
    expect((await other.text(user.uid)).code).toBe(8);
    expect((await friend.api.get("/group/info", { group_id: mine })).data).toMatchObject({ owner_id: friend.uid });
    expect((await friend.api.get("/group/info", { group_id: theirs })).data).toMatchObject({ count: 1 });
    expect(await admin.get("/group/info", { group_id: alone })).not.toMatchObject({ code: 200, data: { status: 0 } });
    const again = await app.user(user.name);
    expect(again.uid).not.toBe(user.uid);
  });

  it("leaves no ghost: no request that waits, no friend, nobody blocked", async () => {
    const [user, other] = [await newUser(), await newUser()];
    await other.api.post("/user/authmode", { value: 1 });
    await user.api.post("/roster/apply", { user_id: other.uid });
    await other.api.post("/roster/block", { user_id: user.uid });
    await acting(user).call("DELETE", "/user/delete");
    expect((await other.api.get("/roster/apply/list")).data).toEqual([]);
    expect(await other.api.post("/roster/accept", { user_id: user.uid })).toMatchObject({ code: 10007 });
    expect(await other.api.post("/roster/decline", { user_id: user.uid })).toMatchObject({ code: 10007 });
    expect((await other.api.get("/roster/blocked_list")).data).toEqual([]);
    expect(await other.api.post("/roster/unblock", { user_id: user.uid })).toMatchObject({ code: 200 });
    expect(await other.api.post("/roster/unblock", { user_id: 5 })).toMatchObject({ code: 10000 });
    expect(await other.api.post("/roster/block", { user_id: user.uid })).toMatchObject({ code: 10000 });
    // As when one befriends it while it is being deleted.
    await server.current.database
      .prepare("INSERT OR REPLACE INTO roster (app, uid, friend, relation, updated_at) VALUES ('accounts', ?, ?, 0, 0)")
      .bind(other.uid, user.uid)
      .run();
    expect((await other.api.get("/roster/list")).data).toEqual([]);
  });

  it("needs no password of the app", async () => {
    const user = await newUser();
    expect(await acting(user).call("DELETE", "/user/delete")).toMatchObject({ code: 200 });
    expect(await acting(user).get("/user/profile")).toMatchObject({ code: 10000 });
    expect((await logIn(user.name, user.password)).code).toBe(11001);
  });
});

describe("registering", () => {
  it("many at once is the app's, also where registration is closed", async () => {
    const closed = await server.current.app("accounts-closed", { settings: { open_register: false } });
    const list = ["one", "two", "two", "3"].map((username) => ({ username, password: "p" }));
    const { data } = await (await closed.admin()).post("/user/register/batch", { list });
    expect(data).toMatchObject([
      { username: "one", success: true },
      { username: "two", success: true },
      { username: "two", success: false, user_id: 0 },
      { username: "3", success: false },
    ]);
    for (const path of ["/user/register/anonymous", "/user/register/push"]) {
      const credentials = { username: "x", password: "p" };
      expect(await closed.api.post(path, credentials), path).toMatchObject({ code: 40001 });
    }
  });

  it("anonymously makes up what is not given", async () => {
    const { data } = await app.api.post("/user/register/anonymous", { cid: "c" });
    const { username, password } = data as { username: string; password: string };
    expect((await logIn(username, password)).code).toBe(200);
    const named = { username: "called_so", password: "p" };
    expect((await app.api.post("/user/register/anonymous", named)).data).toMatchObject(named);
    const user = await newUser();
    expect(await user.api.get("/app/user/name_check", { username: "called_so" })).toMatchObject({ code: 10004 });
    expect(await user.api.get("/app/user/name_check", { username: "free_one" })).toMatchObject({ data: true });
  });

  it("keeps where pushes go", async () => {
    const body = { username: "pushed", password: "p", push_token: "t", alias: "pushed" };
    expect((await app.api.post("/user/register/push", body)).data).toMatchObject({ push_token: "t" });
  });

  it("registers nobody whose alias for pushes is another's", async () => {
    const register = (username: string, alias: string) =>
      app.api.post("/user/register/push", { username, password: "p", alias });
    expect(await register("first_called", "the_same_alias")).toMatchObject({ code: 200 });
    expect(await register("second_called", "the_same_alias")).toMatchObject({ code: 12008 });
    const user = await newUser();
    expect(await user.api.get("/app/user/name_check", { username: "second_called" })).toMatchObject({ data: true });
  });
});

describe("the list of users", () => {
  it("gives what it can of a page that is too large, as other lists do", async () => {
    const user = await newUser();
    const { code, data } = await admin.get("/user/list", { page_size: 100_000 });
    expect(code).toBe(200);
    expect(data).toContainEqual({ user_id: user.uid, username: user.name, status: 0 });
    expect(await admin.get("/user/list", { page_size: 0 })).toMatchObject({ code: 10002 });
  });
});

describe("from one device to another", () => {
  it("a secret is handed over once, and never stored readable", async () => {
    const { data } = await app.api.post("/app/secret_info", { secret_text: "the secret", expire_seconds: 60 });
    const { code } = data as { code: string };
    const { results } = await server.current.database.prepare("SELECT id, secret FROM handovers").all();
    expect(JSON.stringify(results)).not.toContain("the secret");
    expect(JSON.stringify(results)).not.toContain(code);
    const far = await server.current.app("accounts-far");
    expect(await far.api.get("/app/secret_info", { code })).toMatchObject({ code: 10001 });
    expect((await app.api.get("/app/secret_info", { code })).data).toEqual({ secret_text: "the secret" });
    expect(await app.api.get("/app/secret_info", { code })).toMatchObject({ code: 10001 });
  });

  it("a QR code logs in whoever confirmed it, once", async () => {
    const user = await newUser();
    const { qr_code } = (await app.api.get("/app/qr_code")).data as { qr_code: string };
    const poll = () => app.api.get("/app/qr_login", { qr_code });
    expect((await poll()).data).toEqual({});
    expect(await user.api.post("/app/qr_login", { qr_code: "x" })).toMatchObject({ code: 10001 });
    expect(await user.api.post("/app/qr_login", { qr_code })).toMatchObject({ code: 200 });
    expect(await (await newUser()).api.post("/app/qr_login", { qr_code })).toMatchObject({ code: 10001 });
    const { username, password } = (await poll()).data as { username: string; password: string };
    expect(username).toBe(user.name);
    expect(await poll()).toMatchObject({ code: 10001 });
    expect((await logIn(username, password)).code).toBe(200);
    expect((await logIn(username, password)).code).toBe(11001);
  });

  it("a QR code names the address that the client used, through a proxy as well", async () => {
    const { url } = (await app.api.with({ "x-forwarded-proto": "https" }).get("/app/qr_code")).data as { url: string };
    expect(url).toMatch(`https://${new URL(server.current.url).host}/app/qr_login?qr_code=`);
  });
});
