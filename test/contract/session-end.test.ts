/** [LOGIN-7] What ends sessions: another password, being frozen, tokens that are taken back. */

import { describe, expect, it } from "vitest";
import { put, useAccounts } from "../support/accounts.ts";
import type { Envelope } from "../support/api.ts";
import { Device } from "../support/device.ts";
import { closeDevicesAfterEach, online } from "../support/group-scene.ts";
import type { TestUser } from "../support/private-server.ts";

const accounts = useAccounts("session-end");
const { acting, device, logIn, newUser } = accounts;
closeDevicesAfterEach();

const INVALID_TOKEN = 7;
const USER_FROZEN = 10;

describe("[LOGIN-7] the end of a session", () => {
  it("a new password logs the others out and voids every older token", async () => {
    const user = await newUser();
    const [phone, tablet] = [await device(user, "phone"), await device(user, "tablet")];
    const direct = await Device.open(accounts.server.url, user, `/xsync/conversations/${user.uid}?sn=${tablet.sn}`);
    accounts.closing(direct);
    const bound = await accounts.app.api.post("/token/user", {
      name: user.name,
      password: user.password,
      device_guid: "phone",
    });
    const api = accounts.app.api.as((bound.data as { token: string }).token);
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
    const [own, plain] = [await device(user, "own"), await online(accounts.server, user)];
    const other = await device({ uid: user.uid, token: second.token }, "other");
    const change = (token: string, from: string, to: string) =>
      accounts.app.api.as(token).post("/user/change_password", { old_password: from, new_password: to });
    const mayCall = async (token: string) => (await accounts.app.api.as(token).get("/user/profile")).code;
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
    expect(await accounts.app.api.as(third.token).post("/token/revoke")).toMatchObject({ code: 200 });
    expect(await mayCall(third.token)).toBe(402);
  });

  it("of two who change it at once, one does, and stays logged in", async () => {
    const user = await newUser();
    const second = await logIn(user.name, user.password);
    const tokens = [user.token, second.token];
    const devices = await Promise.all(tokens.map((token, at) => device({ uid: user.uid, token }, `device${at}`)));
    const answers = await Promise.all(
      tokens.map((token, at) =>
        accounts.app.api
          .as(token)
          .post("/user/change_password", { old_password: user.password, new_password: `new${at}` }),
      ),
    );
    const winner = answers.findIndex(({ code }) => code === 200);
    expect([winner, 1 - winner]).toContain(0);
    // Its token may be void already, or only its password.
    expect([402, 11001]).toContain(answers[1 - winner]?.code);
    await devices[1 - winner]?.until(() => devices[1 - winner]?.closed === 4110);
    expect(await devices[winner]?.text((await newUser()).uid)).toMatchObject({ code: 1 });
    expect((await accounts.app.api.as(tokens[winner] ?? "").get("/user/profile")).code).toBe(200);
    expect((await logIn(user.name, `new${winner}`)).code).toBe(200);
  });

  it.each<[string, (user: TestUser, sn: number) => Promise<Envelope>]>([
    ["another password", (user) => acting(user).post("/user/change_password_admin", { password: "x" })],
    ["a kick", (user) => acting(user).post("/user/kick")],
    ["a device that is forgotten", (user, sn) => acting(user).post("/user/device/remove", { device_sn: sn })],
    ["a token taken back", (user) => user.api.post("/token/revoke")],
  ])("a login that was confirmed before is void after %s", async (_what, end) => {
    const user = await newUser();
    const { sn } = await device(user);
    const { api } = accounts.app;
    const confirmed = async () => {
      const { qr_code } = (await api.get("/app/qr_code")).data as { qr_code: string };
      expect(await user.api.post("/app/qr_login", { qr_code })).toMatchObject({ code: 200 });
      return qr_code;
    };
    const [fetched, waiting] = [await confirmed(), await confirmed()];
    const { data } = await api.get("/app/qr_login", { qr_code: fetched });
    const { username, password } = data as { username: string; password: string };
    expect(await end(user, sn)).toMatchObject({ code: 200 });
    expect((await logIn(username, password)).code).toBe(11001);
    expect(await api.get("/app/qr_login", { qr_code: waiting })).not.toMatchObject({ code: 200 });
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
    await accounts.server.database.prepare("UPDATE users SET token_generation = 1 WHERE uid = ?").bind(user.uid).run();
    const { token } = await logIn(user.name, user.password);
    await device({ uid: user.uid, token }, "tablet");
    await phone.until(() => phone.closed === 4110);
    expect((await device(user, "phone")).status).toBe(INVALID_TOKEN);
  });

  it("and leaves the device logged in whose user kept its token", async () => {
    const user = await newUser();
    const second = await logIn(user.name, user.password);
    const [phone, plain] = [await device(user), await online(accounts.server, user)];
    const tablet = await device({ uid: user.uid, token: second.token }, "tablet");
    const claims = Buffer.from(user.token.split(".")[1] ?? "", "base64url").toString();
    await accounts.server.database
      .prepare("UPDATE users SET token_generation = 1, kept_token = ? WHERE uid = ?")
      .bind(JSON.parse(claims).jti, user.uid)
      .run();
    const { token } = await logIn(user.name, user.password);
    const laptop = await device({ uid: user.uid, token }, "laptop");
    await tablet.until(() => tablet.closed === 4110);
    const { uid: other } = await newUser();
    for (const each of [phone, plain, laptop]) expect(await each.text(other, "still here")).toMatchObject({ code: 1 });
    expect((await device(user)).status).toBe(1);
  });

  it("freezing shuts a user out until it is undone", async () => {
    const user = await newUser();
    const phone = await device(user);
    expect(await put(accounts.admin, "/user/disable", { list: [user.uid, 5] })).toMatchObject({ code: 10000 });
    expect(await user.api.get("/user/profile")).toMatchObject({ code: 200 });
    expect(await put(accounts.admin, "/user/disable", { list: [user.uid] })).toMatchObject({ code: 200 });
    await phone.tells("FROZEN");
    await phone.until(() => phone.closed === 4106);
    expect(await user.api.get("/user/profile")).toMatchObject({ code: 10029 });
    expect((await logIn(user.name, user.password)).code).toBe(10029);
    expect((await device(user)).status).toBe(USER_FROZEN);
    const { data } = await accounts.admin.get("/user/list", { page_size: 1000 });
    expect(data).toContainEqual({ user_id: user.uid, username: user.name, status: 1 });
    expect(await put(accounts.admin, "/user/enable", { list: [user.uid] })).toMatchObject({ code: 200 });
    expect(await user.api.get("/user/profile")).toMatchObject({ code: 200 });
    expect((await device(user)).status).toBe(1);
  });

  it("the app deals with a frozen user as with any, and sends nothing in its name", async () => {
    const [user, other] = [await newUser(), await newUser()];
    await put(accounts.admin, "/user/disable", { list: [user.uid] });
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
    const [user, other] = [await newUser(), await newUser()];
    const second = await logIn(user.name, user.password);
    const [phone, plain] = [await device(user), await online(accounts.server, user)];
    const direct = await Device.open(accounts.server.url, user, `/xsync/conversations/${other.uid}?sn=${phone.sn}`);
    accounts.closing(direct);
    const tablet = await device({ uid: user.uid, token: second.token }, "tablet");
    expect(await user.api.post("/token/revoke")).toMatchObject({ code: 200 });
    await phone.tells("KICKED_BY_OTHER_DEVICE");
    for (const gone of [phone, direct]) await gone.until(() => gone.closed === 4112);
    await plain.event("user", "KICKED_BY_OTHER_DEVICE");
    await tablet.tells("DEVICE_LOGOUT", { content: String(phone.sn) });
    expect(await tablet.text(other.uid)).toMatchObject({ code: 1 });
    expect(await user.api.get("/user/profile")).toMatchObject({ code: 402 });
    expect((await device(user)).status).toBe(INVALID_TOKEN);
    expect((await accounts.app.api.as(second.token).get("/user/profile")).code).toBe(200);
    expect(await accounts.admin.post("/token/revoke", { user_id: user.uid })).toMatchObject({ code: 200 });
    expect(await accounts.app.api.as(second.token).get("/user/profile")).toMatchObject({ code: 402 });
  });

  it("an app's token makes others, and takes them back", async () => {
    const { data } = await accounts.admin.post("/token/admin", { expire_seconds: 60 });
    const { token, expire } = data as { token: string; expire: number };
    expect(expire - Date.now()).toBeLessThan(70_000);
    const second = accounts.app.api.as(token);
    expect((await second.get("/user/list")).code).toBe(200);
    const user = await newUser();
    expect(await user.api.post("/token/revoke", { token })).toMatchObject({ code: 10010 });
    expect(await accounts.admin.post("/token/revoke", { token })).toMatchObject({ code: 200 });
    expect(await second.get("/user/list")).toMatchObject({ code: 402 });
    expect((await accounts.admin.get("/user/list")).code).toBe(200);
  });
});
