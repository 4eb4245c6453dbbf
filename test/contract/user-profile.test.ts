/** What a user tells of itself, and what it sets. */

import { describe, expect, it } from "vitest";
import { put, useAccounts } from "../support/accounts.ts";
import type { TestUser } from "../support/private-server.ts";

const accounts = useAccounts("user-profile");
const { acting, device, newUser } = accounts;

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

  it("[xsync §8.2] names and numbers are told too: the name to friends, the number to own devices alone", async () => {
    const [user, friend] = [await newUser(), await newUser()];
    await user.api.post("/roster/apply", { user_id: friend.uid });
    const [own, other] = [await device(user), await device(friend)];
    const username = `${user.name}_renamed`;
    expect(await put(acting(user), "/user/username", { username })).toMatchObject({ code: 200 });
    expect(await user.api.post("/user/mobile", { mobile: "+49 172 1" })).toMatchObject({ code: 200 });
    await user.api.post("/user/nickname", { nick_name: "last" });
    const ns = { ns: "roster", from: user.uid } as const;
    await other.tells("INFO_UPDATED", { ...ns, content: '{"nick_name":"last"}' });
    await own.tells("INFO_UPDATED", { ns: "user", content: '{"nick_name":"last"}' });
    const contents = ({ told }: typeof own) =>
      told.filter(({ type }) => type === "INFO_UPDATED").map((each) => each.content);
    expect(contents(other)).toEqual([JSON.stringify({ username }), '{"nick_name":"last"}']);
    expect(contents(own)).toEqual([JSON.stringify({ username }), '{"mobile":"+491721"}', '{"nick_name":"last"}']);
    expect((await friend.api.get("/roster/name", { username })).data).toMatchObject({ user_id: user.uid });
    expect(await friend.api.get("/roster/name", { username: user.name })).toMatchObject({ code: 10000 });
    expect((await accounts.logIn(user.name, user.password)).code).toBe(11001);
    expect((await accounts.logIn(username, user.password)).code).toBe(200);
  });

  it("of many is the app's to change", async () => {
    const user = await newUser();
    const body = {
      list: [
        { user_id: user.uid, avatar: "x" },
        { user_id: 5, avatar: "y" },
      ],
    };
    expect((await put(accounts.admin, "/user/avatar/batch", body)).data).toEqual([
      { user_id: user.uid, success: true, reason: "" },
      { user_id: 5, success: false, reason: "no such user" },
    ]);
    const list = [{ user_id: user.uid, nick_name: "N", description: "D" }];
    expect((await accounts.admin.post("/user/profile/batch", { list })).data).toMatchObject([{ success: true }]);
    expect((await user.api.get("/user/profile")).data).toMatchObject({ nick_name: "N", description: "D", avatar: "x" });
    expect(await user.api.post("/user/avatar/batch", body)).toMatchObject({ code: 10010 });
  });

  it("of many: what is no user is told also where nothing was to change", async () => {
    const user = await newUser();
    const list = [{ user_id: user.uid }, { user_id: 5 }];
    expect((await accounts.admin.post("/user/profile/batch", { list })).data).toEqual([
      { user_id: user.uid, success: true, reason: "" },
      { user_id: 5, success: false, reason: "no such user" },
    ]);
  });

  it("keeps names and mobiles apart, whoever comes at once", async () => {
    const [one, two] = [await newUser(), await newUser()];
    const rename = (user: TestUser, username: string) => acting(user).call("PUT", "/user/username", { username });
    expect(await rename(one, two.name)).toMatchObject({ code: 10004 });
    expect(await rename(one, "1234")).toMatchObject({ code: 10002 });
    const both = await Promise.all([rename(one, "wanted"), rename(two, "wanted")]);
    expect(both.map(({ code }) => code).sort()).toEqual([10004, 200]);
    const mobile = (user: TestUser, number: string) => user.api.call("POST", "/user/mobile", { mobile: number }, "{}");
    expect(await mobile(one, "+49 171 1")).toMatchObject({ code: 200 });
    for (const spelled of ["+49 171 1", "+491711", "+49 (171) 1", "＋４９-171.1"])
      expect(await mobile(two, spelled)).toMatchObject({ code: 11012 });
    for (const none of ["call me", " ", "+", "123", "+49 171 12345678901", "49+171234"])
      expect(await mobile(two, none)).toMatchObject({ code: 10002 });
    expect((await one.api.get("/user/profile")).data).toMatchObject({ mobile: "+491711" });
    const enter = async (number: string, { password }: TestUser) =>
      (await accounts.app.api.post("/token/login", { login_name: number, password })).code;
    expect(await enter("+49 171 1", one)).toBe(200);
    expect(await two.api.post("/app/user/mobile_update", { mobile: "+49 171-1" })).toMatchObject({ code: 11012 });
    expect(await one.api.post("/app/user/mobile_update", { mobile: "+49 171 2" })).toMatchObject({ code: 200 });
    expect(await enter("+49 171 1", one)).toBe(11001);
    expect(await enter("+49 171 2", one)).toBe(200);
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
