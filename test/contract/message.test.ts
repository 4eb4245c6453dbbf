import { beforeAll, describe, expect, it } from "vitest";
import { type TestApp, type TestUser, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
let app: TestApp;
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;

interface History {
  is_last: boolean;
  next_msg_id: number;
  messages: { msg_id: number; content: string }[];
}

beforeAll(async () => {
  app = await server.current.app("messages");
  alice = await app.user("alice");
  bob = await app.user("bob");
  carol = await app.user("carol");
});

const text = (to: number, content: string) => ({ type: 1, targets: [to], content_type: 0, content });

async function history(of: TestUser, opposite: number, more: Record<string, unknown> = {}): Promise<History> {
  const query = { opposite_id: opposite, msg_id_start: 0, limit: 20, ...more };
  const { code, message, data } = await of.api.get("/message/conversation", query);
  if (code !== 200) throw new Error(`${code} ${message}`);
  return data as History;
}

async function group(owner: TestUser, members: TestUser[]): Promise<number> {
  const { data } = await owner.api.post("/group/create", { name: "g", user_list: members.map((each) => each.uid) });
  return (data as { group_id: number }).group_id;
}

describe("/message/send", () => {
  it("sends as the caller and answers the message id", async () => {
    const sent = await alice.api.post("/message/send", {
      ...text(bob.uid, "hello"),
      ext: "{}",
      config: "c",
      attachment: "a",
    });
    expect(sent).toMatchObject({ code: 200, data: true });
    const { messages } = await history(bob, alice.uid);
    expect(messages[0]).toMatchObject({
      msg_id: sent.msg_ids?.[0],
      from_xid: { uid: alice.uid, device_sn: 0 },
      to_xid: { uid: bob.uid },
      content: "hello",
      ctype: "TEXT",
      ext: "{}",
      config: "c",
      attachment: "a",
    });
  });

  it("PUT is the same, with numbers as text", async () => {
    const body = { type: "1", targets: [String(bob.uid)], content_type: "1", content: "image" };
    expect((await alice.api.call("PUT", "/message/send", {}, JSON.stringify(body))).data).toBe(true);
    expect((await history(bob, alice.uid)).messages[0]).toMatchObject({ content: "image", ctype: "IMAGE" });
  });

  it("[INV-2] a repeated transaction stores nothing and answers the first id", async () => {
    const body = { ...text(carol.uid, "once"), transaction_id: 4711 };
    const first = await alice.api.post("/message/send", body);
    const second = await alice.api.post("/message/send", body);
    expect(second.msg_ids).toEqual(first.msg_ids);
    expect((await history(alice, carol.uid)).messages).toHaveLength(1);
  });

  it("sends to several users, and then names no ids", async () => {
    const sent = await alice.api.post("/message/send", { ...text(0, "all"), targets: [bob.uid, carol.uid] });
    expect(sent).toEqual({ code: 200, message: null, data: true });
    expect((await history(carol, alice.uid)).messages[0]).toMatchObject({ content: "all" });
  });

  it("sends to a group whose member one is", async () => {
    const gid = await group(alice, [bob]);
    const body = { type: 2, targets: [gid], content_type: 0, content: "to the group" };
    expect((await alice.api.post("/message/send", body)).data).toBe(true);
    expect((await history(bob, gid)).messages[0]).toMatchObject({ content: "to the group", to_xid: { uid: gid } });
    expect(await carol.api.post("/message/send", body)).toMatchObject({ code: 20002 });
  });

  it("[REST-1] says which of several targets did not take it", async () => {
    const [in_, out] = [await group(alice, [bob]), await group(carol, [])];
    const sent = await alice.api.post("/message/send", {
      type: 2,
      targets: [in_, out],
      content_type: 0,
      content: "to both",
      transaction_id: 99,
    });
    expect(sent).toMatchObject({ code: 200, data: false });
    expect(sent.failed).toEqual([{ target: out, code: 20002, message: "user is not a member" }]);
    expect((await history(bob, in_)).messages[0]).toMatchObject({ content: "to both" });
  });

  it("[REST-2] a repeated batch stores nothing anywhere", async () => {
    const [dan, eli] = [await app.user("dan"), await app.user("eli")];
    const body = { ...text(0, "once each"), targets: [dan.uid, eli.uid], transaction_id: 4712 };
    for (let n = 0; n < 2; n++) expect((await alice.api.post("/message/send", body)).data).toBe(true);
    for (const each of [dan, eli]) expect((await history(each, alice.uid)).messages).toHaveLength(1);
  });

  it("[REST-3] online_only to users who are away stores nothing", async () => {
    const away = await app.user("away");
    const sent = await alice.api.post("/message/send", { ...text(away.uid, "now or never"), online_only: true });
    expect(sent).toMatchObject({ code: 200, data: true, msg_ids: [] });
    expect((await history(away, alice.uid)).messages).toEqual([]);
    const kept = await alice.api.post("/message/send", text(away.uid, "a slip"));
    const recall = { ...text(away.uid, ""), content_type: 10, related_mid: kept.msg_ids?.[0], online_only: true };
    expect((await alice.api.post("/message/send", recall)).data).toBe(true);
    expect((await history(away, alice.uid)).messages).toEqual([]);
    const gid = await group(alice, [away]);
    const shown = { type: 2, targets: [gid], content_type: 0, content: "shown", online_only: true };
    expect((await alice.api.post("/message/send", shown)).data).toBe(true);
    expect((await history(away, gid)).messages).toEqual([]);
  });

  it("[REST-1] reads for nobody who is not in the group, and opens it to nobody", async () => {
    const gid = await group(alice, [bob]);
    const [mid] = (await alice.api.post("/message/send", { ...text(gid, "among us"), type: 2 })).msg_ids ?? [];
    const read = { type: 2, targets: [gid], content_type: 9, related_mid: mid };
    const admin = await app.admin();
    for (const path of ["/message/send", "/ai/message/send"]) {
      expect((await admin.post(path, { ...read, from_user_id: carol.uid })).code, path).toBe(20002);
      expect((await admin.post(path, { ...read, from_user_id: bob.uid })).code, path).toBe(200);
    }
    expect((await carol.api.get("/message/conversation", { opposite_id: gid })).code).toBe(20002);
    // Who has left still sees what was said until then, and marks nothing any more.
    await bob.api.post("/group/leave", { group_id: gid });
    expect((await history(bob, gid)).messages).toMatchObject([{ content: "among us" }]);
    expect((await admin.post("/message/send", { ...read, from_user_id: bob.uid })).code).toBe(20002);
  });

  it("refuses another user as sender", async () => {
    const forged = { ...text(bob.uid, "forged"), from_user_id: carol.uid };
    expect(await alice.api.post("/message/send", forged)).toMatchObject({ code: 10010 });
  });

  it("refuses unknown targets, and then sends to none", async () => {
    const far = await (await server.current.app("messages-far")).user("far");
    const before = (await history(alice, bob.uid)).messages.length;
    expect(await alice.api.post("/message/send", { ...text(0, "x"), targets: [bob.uid, 5] })).toMatchObject({
      code: 10000,
    });
    expect(await alice.api.post("/message/send", text(far.uid, "x"))).toMatchObject({ code: 10000 });
    expect(await alice.api.post("/message/send", { ...text(bob.uid, "x"), type: 2 })).toMatchObject({ code: 20001 });
    expect((await history(alice, bob.uid)).messages).toHaveLength(before);
  });

  it.each([
    { type: 3 },
    { targets: [] },
    { targets: ["bob"] },
    { content_type: 8 },
    { content: 7 },
    { content_type: 10 },
    { transaction_id: -1 },
  ])("refuses %j as a bad parameter", async (wrong) => {
    expect(await alice.api.post("/message/send", { ...text(bob.uid, "x"), ...wrong })).toMatchObject({ code: 10002 });
  });

  it("refuses a text over 16 KB", async () => {
    const bytes = { ...text(bob.uid, "é".repeat(8193)) };
    expect(await alice.api.post("/message/send", bytes)).toMatchObject({ code: 10002 });
    const characters = { ...text(bob.uid, "x".repeat(16_385)) };
    expect(await alice.api.post("/message/send", characters)).toMatchObject({ code: 10002 });
  });

  it("lets the app send for a user that it names", async () => {
    const admin = await app.admin();
    const sent = await admin.post("/message/send", { ...text(bob.uid, "by the app"), from_user_id: carol.uid });
    expect(sent.data).toBe(true);
    expect((await history(bob, carol.uid)).messages[0]).toMatchObject({
      content: "by the app",
      from_xid: { uid: carol.uid },
    });
    expect(await admin.post("/message/send", { ...text(bob.uid, "x"), from_user_id: 5 })).toMatchObject({
      code: 10000,
    });
  });
});

describe("[REST-1] /message/send of an app that names no sender", () => {
  let admin: TestApp["api"];
  beforeAll(async () => {
    admin = await app.admin();
  });

  it("is the system's: to a user in the system conversation, once a transaction", async () => {
    const fred = await app.user("fred");
    const body = { ...text(fred.uid, "welcome"), transaction_id: 4713 };
    // Its numbers are not those of /message/notify.
    expect((await admin.post("/message/notify", { ...body, content: "a notice" })).data).toBe(true);
    const [first, again] = [await admin.post("/message/send", body), await admin.post("/message/send", body)];
    expect(first).toMatchObject({ code: 200, data: true, msg_ids: [expect.any(Number)] });
    expect(again.msg_ids).toEqual(first.msg_ids);
    const { messages } = await history(fred, 0);
    expect(messages).toMatchObject([
      { msg_id: first.msg_ids?.[0], content: "welcome", from_xid: { uid: 0 }, to_xid: { uid: fred.uid } },
      { content: "a notice" },
    ]);
  });

  it("and to a group a message from uid 0, which can be edited and recalled", async () => {
    const gid = await group(alice, [bob]);
    const to = { type: 2, targets: [gid], content_type: 0 };
    const sent = await admin.post("/message/send", { ...to, content: "rules:" });
    expect(sent).toMatchObject({ code: 200, data: true });
    const related_mid = sent.msg_ids?.[0];
    const append = { ...to, content_type: 11, related_mid, content: " be kind" };
    expect(await admin.post("/ai/message/send", append)).toMatchObject({
      code: 200,
      data: { messages: [{ from_xid: { uid: 0 }, to_xid: { uid: gid } }] },
    });
    expect((await history(bob, gid)).messages[0]).toMatchObject({ content: "rules: be kind", from_xid: { uid: 0 } });
    expect((await bob.api.get("/message/unread")).data).toContainEqual({ conversation_id: { uid: gid }, num: 1 });
    expect((await admin.post("/message/send", { ...to, content_type: 10, related_mid })).data).toBe(true);
    expect((await history(bob, gid)).messages.some(({ msg_id }) => msg_id === related_mid)).toBe(false);
  });

  it("and operates on no user's messages, and reads none", async () => {
    const { msg_ids } = await alice.api.post("/message/send", text(bob.uid, "mine"));
    const [related_mid] = msg_ids ?? [];
    for (const content_type of [9, 10, 11, 12]) {
      const body = { ...text(bob.uid, "x"), content_type, related_mid };
      expect(await admin.post("/message/send", body), `${content_type}`).toMatchObject({ code: 10002 });
    }
    const gid = await group(alice, []);
    const reads = { type: 2, targets: [gid], content_type: 9, related_mid };
    expect(await admin.post("/message/send", reads)).toMatchObject({ code: 10002 });
  });
});

describe("/message/conversation", () => {
  it("pages from the newest to the oldest", async () => {
    const dora = await app.user("dora");
    for (let n = 1; n <= 5; n++) await dora.api.post("/message/send", text(bob.uid, `m${n}`));
    const first = await history(bob, dora.uid, { limit: 2 });
    expect(first).toMatchObject({ is_last: false, messages: [{ content: "m5" }, { content: "m4" }] });
    const second = await history(bob, dora.uid, { limit: 2, msg_id_start: first.next_msg_id });
    expect(second).toMatchObject({ is_last: false, messages: [{ content: "m3" }, { content: "m2" }] });
    const last = await history(bob, dora.uid, { limit: 2, msg_id_start: second.next_msg_id });
    expect(last).toMatchObject({ is_last: true, next_msg_id: 0, messages: [{ content: "m1" }] });
  });

  it("is empty for two who never talked, and refused for who does not exist", async () => {
    const eve = await app.user("eve");
    expect(await history(eve, bob.uid)).toEqual({ is_last: true, next_msg_id: 0, messages: [] });
    expect(await eve.api.get("/message/conversation", { opposite_id: 5 })).toMatchObject({ code: 10000 });
    expect(await eve.api.get("/message/conversation")).toMatchObject({ code: 10002 });
  });

  it("of a group is for its members", async () => {
    const gid = await group(alice, []);
    expect((await history(alice, gid)).messages).toEqual([]);
    const { code } = await bob.api.get("/message/conversation", { opposite_id: gid });
    expect([20002, 20011]).toContain(code);
  });

  it("DELETE removes it", async () => {
    expect((await alice.api.call("DELETE", "/message/conversation", { conversation_id: bob.uid })).data).toBe(true);
    expect(await alice.api.call("DELETE", "/message/conversation")).toMatchObject({ code: 10002 });
  });
});

describe("/message/unread", () => {
  it("is an array, also when nothing is unread", async () => {
    const fresh = await app.user("fresh");
    expect((await fresh.api.get("/message/unread")).data).toEqual([]);
  });

  it("counts what was sent to the caller by conversation", async () => {
    const reader = await app.user("reader");
    await alice.api.post("/message/send", text(reader.uid, "one"));
    await alice.api.post("/message/send", text(reader.uid, "two"));
    expect((await reader.api.get("/message/unread")).data).toEqual([{ conversation_id: { uid: alice.uid }, num: 2 }]);
    expect((await alice.api.get("/message/unread")).data).not.toContainEqual({
      conversation_id: { uid: reader.uid },
      num: 2,
    });
  });
});
