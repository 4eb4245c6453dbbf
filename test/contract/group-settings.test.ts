import { beforeAll, describe, expect, it } from "vitest";
import { closeDevicesAfterEach, found, heard, memberIds, notices, online, say, users } from "../support/group-scene.ts";
import { type TestApp, type TestUser, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
closeDevicesAfterEach();

let app: TestApp;
let owner: TestUser;
let member: TestUser;
let other: TestUser;

beforeAll(async () => {
  app = await server.current.app("settings");
  [owner, member, other] = await users(app, "owner", "member", "other");
});

const info = async (user: TestUser, gid: number) => (await user.api.get("/group/info", { group_id: gid })).data;

describe("[GROUP-3] what a group is called", () => {
  it.each(["name", "avatar", "description", "ext"])("%s is changed, stored and told", async (property) => {
    const gid = await found(owner, [member]);
    const device = await online(server.current, member);
    const body = { group_id: gid, value: `a new ${property}` };
    expect((await owner.api.post(`/group/info/${property}`, body)).data).toBe(true);
    const notice = await heard(device, "INFO_UPDATED", gid);
    expect(notice.from).toBe(owner.uid);
    expect(JSON.parse(notice.content)).toEqual({ property, [property]: `a new ${property}` });
    expect(await info(member, gid)).toMatchObject({ [property]: `a new ${property}` });
    const row = await server.current.database.prepare("SELECT * FROM groups WHERE gid = ?").bind(gid).first();
    expect(row).toMatchObject({ [property]: `a new ${property}` });
    expect(await member.api.call("PUT", `/group/info/${property}`, {}, JSON.stringify(body))).toMatchObject({
      code: 20012,
    });
    expect(await other.api.post(`/group/info/${property}`, body)).toMatchObject({ code: 20011 });
    await owner.api.post("/group/settings/allow_member_modify", { group_id: gid, value: true });
    expect(await member.api.post(`/group/info/${property}`, { ...body, value: "by a member" })).toMatchObject({
      code: 200,
    });
  });
});

describe("how a group works", () => {
  const flags = {
    allow_member_invitation: "member_invite",
    allow_member_modify: "member_modify",
    enable_read_ack: "read_ack",
    history_visible: "history_visible",
    hide_member_info: "hide_member_info",
  };

  it.each(Object.entries(flags))("%s", async (path, property) => {
    const gid = await found(owner, [member]);
    const device = await online(server.current, member);
    // The demo sends numbers where the document says boolean.
    for (const value of property === "member_invite" ? [0, 1] : [1, 0]) {
      expect((await owner.api.post(`/group/settings/${path}`, { group_id: gid, value })).data).toBe(true);
      expect(await info(owner, gid)).toMatchObject({ [property]: value === 1 });
      await device.until(
        () => notices(device, gid).some(({ content }) => content.includes(`"${property}":${value === 1}`)),
        `${property} ${value}`,
      );
    }
    const body = JSON.stringify({ group_id: gid, value: true });
    expect(await member.api.call("PUT", `/group/settings/${path}`, {}, body)).toMatchObject({ code: 20012 });
    expect(await owner.api.post(`/group/settings/${path}`, { group_id: gid, value: "maybe" })).toMatchObject({
      code: 10002,
    });
  });

  it("is told to members", async () => {
    const gid = await found(owner, [member]);
    expect((await member.api.get("/group/settings", { group_id: gid })).data).toMatchObject({ group_id: gid });
    expect(await other.api.get("/group/settings", { group_id: gid })).toMatchObject({ code: 20011 });
  });

  it("tells nothing that is so already", async () => {
    const gid = await found(owner, [member]);
    const device = await online(server.current, member);
    await owner.api.post("/group/info/name", { group_id: gid, value: "A group" });
    await owner.api.post("/group/info/name", { group_id: gid, value: "Another" });
    await heard(device, "INFO_UPDATED", gid);
    // A page may be given twice, and with it what such a client hears.
    const told = notices(device, gid).filter(({ name }) => name === "INFO_UPDATED");
    expect(new Set(told.map(({ content }) => content)).size).toBe(1);
  });
});

describe("history_visible", () => {
  it("decides what newcomers see", async () => {
    for (const visible of [false, true]) {
      const gid = await found(owner, [member]);
      await owner.api.post("/group/settings/history_visible", { group_id: gid, value: visible });
      await say(owner, gid, "before");
      await owner.api.post("/group/invite", { group_id: gid, user_list: [other.uid] });
      await say(owner, gid, "after");
      const { data } = await other.api.get("/message/conversation", { opposite_id: gid, msg_id_start: 0, limit: 20 });
      const contents = (data as { messages: { content: string }[] }).messages.map(({ content }) => content);
      expect(contents).toEqual(visible ? ["after", "before"] : ["after"]);
    }
  });
});

describe("what history says of one's own messages", () => {
  it("[HIST-1] is read by who was there when it was said: no newcomer reads it by coming, no leaver takes it back", async () => {
    const gid = await found(owner, [member]);
    await owner.api.post("/group/settings/history_visible", { group_id: gid, value: true });
    const message = { type: 2, targets: [gid], content_type: 0, content: "who reads?" };
    const [msg_id] = (await owner.api.post("/message/send", message)).msg_ids ?? [];
    const status = async () => {
      const { data } = await owner.api.get("/message/conversation", { opposite_id: gid, msg_id_start: 0, limit: 20 });
      return (data as { messages: { status: string }[] }).messages.map((each) => each.status);
    };
    await owner.api.post("/group/invite", { group_id: gid, user_list: [other.uid] });
    expect(await status()).toEqual(["UNREAD"]);
    const ack = { conversation_id: gid, msg_id };
    expect(await other.api.get("/message/ack", ack)).toMatchObject({ code: 200 });
    expect(await status()).toEqual(["UNREAD"]);
    expect(await member.api.get("/message/ack", ack)).toMatchObject({ code: 200 });
    expect(await status()).toEqual(["READ"]);
    await member.api.post("/group/leave", { group_id: gid });
    expect(await status()).toEqual(["READ"]);
  });
});

describe("hide_member_info", () => {
  it("hides plain members from each other", async () => {
    const gid = await found(owner, [member, other]);
    await owner.api.post("/group/settings/hide_member_info", { group_id: gid, value: true });
    expect(await memberIds(owner, gid)).toHaveLength(3);
    expect((await memberIds(member, gid)).sort((a, b) => a - b)).toEqual([owner.uid, member.uid].sort((a, b) => a - b));
  });

  it("[GROUP-10] leaves of a hidden member its name alone, and counts it in receipts without naming it", async () => {
    const gid = await found(owner, [member, other]);
    for (const setting of ["hide_member_info", "enable_read_ack"]) {
      await owner.api.post(`/group/settings/${setting}`, { group_id: gid, value: true });
    }
    await owner.api.post("/group/ban", { group_id: gid, duration: 5, user_list: [other.uid] });
    const asked = async (by: TestUser) => {
      const body = { group_id: gid, user_list: [owner.uid, other.uid] };
      const { data } = await by.api.post("/group/members/display_name", body);
      return (data as { user_id: number }[]).filter(({ user_id }) => user_id === other.uid);
    };
    expect(await asked(member)).toEqual([]);
    await other.api.post("/group/display_name", { group_id: gid, value: "Oz" });
    expect(await asked(member)).toEqual([{ user_id: other.uid, display_name: "Oz", join_time: 0, expired_time: 0 }]);
    expect(await asked(owner)).toEqual([
      { user_id: other.uid, display_name: "Oz", join_time: expect.any(Number), expired_time: expect.any(Number) },
    ]);
    expect(await asked(owner)).not.toMatchObject([{ expired_time: 0 }]);
    const message = { type: 2, targets: [gid], content_type: 0, content: "who reads?" };
    const [msg_id] = (await member.api.post("/message/send", message)).msg_ids ?? [];
    const unread = (by: TestUser) => by.api.get("/message/ack_list", { group_id: gid, msg_id, status: "unread" });
    expect(await unread(member)).toMatchObject({ data: [{ user_id: owner.uid }], total: 2 });
    expect((await unread(owner)).data).toHaveLength(2);
  });
});

describe("display names", () => {
  it("are each member's own, and told", async () => {
    const gid = await found(owner, [member]);
    const device = await online(server.current, owner);
    expect((await member.api.post("/group/display_name", { group_id: gid, value: "Bee" })).data).toBe(true);
    const notice = await heard(device, "INFO_UPDATED", gid);
    expect(notice.from).toBe(member.uid);
    expect(JSON.parse(notice.content)).toMatchObject({ property: "display_name" });
    const { data } = await owner.api.post("/group/members/display_name", { group_id: gid, user_list: [member.uid] });
    expect(data).toMatchObject([{ user_id: member.uid, display_name: "Bee" }]);
    expect(await other.api.post("/group/display_name", { group_id: gid, value: "x" })).toMatchObject({ code: 20011 });
  });
});

describe("how a member hears of messages", () => {
  it("is each member's own", async () => {
    const gid = await found(owner, [member]);
    const mode = (path: string, body: Record<string, unknown>) =>
      member.api.post(`/group/msg/${path}`, { group_id: gid, ...body });
    expect((await mode("mute_mode", { msg_mute_mode: 1 })).data).toEqual({});
    expect((await mode("push_mode", { msg_push_mode: 4 })).data).toEqual({});
    expect(await info(member, gid)).toMatchObject({ msg_mute_mode: 1, msg_push_mode: 4 });
    expect(await info(owner, gid)).toMatchObject({ msg_mute_mode: 0, msg_push_mode: 0 });
    const batch = async () => (await member.api.post("/group/info/batch", { group_list: [gid] })).data;
    await expect.poll(batch).toMatchObject([{ msg_mute_mode: 1, msg_push_mode: 4 }]);
    expect((await mode("not_disturb", { value: 0 })).data).toEqual({});
    expect(await info(member, gid)).toMatchObject({ msg_mute_mode: 0, msg_push_mode: 4 });
    expect((await mode("not_disturb", { value: true })).data).toEqual({});
    expect(await info(member, gid)).toMatchObject({ msg_mute_mode: 1, msg_push_mode: 4 });
    expect((await mode("not_disturb", { value: false })).data).toEqual({});
    expect(await info(member, gid)).toMatchObject({ msg_mute_mode: 0 });
    expect(await mode("push_mode", { msg_push_mode: 5 })).toMatchObject({ code: 20003 });
    expect(await mode("mute_mode", { msg_mute_mode: 3 })).toMatchObject({ code: 10002 });
    expect(await other.api.post("/group/msg/mute_mode", { group_id: gid, msg_mute_mode: 1 })).toMatchObject({
      code: 20011,
    });
  });

  it("[REST-10] is told to the member's only device where the app changed it", async () => {
    const gid = await found(owner, [member]);
    const device = await online(server.current, member);
    const byApp = (await app.admin()).with({ user_id: String(member.uid) });
    await byApp.post("/group/msg/mute_mode", { group_id: gid, msg_mute_mode: 1 });
    await heard(device, "MUTED", gid);
    await byApp.post("/group/msg/push_mode", { group_id: gid, msg_push_mode: 4 });
    expect((await heard(device, "MESSAGE_SETTING", gid)).from).toBe(member.uid);
  });

  it("[GROUP-9] mode 2 gives no messages, and history has them", async () => {
    const gid = await found(owner, [member]);
    const device = await online(server.current, member);
    await heard(device, "CREATED", gid);
    await member.api.post("/group/msg/mute_mode", { group_id: gid, msg_mute_mode: 2 });
    await say(owner, gid, "unheard");
    await owner.api.post("/group/info/name", { group_id: gid, value: "still told" });
    await heard(device, "INFO_UPDATED", gid);
    expect(device.store.texts(gid)).not.toContain("unheard");
    const { data } = await member.api.get("/message/conversation", { opposite_id: gid, msg_id_start: 0, limit: 20 });
    expect((data as { messages: { content: string }[] }).messages).toMatchObject([{ content: "unheard" }]);
    await member.api.post("/group/msg/mute_mode", { group_id: gid, msg_mute_mode: 0 });
    await say(owner, gid, "heard again");
    await device.got(gid, "heard again");
  });
});

describe("/group/public_list", () => {
  it("has public groups and no others", async () => {
    const [secret, open] = [await found(owner, [], { type: 0 }), await found(owner, [], { type: 1 })];
    const { data } = await other.api.get("/group/public_list");
    expect(data).toContain(open);
    expect(data).not.toContain(secret);
  });
});
