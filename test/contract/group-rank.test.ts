import { beforeAll, describe, expect, it } from "vitest";
import WebSocket from "ws";
import { closeCode } from "../../protocol/errors.ts";
import { operations } from "../../src/registry.ts";
import { pattern, signOf, upload } from "../support/files.ts";
import {
  closeDevicesAfterEach,
  countOf,
  found,
  foundWithAdmin,
  type GroupData,
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
let other: TestUser;

beforeAll(async () => {
  app = await server.current.app("rank");
  [owner, admin, member, other] = await users(app, "owner", "admin", "member", "other");
});

const group = () => foundWithAdmin(owner, [admin, member, other]);

const card = async (gid: number) => (await owner.api.get("/group/info", { group_id: gid })).data as GroupData;

const remove = (by: TestUser, path: string, gid: number, ...uids: number[]) =>
  by.api.call("DELETE", path, {}, JSON.stringify({ group_id: gid, user_list: uids }));

describe("[GROUP-2] admins", () => {
  it("are made and unmade by the owner, and everybody hears of it", async () => {
    const gid = await found(owner, [admin, member]);
    const device = await online(server.current, member);
    const body = { group_id: gid, user_list: [admin.uid, 5] };
    expect(await admin.api.post("/group/admin/add", body)).toMatchObject({ code: 20013 });
    expect((await owner.api.post("/group/admin/add", body)).data).toEqual([
      { user_id: admin.uid, result: "success", reason: "" },
      { user_id: 5, result: "fail", reason: "user is not a member" },
    ]);
    expect(await heard(device, "ADMIN_GRANTED", gid)).toMatchObject({ from: owner.uid, to: [admin.uid] });
    expect((await member.api.get("/group/admin_list", { group_id: gid })).data).toMatchObject([{ user_id: admin.uid }]);
    expect(await mirrored(server.current, gid)).toMatchObject({ [admin.uid]: "admin", [owner.uid]: "owner" });
    const revoked = { group_id: gid, user_list: [member.uid, admin.uid], reason: "thank you" };
    expect(await owner.api.post("/group/admin/remove", revoked)).toMatchObject({ code: 200 });
    const told = { from: owner.uid, to: [admin.uid], content: "thank you" };
    expect(await heard(device, "ADMIN_REVOKED", gid)).toMatchObject(told);
    expect((await member.api.get("/group/admin_list", { group_id: gid })).data).toEqual([]);
    expect(await mirrored(server.current, gid)).toMatchObject({ [admin.uid]: "member" });
  });
});

describe("[GROUP-2] kicking", () => {
  it("takes effect on the very next message, and on every device", async () => {
    const gid = await group();
    const [kicked, stays] = [await online(server.current, member), await online(server.current, other)];
    kicked.memory.groups.add(gid);
    await kicked.say(gid, "before");
    expect((await remove(admin, "/group/kick", gid, member.uid, owner.uid)).data).toEqual([
      { user_id: member.uid, result: "success", reason: "" },
      { user_id: owner.uid, result: "fail", reason: "owner rights needed" },
    ]);
    expect(await kicked.text(gid, "after")).toMatchObject({ code: 9 });
    expect(await say(member, gid)).toBe(20002);
    expect(await heard(kicked, "KICKED", gid)).toMatchObject({ from: admin.uid, to: [member.uid] });
    expect(await heard(stays, "KICKED", gid)).toMatchObject({ from: admin.uid, to: [member.uid] });
    await expect.poll(async () => (await member.api.get("/group/user_joined")).data as number[]).not.toContain(gid);
    expect(member.uid in (await mirrored(server.current, gid))).toBe(false);
    expect((await card(gid)).count).toBe(3);
  });

  it("closes the sockets that the kicked have open to the group", async () => {
    const gid = await group();
    const { sn } = await online(server.current, member);
    const url = new URL(`/xsync/conversations/${gid}?sn=${sn}`, server.current.url.replace("http", "ws"));
    const socket = new WebSocket(url, ["xsync", `token.${member.token}`]);
    const closed = new Promise<number>((resolve) => socket.on("close", resolve));
    await new Promise((resolve) => socket.once("message", resolve));
    await remove(owner, "/group/kick", gid, member.uid);
    // The close frame is what counts: the runtime ends the connection itself some seconds later.
    await expect.poll(() => socket.readyState).toBe(WebSocket.CLOSING);
    socket.terminate();
    expect(await closed).toBe(closeCode("GroupNotMemberFound"));
  });

  it("is for those who run the group", async () => {
    const gid = await group();
    expect(await remove(member, "/group/kick", gid, other.uid)).toMatchObject({ code: 20012 });
    expect(await memberIds(owner, gid)).toHaveLength(4);
  });
});

describe("[GROUP-2] transfer", () => {
  it("makes the new owner, whom all devices and D1 know", async () => {
    const gid = await group();
    const device = await online(server.current, other);
    const moved = await owner.api.post("/group/transfer", { group_id: gid, new_owner: member.uid });
    expect(moved.data).toEqual({ user_id: member.uid, result: "success", reason: "" });
    expect(await heard(device, "OWNER_ASSIGNED", gid)).toMatchObject({ from: owner.uid, to: [member.uid] });
    expect((await card(gid)).owner_id).toBe(member.uid);
    expect(await mirrored(server.current, gid)).toMatchObject({ [member.uid]: "owner", [owner.uid]: "member" });
    expect(await owner.api.post("/group/destroy", { group_id: gid })).toMatchObject({ code: 20013 });
    expect(await owner.api.post("/group/leave", { group_id: gid })).toMatchObject({ code: 200 });
  });

  it("is from the owner to a member", async () => {
    const gid = await found(owner, [member]);
    expect(await owner.api.post("/group/transfer", { group_id: gid, new_owner: other.uid })).toMatchObject({
      code: 20005,
    });
    expect(await member.api.post("/group/transfer", { group_id: gid, new_owner: member.uid })).toMatchObject({
      code: 20013,
    });
  });

  it("and the owner's leaving at once have one outcome, with an owner", async () => {
    const gid = await group();
    const [transfer, leave] = await Promise.all([
      owner.api.call("PUT", "/group/transfer", {}, JSON.stringify({ group_id: gid, new_owner: member.uid })),
      owner.api.post("/group/leave", { group_id: gid }),
    ]);
    expect(transfer.code).toBe(200);
    expect([200, 20004]).toContain(leave.code);
    const ids = (await member.api.get("/group/member_list", { group_id: gid })).data as { user_id: number }[];
    expect(ids.some(({ user_id }) => user_id === owner.uid)).toBe(leave.code === 20004);
    const roles = await mirrored(server.current, gid);
    expect(Object.entries(roles).filter(([, role]) => role === "owner")).toEqual([[String(member.uid), "owner"]]);
    expect(owner.uid in roles).toBe(leave.code === 20004);
  });

  it("to two at once goes to one of them", async () => {
    const gid = await group();
    const to = (heir: TestUser) => owner.api.post("/group/transfer", { group_id: gid, new_owner: heir.uid });
    const answers = await Promise.all([to(member), to(other)]);
    expect(answers.map(({ code }) => code).sort()).toEqual([200, 20013]);
    const heir = answers[0]?.code === 200 ? member : other;
    expect((await card(gid)).owner_id).toBe(heir.uid);
    expect(await mirrored(server.current, gid)).toMatchObject({ [heir.uid]: "owner" });
  });
});

describe("the end of a group", () => {
  it("is heard by all, and nothing is left of it", async () => {
    const gid = await group();
    const [a, b] = [await online(server.current, owner), await online(server.current, member)];
    expect(await admin.api.post("/group/destroy", { group_id: gid })).toMatchObject({ code: 20013 });
    expect(await owner.api.call("DELETE", "/group/destroy", { group_id: gid })).toMatchObject({ data: true });
    for (const device of [a, b]) {
      expect(await heard(device, "DESTROYED", gid)).toMatchObject({ from: owner.uid });
      expect(countOf(notices(device, gid).filter(({ name }) => name === "DESTROYED"))).toBe(1);
    }
    expect(await say(member, gid)).toBe(20001);
    expect(await owner.api.get("/group/info", { group_id: gid })).toMatchObject({ code: 20001 });
    expect(await owner.api.post("/group/info/batch", { group_list: [gid] })).toMatchObject({ data: [] });
    for (const user of [owner, member]) {
      await expect.poll(async () => (await user.api.get("/group/user_joined")).data as number[]).not.toContain(gid);
    }
    expect(await mirrored(server.current, gid)).toEqual({});
    expect(await owner.api.post("/group/destroy", { group_id: gid })).toMatchObject({ code: 20001 });
  });
});

/** What any call about one group takes; each leaves the rest alone. */
const anything = (uid: number) => ({
  ...{ value: 1, name: "n", size: 1, type: "t", url: "u", title: "t", content: "c", announcement_id: 1, file_id: 1 },
  ...{ file_list: [1], user_list: [uid], user_id: uid, new_owner: uid, duration: 1, apply_approval: 1, approval: true },
  msg_id: 1,
});

describe("an admin token", () => {
  it("with the header of one group is refused in every call about another, and changes nothing there", async () => {
    const [gid, elsewhere] = [await group(), await group()];
    const here = (await app.admin()).with({ group_id: String(gid) });
    const before = await card(elsewhere);
    const aboutOne = operations.filter(({ access, input }) => access === "holder" && "group_id" in input.shape);
    for (const { path, methods } of aboutOne) {
      const asked = { ...anything(member.uid), ...(path.startsWith("/group/info/") ? { value: "new" } : {}) };
      const given = { ...asked, group_id: elsewhere };
      const answer = methods.includes("GET") ? here.get(path, given) : here.post(path, given);
      expect(await answer, path).toMatchObject({ code: 10010, data: null });
    }
    expect(aboutOne.length).toBeGreaterThan(30);
    expect(await here.post("/group/application_list", { group_list: [gid, elsewhere] })).toMatchObject({ code: 10010 });
    expect(await card(elsewhere)).toEqual(before);
  });

  it("says, recalls and sees receipts in the group that it names, and nowhere else", async () => {
    const [gid, elsewhere] = [await group(), await group()];
    const here = (await app.admin()).with({ group_id: String(gid) });
    const text = (targets: number[], type = 2) => ({ type, targets, content_type: 0, content: "by the app" });
    const [mid] = (await here.post("/message/send", text([gid]))).msg_ids ?? [];
    const sent = await owner.api.post("/message/send", text([elsewhere]));
    await owner.api.post("/group/settings/enable_read_ack", { group_id: elsewhere, value: true });
    const there = { msg_id: sent.msg_ids?.[0] };
    for (const path of ["/message/send", "/message/notify", "/ai/message/send"]) {
      expect(await here.post(path, text([gid, elsewhere])), path).toMatchObject({ code: 10010 });
      expect(await here.post(path, text([member.uid], 1)), path).toMatchObject({ code: 10010 });
    }
    const inIt = { ...there, conversation_id: elsewhere };
    expect(await here.post("/message/recall", inIt)).toMatchObject({ code: 10010 });
    expect(await here.get("/message/ack_list", { ...there, group_id: elsewhere })).toMatchObject({ code: 10010 });
    expect(await here.post("/message/recall", { conversation_id: gid, msg_id: mid })).toMatchObject({ code: 200 });
  });

  it("[FILE-3] reads and deletes the files of the group that it names, and no others", async () => {
    const [gid, elsewhere] = [await group(), await group()];
    const here = (await app.admin()).with({ group_id: String(gid) });
    const [mine, theirs, direct] = await Promise.all([
      upload(owner, gid, { bytes: pattern(5) }),
      upload(owner, elsewhere, { bytes: pattern(5) }),
      upload(owner, owner.uid, { bytes: pattern(5) }),
    ]);
    for (const url of [theirs, direct]) {
      const file_sign = signOf(url);
      expect((await here.fetchBare(url)).status).toBe(403);
      expect(await here.get("/file/download/url", { file_sign })).toMatchObject({ code: 10010 });
      expect(await here.post("/file/delete", { file_sign })).toMatchObject({ code: 10010 });
      expect((await owner.api.fetchBare(url)).status).toBe(200);
    }
    expect((await here.fetchBare(mine)).status).toBe(200);
    expect(await here.post("/file/delete", { file_sign: signOf(mine) })).toMatchObject({ code: 200 });
  });

  it("acts for every group of its app, or for the one that it names", async () => {
    const gid = await group();
    const everywhere = await app.admin();
    const here = everywhere.with({ group_id: String(gid) });
    expect((await here.post("/group/info/name", { group_id: gid, value: "By the app" })).data).toBe(true);
    expect((await here.post("/group/kick", { group_id: gid, user_list: [other.uid] })).data).toMatchObject([
      { result: "success" },
    ]);
    expect(await here.post("/group/destroy", { group_id: await group() })).toMatchObject({ code: 10010 });
    expect(await here.post("/group/destroy", { group_id: gid })).toMatchObject({ code: 20013 });
    expect(await here.post("/group/transfer", { group_id: gid, new_owner: member.uid })).toMatchObject({ code: 20013 });
    expect(await everywhere.post("/group/destroy", { group_id: gid })).toMatchObject({ data: true });
    const asUser = member.api.with({ group_id: String(gid) });
    expect(await asUser.post("/group/destroy", { group_id: await group() })).toMatchObject({ code: 20013 });
  });
});
