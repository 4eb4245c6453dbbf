import { expect } from "vitest";
import { type Cases, incomplete, type Stage, unsupported } from "./stage.ts";

const users = ({ ann }: Stage) => ann.im.userManage;

/** userManage, method by method. */
export const userCases: Cases = {
  getToken: async ({ ann, scene }) => {
    expect(
      users({ ann } as Stage)
        .getToken()
        .split("."),
    ).toHaveLength(3);
    expect(scene.appOf(ann.user).im.userManage.getToken()).toBe("");
  },
  getUid: async ({ ann, scene }) => {
    expect(ann.im.userManage.getUid()).toBe(ann.uid);
    expect(scene.appOf(ann.user).im.userManage.getUid()).toBe(0);
  },
  getAppid: async ({ ann, scene }) => expect(ann.im.userManage.getAppid()).toBe(scene.app.id),
  getDeviceSN: async ({ ann }) => {
    const devices = await ann.im.userManage.asyncGetDeviceList();
    expect(devices.map(({ device_sn }) => device_sn)).toContain(ann.im.userManage.getDeviceSN());
  },
  getConversationList: async ({ ann, bob, gid, scene }) => {
    const [one, two] = [scene.text(), scene.text()];
    await bob.says(ann, one, { ext: "e" });
    await bob.saysIn(gid, two);
    await ann.until("both", () => ann.im.userManage.getConversationList()[0]?.content === two);
    const [group, direct] = ann.im.userManage.getConversationList();
    expect(group).toMatchObject({ type: "group", id: gid, hasAt: false, draft: "" });
    expect(direct).toMatchObject({ type: "roster", id: bob.uid, content: one, ext: "e" });
    expect(Number(group?.timestamp)).toBeGreaterThanOrEqual(Number(direct?.timestamp));
  },
  deleteToken: async ({ scene }) => {
    const person = await scene.person();
    person.im.userManage.deleteToken();
    expect(person.im.userManage.getToken()).toBe("");
    await expect(person.im.userManage.asyncGetProfile()).rejects.toThrow("not logged in");
  },
  asyncGetDeviceList: async ({ ann }) => {
    const [device] = await users({ ann } as Stage).asyncGetDeviceList();
    expect(device).toEqual({
      device_sn: expect.any(Number),
      user_id: ann.uid,
      platform: 6,
      user_agent: expect.any(String),
      // Two more than documented.
      online: true,
      last_seen: expect.any(Number),
    });
  },
  asyncKickDevice: async ({ scene }) => {
    const person = await scene.person();
    const other = scene.appOf(person.user);
    await other.login();
    const device_sn = String(other.im.userManage.getDeviceSN());
    expect(await person.im.userManage.asyncKickDevice({ device_sn })).toBe(true);
    await other.hears("flooNotice", ({ desc }) => desc === "KICKED_BY_OTHER_DEVICE");
    await other.hears("flooNotice", ({ desc }) => desc === "relogin_manually");
    expect(other.im.isLogin()).toBe(false);
    expect(person.im.isLogin()).toBe(true);
  },
  asyncBindDeviceToken: async ({ ann }) => {
    const device_sn = ann.im.userManage.getDeviceSN();
    const binding = { device_sn, device_token: "t", notifier_name: "n" };
    expect(await ann.im.userManage.asyncBindDeviceToken(binding)).toBe(true);
    await incomplete(ann.im.userManage.asyncBindDeviceToken({ device_sn } as typeof binding));
  },
  asyncUnbindDeviceToken: async ({ ann }) => {
    expect(await ann.im.userManage.asyncUnbindDeviceToken({ deviceSn: ann.im.userManage.getDeviceSN() })).toEqual({});
    await expect(ann.im.userManage.asyncUnbindDeviceToken({ deviceSn: 12345 })).rejects.toMatchObject({ code: 10002 });
  },
  asyncDeleteUser: async ({ scene }) => {
    const person = await scene.person();
    await expect(person.im.userManage.asyncDeleteUser({ password: "no" })).rejects.toMatchObject({ code: 11001 });
    expect(await person.im.userManage.asyncDeleteUser({ password: person.user.password })).toBe(true);
    await person.hears("flooNotice", ({ desc }) => desc === "REMOVED");
  },
  asyncTokenUser: async ({ ann, bob }) => {
    const { name, password, uid } = bob.user;
    const token = await ann.im.userManage.asyncTokenUser({ name, password });
    expect(token).toMatchObject({ user_id: uid, token: expect.any(String), expire: expect.any(Number) });
    await expect(ann.im.userManage.asyncTokenUser({ name, password: "no" })).rejects.toMatchObject({ code: 11001 });
  },
  asyncTokenId: async ({ ann, bob }) => {
    const { uid, password } = bob.user;
    expect(await ann.im.userManage.asyncTokenId({ user_id: String(uid), password })).toMatchObject({ user_id: uid });
  },
  asyncRegister: async ({ scene, ann }) => {
    const username = scene.name();
    const { im } = scene.appOf(ann.user);
    expect(await im.userManage.asyncRegister({ username, password: "p" })).toMatchObject({ auth_mode: 0 });
    const taken = im.userManage.asyncRegister({ username, password: "p" });
    await expect(taken).rejects.toEqual({
      url: `${im.baseUrl}/user/register/v2`,
      code: 10004,
      message: expect.any(String),
    });
  },
  asyncRegisterAnonymous: async ({ scene, ann }) => {
    const username = scene.name();
    const made = await scene.appOf(ann.user).im.userManage.asyncRegisterAnonymous({ username, password: "p" });
    expect(made.username).toMatch(new RegExp(`^${username}`));
  },
  asyncGenerateSecretInfo: async ({ ann }) => {
    const secret = { expire_seconds: 60, secret_text: "psst" };
    expect(await ann.im.userManage.asyncGenerateSecretInfo(secret)).toEqual({ code: expect.any(String) });
  },
  asyncSendSecretInfo: async ({ ann, bob }) => {
    const { code } = await ann.im.userManage.asyncGenerateSecretInfo({ expire_seconds: 60, secret_text: "here" });
    expect(await bob.im.userManage.asyncSendSecretInfo({ code })).toEqual({ secret_text: "here" });
    await expect(bob.im.userManage.asyncSendSecretInfo({ code })).rejects.toMatchObject({ code: 10001 });
  },
  asyncUserBindMobile: (s) => unsupported(users(s).asyncUserBindMobile({ captcha: "1", mobile: "10001" })),
  asyncUserMobileBind: (s) => unsupported(users(s).asyncUserMobileBind({ captcha: "1", mobile: "10001" })),
  asyncUserMobileBindSign: (s) => unsupported(users(s).asyncUserMobileBindSign({ sign: "1", mobile: "10001" })),
  asyncUserUpdateMobile: async ({ cat }) => {
    const mobile = `1${cat.uid}`;
    expect(await cat.im.userManage.asyncUserUpdateMobile({ mobile })).toBe(true);
    expect((await cat.im.userManage.asyncGetProfile()).mobile).toBe(mobile);
  },
  asyncUserSendSms: (s) => unsupported(users(s).asyncUserSendSms({ mobile: "10001" })),
  asyncCaptchaSms: (s) => unsupported(users(s).asyncCaptchaSms({ captcha: "1", image_id: "1", mobile: "10001" })),
  asyncCaptchaImagePost: (s) => unsupported(users(s).asyncCaptchaImagePost()),
  asyncUserNameCheck: async ({ ann, scene }) => {
    expect(await ann.im.userManage.asyncUserNameCheck({ username: scene.name() })).toBe(true);
    const taken = ann.im.userManage.asyncUserNameCheck({ username: ann.user.name });
    await expect(taken).rejects.toMatchObject({ code: 10004 });
  },
  asyncUserMobileLogin: (s) => unsupported(users(s).asyncUserMobileLogin({ captcha: "1", mobile: "10001" })),
  aysncGenerateWXUrlLink: (s) => unsupported(users(s).aysncGenerateWXUrlLink({ path: "/", query: "a=1" })),
  asyncUpdateAuthmode: async ({ ann, cat }) => {
    expect(await cat.im.userManage.asyncUpdateAuthmode({ value: 3 })).toBe(true);
    expect((await cat.im.userManage.asyncGetSettings()).auth_mode).toBe(3);
    const apply = ann.im.rosterManage.asyncApply({ user_id: cat.uid, alias: "" });
    await expect(apply).rejects.toMatchObject({ code: 10012 });
    await cat.im.userManage.asyncUpdateAuthmode({ value: 0 });
  },
  asyncUpdateAvatar: async ({ ann, bob }) => {
    expect(await ann.im.userManage.asyncUpdateAvatar({ avatar: "a.png" })).toBe(true);
    await bob.until("the avatar", () => bob.im.rosterManage.getRosterInfo(ann.uid).avatar === "a.png");
    await bob.hears("onRosterInfoUpdate", (ids) => ids.includes(ann.uid));
  },
  asyncUpdateMobile: async ({ cat }) => {
    expect(await cat.im.userManage.asyncUpdateMobile({ mobile: `2${cat.uid}` })).toBe(true);
    expect((await cat.im.userManage.asyncGetProfile()).mobile).toBe(`2${cat.uid}`);
  },
  asyncUpdateNickName: async ({ ann, bob }) => {
    expect(await ann.im.userManage.asyncUpdateNickName({ nick_name: "Annie" })).toBe(true);
    await bob.until("the name", () => bob.im.rosterManage.getRosterInfo(ann.uid).nick_name === "Annie");
  },
  asyncUserChangePassword: async ({ scene }) => {
    const person = await scene.person();
    const { name, password } = person.user;
    const change = { old_password: password, new_password: "another" };
    await expect(person.im.userManage.asyncUserChangePassword({ ...change, old_password: "no" })).rejects.toMatchObject(
      { code: 11001 },
    );
    expect(await person.im.userManage.asyncUserChangePassword(change)).toBe(true);
    const token = await scene.appOf(person.user).im.userManage.asyncTokenUser({ name, password: "another" });
    expect(token.user_id).toBe(person.uid);
  },
  asyncGetProfile: async ({ ann }) => {
    const profile = await ann.im.userManage.asyncGetProfile();
    expect(profile).toMatchObject({ user_id: ann.uid, username: ann.user.name, private_info: "" });
  },
  asyncUpdateProfile: async ({ ann }) => {
    const change = { description: "d", nick_name: "A", private_info: "p", public_info: "q" };
    expect(await ann.im.userManage.asyncUpdateProfile(change)).toBe(true);
    expect(await ann.im.userManage.asyncGetProfile()).toMatchObject(change);
  },
  asyncGetSettings: async ({ ann }) => {
    expect(await ann.im.userManage.asyncGetSettings()).toMatchObject({ user_id: ann.uid, no_push: false });
  },
  asyncUpdateSettings: async ({ ann, bob }) => {
    const change = { user_id: ann.uid, vibratory: true, push_nick_name: "N" };
    expect(await ann.im.userManage.asyncUpdateSettings(change)).toBe(true);
    expect(await ann.im.userManage.asyncGetSettings()).toMatchObject(change);
    const other = ann.im.userManage.asyncUpdateSettings({ user_id: bob.uid, vibratory: true });
    await expect(other).rejects.toMatchObject({ code: 10010 });
  },
  asyncGetUserVerification: (s) => unsupported(users(s).asyncGetUserVerification()),
  userVerificationByMobile: (s) => unsupported(users(s).userVerificationByMobile({ mobile: "1", captcha: "1" })),
  userChangeMobileCheckPassword: (s) => unsupported(users(s).userChangeMobileCheckPassword({ password: "p" })),
  userChangeMobileCheckMobile: (s) => unsupported(users(s).userChangeMobileCheckMobile({ captcha: "1", mobile: "1" })),
  userChangeMobile: (s) => unsupported(users(s).userChangeMobile({ captcha: "1", mobile: "1", sign: "1" })),
};
