/** Devices of a user, and what they share. */

import { describe, expect, it } from "vitest";
import { MAX_KNOWN_DEVICES } from "../../protocol/limits.ts";
import { put, useAccounts } from "../support/accounts.ts";
import { Device } from "../support/device.ts";

const accounts = useAccounts("user-device");
const { acting, device, logIn, newUser } = accounts;

const INVALID_TOKEN = 7;

describe("devices", () => {
  it("are listed, kicked and forgotten", async () => {
    const user = await newUser();
    const online = async () => (await acting(user).get("/user/online_status")).data;
    expect(await online()).toEqual({ online: false });
    const [phone, tablet] = [await device(user, "phone"), await device(user, "tablet")];
    expect(await online()).toEqual({ online: true });
    const list = async () => (await user.api.get("/user/device/list")).data;
    const sinceMs = Date.now() - 60_000;
    expect(await list()).toMatchObject([
      { device_sn: phone.sn, platform: 6, online: true, last_seen: expect.toSatisfy((ms: number) => ms > sinceMs) },
      { device_sn: tablet.sn, online: true },
    ]);
    expect(await user.api.post("/user/kick", { device_sn: String(phone.sn) })).toMatchObject({ code: 200 });
    await phone.tells("KICKED_BY_OTHER_DEVICE");
    await phone.until(() => phone.closed === 4112);
    await tablet.tells("DEVICE_LOGOUT", { content: String(phone.sn) });
    expect(await list()).toHaveLength(2);
    expect(await user.api.call("DELETE", "/user/device/remove", { device_sn: tablet.sn })).toMatchObject({ code: 200 });
    await tablet.tells("DEVICE_REMOVED");
    await tablet.until(() => tablet.closed === 4112);
    expect(await list()).toMatchObject([{ device_sn: phone.sn, online: false }]);
    expect(await user.api.post("/user/device/remove", { device_sn: tablet.sn })).toMatchObject({ code: 10002 });
    expect(await user.api.post("/user/kick", { device_sn: 99 })).toMatchObject({ code: 10002 });
    expect((await device(user, "phone")).status).toBe(INVALID_TOKEN);
    const { token } = await logIn(user.name, user.password);
    const again = await device({ uid: user.uid, token }, "phone");
    expect(await acting(user).post("/user/kick")).toMatchObject({ code: 200 });
    await again.tells("KICKED_BY_OTHER_DEVICE");
    expect(await online()).toEqual({ online: false });
  });

  it("[LOGIN-8] are kicked all at once, however many there are", async () => {
    const user = await newUser();
    const guids = Array.from({ length: MAX_KNOWN_DEVICES }, (_, at) => `device${at}`);
    for (const guid of guids) (await device(user, guid)).close();
    const bound = { name: user.name, password: user.password, device_guid: guids[0] };
    const { token } = (await accounts.app.api.post("/token/user", bound)).data as { token: string };
    expect(await user.api.post("/user/kick")).toMatchObject({ code: 200 });
    expect(await accounts.app.api.as(token).get("/user/profile")).toMatchObject({ code: 402 });
  });

  it.each(["/user/kick", "/user/device/remove"])("[LOGIN-8] %s lasts for one that is away", async (path) => {
    const user = await newUser();
    const bound = async () => {
      const login = { name: user.name, password: user.password, device_guid: "lost" };
      const { token } = (await accounts.app.api.post("/token/user", login)).data as { token: string };
      return { uid: user.uid, token };
    };
    const lost = await bound();
    const other = await logIn(user.name, user.password);
    const phone = await device(lost, "lost");
    expect((await accounts.app.api.as(lost.token).get("/user/profile")).code).toBe(200);
    phone.close();
    expect(await user.api.post(path, { device_sn: phone.sn })).toMatchObject({ code: 200 });
    expect((await device(lost, "lost")).status).toBe(INVALID_TOKEN);
    expect((await device(user, "lost")).status).toBe(INVALID_TOKEN);
    const direct = await Device.open(accounts.server.url, lost, `/xsync/conversations/${user.uid}?sn=${phone.sn}`);
    accounts.closing(direct);
    expect(direct.status).not.toBe(1);
    expect(await accounts.app.api.as(lost.token).get("/user/profile")).toMatchObject({ code: 402 });
    expect((await accounts.app.api.as(other.token).get("/user/profile")).code).toBe(200);
    expect((await device(user, "another")).status).toBe(1);
    const back = await bound();
    expect((await device(back, "lost")).status).toBe(1);
    expect((await accounts.app.api.as(back.token).get("/user/profile")).code).toBe(200);
  });

  it("keep where their pushes go", async () => {
    const user = await newUser();
    const { sn } = await device(user);
    const bind = { device_sn: sn, device_token: "t", notifier_name: "n" };
    expect(await user.api.post("/user/token/bind", bind)).toMatchObject({ code: 200 });
    expect(await user.api.post("/user/token/bind", { ...bind, device_sn: 77 })).toMatchObject({ code: 10002 });
    const bound = () =>
      accounts.server.database.prepare("SELECT token FROM push_bindings WHERE uid = ?").bind(user.uid).all();
    expect((await bound()).results).toEqual([{ token: "t" }]);
    expect(await put(user.api, "/user/token/bind", { ...bind, device_token: "u" })).toMatchObject({ code: 200 });
    expect((await bound()).results).toEqual([{ token: "u" }]);
    expect(await user.api.call("DELETE", "/user/token/unbind", { deviceSn: sn })).toMatchObject({ data: {} });
    expect((await bound()).results).toEqual([]);
    await user.api.post("/user/token/bind", bind);
    expect(await user.api.post("/user/device/remove", { device_sn: sn })).toMatchObject({ code: 200 });
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
    for (const badge of [2, 3]) expect(await user.api.post("/user/push/badge", { badge })).toMatchObject({ code: 200 });
    const stored = accounts.server.database.prepare("SELECT badge FROM push_profiles WHERE uid = ?").bind(user.uid);
    expect((await stored.all()).results).toEqual([{ badge: 3 }]);
    const tag = (method: string, tags: string[]) =>
      user.api.call(method, "/user/push/tag", {}, JSON.stringify({ tags }));
    await Promise.all([tag("POST", ["a", "b"]), tag("POST", ["c"])]);
    expect((await user.api.get("/user/push/tag")).data).toEqual(["a", "b", "c"]);
    const tooMany = Array.from({ length: 98 }, (_, at) => `more${at}`);
    expect(await tag("POST", tooMany)).toMatchObject({ code: 10002 });
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
    await phone.tells("INFO_UPDATED", { content: '{"pinned_conversations":[]}' });
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
