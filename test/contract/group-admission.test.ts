import { beforeAll, describe, expect, it } from "vitest";
import { signCode } from "../../src/services/group-code.ts";
import {
  closeDevicesAfterEach,
  countOf,
  found,
  foundWithAdmin,
  heard,
  memberIds,
  mirrored,
  notices,
  online,
  say,
  users,
} from "../support/group-scene.ts";
import { type TestApp, type TestUser, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
closeDevicesAfterEach();

let app: TestApp;
let owner: TestUser;
let admin: TestUser;
let member: TestUser;
let guest: TestUser;
let shy: TestUser;

beforeAll(async () => {
  app = await server.current.app("admission");
  [owner, admin, member, guest, shy] = await users(app, "owner", "admin", "member", "guest", "shy");
  await server.current.database
    .prepare("UPDATE users SET settings = ? WHERE uid = ?")
    .bind('{"group_confirm":true}', shy.uid)
    .run();
});

const group = (facts: Record<string, unknown> = {}) => foundWithAdmin(owner, [admin, member], facts);

const approval = (gid: number, apply_approval: number) =>
  owner.api.post("/group/settings/require_admin_approval", { group_id: gid, apply_approval });

const applications = async (by: TestUser, gids: number[]) =>
  (await by.api.post("/group/application_list", { group_list: gids })).data;

describe("applications", () => {
  it("are heard by those who run the group, and accepted for everybody to see", async () => {
    const gid = await group();
    const [ownerDevice, memberDevice, guestDevice] = await Promise.all(
      [owner, member, guest].map((user) => online(server.current, user)),
    );
    if (!ownerDevice || !memberDevice || !guestDevice) throw new Error("devices");
    const applied = await guest.api.post("/group/apply", { group_id: gid, reason: "let me in" });
    expect(applied.data).toEqual({ user_id: guest.uid, result: "success", reason: "" });
    expect(await heard(ownerDevice, "APPLYED", gid)).toMatchObject({ from: guest.uid, content: "let me in" });
    expect(await applications(admin, [gid])).toMatchObject([
      { applicant_id: guest.uid, group_id: gid, reason: "let me in", status: 0 },
    ]);
    expect(await say(guest, gid)).toBe(20002);
    const handled = await admin.api.post("/group/apply/handle", { group_id: gid, user_id: guest.uid, approval: true });
    expect(handled.data).toMatchObject({ user_id: guest.uid, result: "success" });
    expect(await heard(guestDevice, "APPLY_ACCEPTED", gid)).toMatchObject({ from: admin.uid, to: [guest.uid] });
    expect(await heard(memberDevice, "JOINED", gid)).toMatchObject({ from: guest.uid });
    expect(notices(memberDevice, gid).map(({ name }) => name)).not.toContain("APPLY_ACCEPTED");
    expect(notices(memberDevice, gid).map(({ name }) => name)).not.toContain("APPLYED");
    expect(await say(guest, gid)).toBe(200);
    expect((await guest.api.get("/group/user_joined")).data).toContain(gid);
    expect(await applications(owner, [gid])).toMatchObject([{ status: 1 }]);
    expect(await mirrored(server.current, gid)).toMatchObject({ [guest.uid]: "member" });
  });

  it("have one outcome when two admins decide at once", async () => {
    const gid = await group();
    await guest.api.post("/group/apply", { group_id: gid });
    const handle = (by: TestUser, yes: boolean) =>
      by.api.call(
        "PUT",
        "/group/apply/handle",
        {},
        JSON.stringify({ group_id: gid, user_id: guest.uid, approval: yes }),
      );
    const answers = await Promise.all([handle(owner, true), handle(admin, false)]);
    expect(answers.map(({ code }) => code).sort()).toEqual([200, 20014]);
    const accepted = answers[0]?.code === 200;
    expect((await memberIds(owner, gid)).includes(guest.uid)).toBe(accepted);
    expect(guest.uid in (await mirrored(server.current, gid))).toBe(accepted);
  });

  it("are declined with a reason", async () => {
    const gid = await group();
    const device = await online(server.current, guest);
    await guest.api.post("/group/apply", { group_id: gid });
    const body = { group_id: gid, user_id: guest.uid, approval: false, reason: "full of friends" };
    expect(await admin.api.post("/group/apply/handle", body)).toMatchObject({ code: 200 });
    expect(await heard(device, "APPLY_DECLINED", gid)).toMatchObject({ from: admin.uid, content: "full of friends" });
    expect(await admin.api.post("/group/apply/handle", { ...body, approval: true })).toMatchObject({ code: 20014 });
    expect(await applications(owner, [gid])).toMatchObject([{ status: 2 }]);
  });

  it("of deleted accounts cannot be accepted", async () => {
    const gid = await group();
    const gone = await app.user("gone");
    await gone.api.post("/group/apply", { group_id: gid });
    await server.current.database.prepare("UPDATE users SET status = 3 WHERE uid = ?").bind(gone.uid).run();
    const body = { group_id: gid, user_id: gone.uid, approval: true };
    expect(await admin.api.post("/group/apply/handle", body)).toMatchObject({ code: 10000 });
    expect(await admin.api.post("/group/apply/handle", { ...body, approval: false })).toMatchObject({ code: 200 });
  });

  it("[GROUP-4] follow apply_approval: accept all, refuse all", async () => {
    const open = await group();
    await approval(open, 0);
    expect(await guest.api.post("/group/apply", { group_id: open })).toMatchObject({ code: 200 });
    expect(await say(guest, open)).toBe(200);
    expect(await guest.api.post("/group/apply", { group_id: open })).toMatchObject({ code: 20017 });
    const closed = await group();
    await approval(closed, 2);
    expect(await guest.api.post("/group/apply", { group_id: closed })).toMatchObject({ code: 10010 });
    expect(await approval(closed, 3)).toMatchObject({ code: 10002 });
  });

  it("[GROUP-4] to a chatroom are accepted at once", async () => {
    const gid = await group({ type: 2 });
    expect(await guest.api.post("/group/apply", { group_id: gid })).toMatchObject({ code: 200 });
    expect(await say(guest, gid)).toBe(200);
  });

  it("are for those who run the group, and paged over groups", async () => {
    const gids = [await group(), await group()].sort((a, b) => a - b);
    for (const gid of gids) for (const user of [guest, shy]) await user.api.post("/group/apply", { group_id: gid });
    expect(await member.api.post("/group/application_list", { group_list: gids.slice(0, 1) })).toMatchObject({
      code: 20012,
    });
    expect(await member.api.post("/group/application_list", { group_list: gids })).toMatchObject({
      data: [],
      total: 0,
    });
    expect(
      await member.api.post("/group/apply/handle", { group_id: gids[0], user_id: guest.uid, approval: true }),
    ).toMatchObject({ code: 20012 });
    const seen: string[] = [];
    let cursor: string | undefined = "";
    while (cursor !== undefined) {
      const query = { limit: 1, cursor };
      const page = await owner.api.call("POST", "/group/application_list", query, JSON.stringify({ group_list: gids }));
      expect(page.total).toBe(4);
      for (const each of page.data as { group_id: number; applicant_id: number }[]) {
        seen.push(`${each.group_id}.${each.applicant_id}`);
      }
      cursor = page.cursor;
    }
    const applicants = [guest.uid, shy.uid].sort((a, b) => a - b);
    expect(seen).toEqual(gids.flatMap((gid) => applicants.map((uid) => `${gid}.${uid}`)));
  });
});

describe("invitations", () => {
  it("bring in at once who does not want to be asked", async () => {
    const gid = await group();
    const device = await online(server.current, guest);
    await member.api.post("/group/invite", { group_id: gid, user_list: [guest.uid] });
    expect(await heard(device, "JOINED", gid)).toMatchObject({ from: guest.uid, to: [member.uid] });
    expect((await guest.api.get("/group/invitation_list")).data).toEqual([]);
  });

  it("ask first who wants to be asked, and are accepted once", async () => {
    const gid = await group();
    const [device, ownerDevice] = [await online(server.current, shy), await online(server.current, owner)];
    const invited = await member.api.post("/group/invite", { group_id: gid, user_list: [shy.uid], reason: "come" });
    expect(invited.data).toMatchObject([{ user_id: shy.uid, result: "success" }]);
    expect(await heard(device, "INVITED", gid)).toMatchObject({ from: member.uid, to: [shy.uid], content: "come" });
    expect(await memberIds(owner, gid)).not.toContain(shy.uid);
    const mine = async () =>
      ((await shy.api.get("/group/invitation_list")).data as { group_id: number }[]).filter(
        ({ group_id }) => group_id === gid,
      );
    expect(await mine()).toMatchObject([
      { inviter_id: member.uid, invitee_id: shy.uid, reason: "come", status: 0, updated_at: expect.any(String) },
    ]);
    const accept = (user_id: number) =>
      shy.api.post("/group/invite/handle", { group_id: gid, user_id, approval: true });
    // The demo names the invitee itself, the document the inviter.
    const answers = await Promise.all([accept(shy.uid), accept(member.uid)]);
    expect(answers.map(({ code }) => code).sort()).toEqual([200, 20015]);
    expect(await heard(ownerDevice, "INVITE_ACCEPTED", gid)).toMatchObject({ from: shy.uid, to: [member.uid] });
    expect(countOf(notices(ownerDevice, gid).filter(({ name }) => name === "INVITE_ACCEPTED"))).toBe(1);
    expect((await memberIds(owner, gid)).filter((uid) => uid === shy.uid)).toHaveLength(1);
    expect(await mirrored(server.current, gid)).toMatchObject({ [shy.uid]: "member" });
    await expect.poll(mine).toMatchObject([{ status: 1 }]);
  });

  it("are declined, and the inviter hears of it", async () => {
    const gid = await found(owner, [member], { user_list: [member.uid, shy.uid] });
    const device = await online(server.current, owner);
    expect(await memberIds(owner, gid)).toHaveLength(2);
    const body = { group_id: gid, user_id: owner.uid, approval: false };
    expect(await shy.api.call("PUT", "/group/invite/handle", {}, JSON.stringify(body))).toMatchObject({ data: true });
    expect(await heard(device, "INVITE_DECLINED", gid)).toMatchObject({ from: shy.uid, to: [owner.uid] });
    expect(await shy.api.post("/group/invite/handle", { ...body, approval: true })).toMatchObject({ code: 20015 });
  });

  it("are declined as a whole by who names itself, and all who asked hear of it", async () => {
    const gid = await found(owner, [member]);
    const devices = [await online(server.current, owner), await online(server.current, member)];
    for (const inviter of [owner, member]) {
      await inviter.api.post("/group/invite", { group_id: gid, user_list: [shy.uid] });
    }
    const body = { group_id: gid, user_id: shy.uid, approval: false, reason: "busy" };
    expect(await shy.api.post("/group/invite/handle", body)).toMatchObject({ code: 200 });
    for (const device of devices) {
      const declined = { from: shy.uid, to: [device.uid], content: "busy" };
      expect(await heard(device, "INVITE_DECLINED", gid)).toMatchObject(declined);
    }
    expect(await shy.api.post("/group/invite/handle", { ...body, approval: true })).toMatchObject({ code: 20015 });
  });

  it("[GROUP-5] are settled when the user has come in another way", async () => {
    const gid = await group();
    const device = await online(server.current, shy);
    const mine = async () =>
      ((await shy.api.get("/group/invitation_list")).data as { group_id: number; inviter_id: number; status: number }[])
        .filter(({ group_id }) => group_id === gid)
        .map(({ inviter_id, status }) => ({ inviter_id, status }));
    for (const by of [owner, member]) await by.api.post("/group/invite", { group_id: gid, user_list: [shy.uid] });
    const answer = (inviter: TestUser, approval: boolean) =>
      shy.api.post("/group/invite/handle", { group_id: gid, user_id: inviter.uid, approval });
    expect(await answer(owner, true)).toMatchObject({ code: 200 });
    await device.until(
      () => notices(device, gid).find(({ name, to }) => name === "INVITE_ACCEPTED" && to.includes(member.uid)),
      "the end of the other invitation",
    );
    const settled = [owner, member].map(({ uid }) => ({ inviter_id: uid, status: 1 }));
    expect(await mine()).toEqual(expect.arrayContaining(settled));
    expect(await answer(member, false)).toMatchObject({ code: 20015 });
    await shy.api.post("/group/leave", { group_id: gid });
    await member.api.post("/group/invite", { group_id: gid, user_list: [shy.uid] });
    await shy.api.post("/group/apply", { group_id: gid });
    const accepted = { group_id: gid, user_id: shy.uid, approval: true };
    expect(await owner.api.post("/group/apply/handle", accepted)).toMatchObject({ code: 200 });
    await expect.poll(mine).toEqual(expect.arrayContaining(settled));
    expect(await answer(member, true)).toMatchObject({ code: 20015 });
  });

  it("said again in the same words last longer in the list too, and ring once", async () => {
    const gid = await group();
    const device = await online(server.current, shy);
    const expires = async () =>
      ((await shy.api.get("/group/invitation_list")).data as { group_id: number; expired_time: number }[]).find(
        ({ group_id }) => group_id === gid,
      )?.expired_time;
    const invite = () => member.api.post("/group/invite", { group_id: gid, user_list: [shy.uid], reason: "come" });
    await invite();
    await heard(device, "INVITED", gid);
    const first = await expires();
    await invite();
    await expect.poll(expires).not.toBe(first);
    await owner.api.post("/group/invite", { group_id: gid, user_list: [shy.uid], reason: "later" });
    await device.until(() => notices(device, gid).find(({ content }) => content === "later"), "the other invitation");
    expect(countOf(notices(device, gid).filter(({ content }) => content === "come"))).toBe(1);
  });

  it("lose their force with the right of the inviter", async () => {
    const gid = await group();
    await member.api.post("/group/invite", { group_id: gid, user_list: [shy.uid] });
    await owner.api.post("/group/kick", { group_id: gid, user_list: [member.uid] });
    const body = { group_id: gid, user_id: member.uid, approval: true };
    expect(await shy.api.post("/group/invite/handle", body)).toMatchObject({ code: 20015 });
    expect(await guest.api.post("/group/invite/handle", body)).toMatchObject({ code: 20015 });
  });

  it("[GROUP-3] need the right to invite", async () => {
    const gid = await group();
    await owner.api.post("/group/settings/allow_member_invitation", { group_id: gid, value: 0 });
    const body = { group_id: gid, user_list: [guest.uid] };
    expect(await member.api.post("/group/invite", body)).toMatchObject({ code: 20012 });
    expect(await admin.api.post("/group/invite", body)).toMatchObject({ code: 200 });
  });
});

describe("codes to scan", () => {
  it("end after their time, with the group, and do not bring back who was put out", async () => {
    const gid = await group();
    const scan = (by: TestUser, qr_info: string) => by.api.post("/group/qrcode/invite", { qr_info });
    const issuer = { id: app.id, secret: `secret of ${app.id}` };
    const past = await signCode(issuer, { gid, inviter: member.uid, expires: Date.now() - 1 });
    expect(await scan(guest, past)).toMatchObject({ code: 20025, message: expect.stringContaining("expired") });
    const good = await signCode(issuer, { gid, inviter: member.uid, expires: Date.now() + 60_000 });
    await owner.api.post("/group/block", { group_id: gid, user_list: [guest.uid] });
    expect(await scan(guest, good)).toMatchObject({ code: 20018 });
    expect(await scan(shy, good)).toMatchObject({ code: 200 });
    await owner.api.post("/group/destroy", { group_id: gid });
    expect(await scan(guest, good)).toMatchObject({ code: 20001 });
  });

  const sign = async (by: TestUser, gid: number) =>
    ((await by.api.get("/group/qrcode/sign", { group_id: gid })).data as { qr_info: string }).qr_info;

  it("let in whoever scans them", async () => {
    const gid = await group();
    const { data } = await member.api.get("/app/qrcode/group_sign", { group_id: gid });
    const { qr_info, expired } = data as { qr_info: string; expired: number };
    expect(expired).toBeGreaterThan(Date.now());
    expect(await shy.api.get("/app/qrcode/group_invite", { qr_info })).toMatchObject({ code: 200 });
    expect(await guest.api.post("/group/qrcode/invite", { qr_info: await sign(member, gid) })).toMatchObject({
      code: 200,
    });
    expect(await memberIds(owner, gid)).toEqual(expect.arrayContaining([shy.uid, guest.uid]));
    expect(await guest.api.post("/group/qrcode/invite", { qr_info })).toMatchObject({ code: 20017 });
  });

  it("are refused when forged, of another app, or shown by who may not invite", async () => {
    const gid = await group();
    const qr_info = await sign(member, gid);
    const [number = "", ...rest] = qr_info.split(".");
    const forged = [(parseInt(number, 36) + 1).toString(36), ...rest].join(".");
    expect(await guest.api.post("/group/qrcode/invite", { qr_info: forged })).toMatchObject({ code: 20024 });
    expect(await guest.api.post("/group/qrcode/invite", { qr_info: "x" })).toMatchObject({ code: 20024 });
    const far = await (await server.current.app("admission-far")).user("far");
    expect(await far.api.post("/group/qrcode/invite", { qr_info })).toMatchObject({ code: 20024 });
    expect(await guest.api.get("/group/qrcode/sign", { group_id: gid })).toMatchObject({ code: 20011 });
    await owner.api.post("/group/settings/allow_member_invitation", { group_id: gid, value: false });
    expect(await guest.api.post("/group/qrcode/invite", { qr_info })).toMatchObject({ code: 20012 });
  });

  it("let nobody in once whoever showed them has left", async () => {
    const gid = await group();
    const qr_info = await sign(member, gid);
    await member.api.post("/group/leave", { group_id: gid });
    expect(await guest.api.post("/group/qrcode/invite", { qr_info })).toMatchObject({ code: 20011 });
    expect(await guest.api.get("/app/qrcode/group_invite", { qr_info })).toMatchObject({ code: 20011 });
    expect(await memberIds(owner, gid)).not.toContain(guest.uid);
  });
});

describe("coming back", () => {
  it("[GROUP-6] is refused to who was kicked more than three times", async () => {
    const gid = await group();
    for (let times = 1; times <= 4; times++) {
      expect((await owner.api.post("/group/invite", { group_id: gid, user_list: [guest.uid] })).data).toMatchObject([
        { result: "success" },
      ]);
      await owner.api.call("DELETE", "/group/kick", {}, JSON.stringify({ group_id: gid, user_list: [guest.uid] }));
    }
    expect(await guest.api.post("/group/apply", { group_id: gid })).toMatchObject({ code: 20016 });
    expect((await owner.api.post("/group/invite", { group_id: gid, user_list: [guest.uid] })).data).toMatchObject([
      { result: "fail", reason: "kicked more than three times" },
    ]);
  });
});

describe("an application that was made in time", () => {
  it("lets nobody in who was put on the blocklist since", async () => {
    const gid = await group();
    await guest.api.post("/group/apply", { group_id: gid });
    await owner.api.post("/group/block", { group_id: gid, user_list: [guest.uid] });
    const answer = { group_id: gid, user_id: guest.uid };
    expect(await admin.api.post("/group/apply/handle", { ...answer, approval: true })).toMatchObject({ code: 20018 });
    expect(await memberIds(owner, gid)).not.toContain(guest.uid);
    await owner.api.post("/group/unblock", { group_id: gid, user_list: [guest.uid] });
    expect(await admin.api.post("/group/apply/handle", { ...answer, approval: true })).toMatchObject({ code: 200 });
  });

  it("lets nobody in who is in as many groups as a user may by now", async () => {
    const one = await server.current.app("one-each", { settings: { max_groups_joined: 1 } });
    const [anna, ben] = await users(one, "anna", "ben");
    const gid = await found(anna, []);
    await ben.api.post("/group/apply", { group_id: gid });
    await found(ben, []);
    const answer = { group_id: gid, user_id: ben.uid };
    expect(await anna.api.post("/group/apply/handle", { ...answer, approval: true })).toMatchObject({ code: 20009 });
    expect(await memberIds(anna, gid)).toEqual([anna.uid]);
  });
});

describe("limits", () => {
  it("of the app and its users have their names", async () => {
    const small = await server.current.app("small", {
      settings: { max_groups: 3, max_groups_founded: 2, max_groups_joined: 2, max_group_members: 2 },
    });
    const [anna, ben, carl] = await users(small, "anna", "ben", "carl");
    const first = await found(anna, [ben]);
    await owner.api.get("/group/info", { group_id: first });
    const second = await found(anna, []);
    expect(await anna.api.post("/group/create", {})).toMatchObject({ code: 20008 });
    expect(await anna.api.post("/group/create", { user_list: [ben.uid, carl.uid] })).toMatchObject({ code: 20010 });
    expect((await ben.api.post("/group/invite", { group_id: first, user_list: [carl.uid] })).data).toMatchObject([
      { result: "fail", reason: "group capacity reached" },
    ]);
    await found(ben, []);
    expect(await carl.api.post("/group/create", {})).toMatchObject({ code: 20007 });
    expect(await ben.api.post("/group/apply", { group_id: second })).toMatchObject({ code: 20009 });
    expect((await anna.api.post("/group/invite", { group_id: second, user_list: [ben.uid] })).data).toMatchObject([
      { result: "fail", reason: "join quota reached" },
    ]);
  });

  it("of what one user is in hold for what it founds as well", async () => {
    const one = await server.current.app("one", { settings: { max_groups_joined: 1 } });
    const [anna] = await users(one, "anna");
    const first = await found(anna, []);
    expect(await anna.api.post("/group/create", {})).toMatchObject({ code: 20009 });
    expect((await anna.api.get("/group/user_joined")).data).toEqual([first]);
    expect(await anna.api.post("/group/destroy", { group_id: first })).toMatchObject({ code: 200 });
    expect(await anna.api.post("/group/create", {})).toMatchObject({ code: 200 });
  });

  it("of what one user owns hold for what is handed to it as well", async () => {
    const few = await server.current.app("few", { settings: { max_groups_founded: 1 } });
    const [anna, ben] = await users(few, "anna", "ben");
    const [first, second] = [await found(anna, [ben]), await found(ben, [anna])];
    const handToBen = async (by: TestUser["api"]) =>
      by.call("PUT", "/group/transfer", {}, JSON.stringify({ group_id: first, new_owner: ben.uid }));
    expect(await handToBen(anna.api)).toMatchObject({ code: 20008 });
    expect((await anna.api.get("/group/info", { group_id: first })).data).toMatchObject({ owner_id: anna.uid });
    expect(await ben.api.post("/group/destroy", { group_id: second })).toMatchObject({ code: 200 });
    expect(await handToBen(anna.api)).toMatchObject({ code: 200 });
    // Said again, because the answer may have got lost.
    expect(await handToBen(await few.admin())).toMatchObject({ code: 200 });
  });
});
