import { beforeAll, describe, expect, it } from "vitest";
import {
  closeDevicesAfterEach,
  foundWithAdmin,
  heard,
  memberIds,
  notices,
  online,
  say,
  users,
} from "../support/group-scene.ts";
import { type TestUser, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
closeDevicesAfterEach();

let owner: TestUser;
let admin: TestUser;
let member: TestUser;
let other: TestUser;

beforeAll(async () => {
  const app = await server.current.app("discipline");
  [owner, admin, member, other] = await users(app, "owner", "admin", "member", "other");
});

const group = () => foundWithAdmin(owner, [admin, member, other]);

const ban = (by: TestUser, gid: number, duration: unknown, ...uids: number[]) =>
  by.api.post("/group/ban", { group_id: gid, duration, user_list: uids });

describe("a ban", () => {
  it("refuses the very next message, until it is undone", async () => {
    const gid = await group();
    const [device, witness] = [await online(server.current, member), await online(server.current, other)];
    device.memory.groups.add(gid);
    const before = Date.now();
    expect((await ban(admin, gid, 10, member.uid)).data).toMatchObject([{ user_id: member.uid, result: "success" }]);
    expect(await device.text(gid, "banned")).toMatchObject({ code: 11 });
    expect(await say(member, gid)).toBe(20026);
    expect(await say(other, gid)).toBe(200);
    expect(await heard(witness, "BANNED", gid)).toMatchObject({ from: admin.uid, to: [member.uid], content: "10" });
    const list = await admin.api.get("/group/banned_list", { group_id: gid });
    expect(list).toMatchObject({ data: [{ user_id: member.uid }], total: 1 });
    const [{ expired_time } = { expired_time: 0 }] = list.data as { expired_time: number }[];
    expect(expired_time).toBeGreaterThanOrEqual(before + 600_000);
    expect(expired_time).toBeLessThanOrEqual(Date.now() + 600_000);
    await admin.api.post("/group/unban", { group_id: gid, user_list: [other.uid, member.uid] });
    expect(await heard(witness, "UNBANNED", gid)).toMatchObject({ from: admin.uid, to: [member.uid] });
    expect(await say(member, gid)).toBe(200);
    expect((await admin.api.get("/group/banned_list", { group_id: gid })).data).toEqual([]);
  });

  it("may be for good, and outlasts leaving", async () => {
    const gid = await group();
    await ban(owner, gid, -1, member.uid);
    await member.api.post("/group/leave", { group_id: gid });
    await owner.api.post("/group/invite", { group_id: gid, user_list: [member.uid] });
    expect(await say(member, gid)).toBe(20026);
    expect((await owner.api.get("/group/banned_list", { group_id: gid })).data).toMatchObject([{ expired_time: -1 }]);
  });

  it("[GROUP-8] ends with a higher rank, and members hear that it does", async () => {
    const gid = await group();
    const witness = await online(server.current, admin);
    await ban(owner, gid, 10, member.uid, other.uid);
    await owner.api.post("/group/admin/add", { group_id: gid, user_list: [member.uid, admin.uid] });
    expect(await heard(witness, "UNBANNED", gid)).toMatchObject({ from: owner.uid, to: [member.uid] });
    await owner.api.post("/group/transfer", { group_id: gid, new_owner: other.uid });
    // A page may be given twice, and with it what such a client hears.
    const all = () => notices(witness, gid).filter(({ name }) => name === "UNBANNED");
    const freed = () => [...new Set(all().flatMap(({ to }) => to))];
    await witness.until(() => freed().length > 1, "the second");
    expect(all().map(({ from }) => from)).toEqual(all().map(() => owner.uid));
    for (const user of [member, other]) expect(await say(user, gid)).toBe(200);
    // Who was not banned is told nothing about.
    await other.api.post("/group/transfer", { group_id: gid, new_owner: owner.uid });
    await witness.until(
      () => notices(witness, gid).filter(({ name }) => name === "OWNER_ASSIGNED")[1],
      "the group handed back",
    );
    expect(freed()).toEqual([member.uid, other.uid]);
  });

  it("ends when its time is over", async () => {
    const gid = await group();
    await ban(owner, gid, 1, member.uid, other.uid);
    const page = await owner.api.get("/group/banned_list", { group_id: gid, limit: 1 });
    const uids = [member.uid, other.uid].sort((a, b) => a - b);
    expect(page).toMatchObject({ data: [{ user_id: uids[0] }], cursor: String(uids[0]), total: 2 });
    const next = await owner.api.get("/group/banned_list", { group_id: gid, limit: 1, cursor: page.cursor });
    expect(next).toMatchObject({ data: [{ user_id: uids[1] }] });
    expect(next.cursor).toBeUndefined();
  });

  it("is for members below, and for a sensible time", async () => {
    const gid = await group();
    expect((await ban(admin, gid, 5, owner.uid, 5, admin.uid)).data).toMatchObject([
      { result: "fail", reason: "owner rights needed" },
      { result: "fail", reason: "user is not a member" },
      { result: "fail", reason: "owner rights needed" },
    ]);
    expect(await ban(member, gid, 5, other.uid)).toMatchObject({ code: 20012 });
    for (const duration of [0, -2, "x", 1.5, 10 ** 9]) {
      expect(await ban(admin, gid, duration, member.uid)).toMatchObject({ code: 10002 });
    }
    expect(await member.api.get("/group/banned_list", { group_id: gid })).toMatchObject({ code: 20012 });
  });
});

describe("a ban of all", () => {
  it("leaves the word to those who run the group", async () => {
    const gid = await group();
    const device = await online(server.current, member);
    const { data } = await admin.api.post("/group/settings/ban_all", { group_id: gid, duration: -1 });
    expect(data).toEqual({ ban_expire_time: -1 });
    expect(JSON.parse((await heard(device, "INFO_UPDATED", gid)).content)).toEqual({
      property: "ban_expire_time",
      ban_expire_time: -1,
    });
    expect(await say(member, gid)).toBe(20026);
    expect(await say(admin, gid)).toBe(200);
    expect((await member.api.get("/group/info", { group_id: gid })).data).toMatchObject({ ban_expire_time: -1 });
    expect((await admin.api.post("/group/settings/unban_all", { group_id: gid })).data).toBe(true);
    await device.until(
      () => notices(device, gid).some(({ content }) => content.includes('"ban_expire_time":0')),
      "the end of the ban",
    );
    expect(await say(member, gid)).toBe(200);
    expect(await member.api.post("/group/settings/ban_all", { group_id: gid, duration: 5 })).toMatchObject({
      code: 20012,
    });
  });
});

describe("the blocklist", () => {
  it("[GROUP-6] puts members out and keeps them out", async () => {
    const gid = await group();
    const [blocked, run] = [await online(server.current, member), await online(server.current, owner)];
    const body = { group_id: gid, user_list: [member.uid, 5] };
    expect((await admin.api.post("/group/block", body)).data).toEqual([
      { user_id: member.uid, result: "success", reason: "" },
      { user_id: 5, result: "fail", reason: "no such user" },
    ]);
    expect(await heard(blocked, "BLOCKED", gid)).toMatchObject({ from: admin.uid, to: [member.uid] });
    expect(await heard(run, "BLOCKED", gid)).toMatchObject({ to: [member.uid] });
    expect(await say(member, gid)).toBe(20002);
    expect(await memberIds(owner, gid)).not.toContain(member.uid);
    expect(await member.api.post("/group/apply", { group_id: gid })).toMatchObject({ code: 20018 });
    expect((await other.api.post("/group/invite", { group_id: gid, user_list: [member.uid] })).data).toMatchObject([
      { result: "fail", reason: "already on group blocklist" },
    ]);
    const list = await admin.api.get("/group/blocked_list", { group_id: gid });
    expect(list).toMatchObject({ data: [{ user_id: member.uid, group_id: gid }], total: 1 });
    expect(Date.parse((list.data as { created_at: string }[])[0]?.created_at ?? "")).toBeGreaterThan(0);
    await admin.api.call("DELETE", "/group/unblock", {}, JSON.stringify({ group_id: gid, user_list: [member.uid] }));
    expect(await heard(run, "UNBLOCKED", gid)).toMatchObject({ from: admin.uid, to: [member.uid] });
    expect((await other.api.post("/group/invite", { group_id: gid, user_list: [member.uid] })).data).toMatchObject([
      { result: "success" },
    ]);
  });

  it("is for those who run the group", async () => {
    const gid = await group();
    expect(await member.api.post("/group/block", { group_id: gid, user_list: [other.uid] })).toMatchObject({
      code: 20012,
    });
    expect(await member.api.get("/group/blocked_list", { group_id: gid })).toMatchObject({ code: 20012 });
  });
});
