import { beforeAll, describe, expect, it } from "vitest";
import { MAX_CONFIG_BYTES, MAX_CONTENT_BYTES } from "../../protocol/limits.ts";
import type { Api } from "../support/api.ts";
import { Device } from "../support/device.ts";
import { closeDevicesAfterEach, online } from "../support/group-scene.ts";
import { type TestApp, type TestUser, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
let app: TestApp;
let admin: Api;
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;

const NO_SUCH_USER = 10000;
const MESSAGE_INVALID = 10018;
const TOO_LATE = 10019;
const NOT_TO_RECALL = 10020;
const NO_RIGHT = 10010;

closeDevicesAfterEach();

beforeAll(async () => {
  app = await server.current.app("operations");
  admin = await app.admin();
  [alice, bob, carol] = [await app.user("alice"), await app.user("bob"), await app.user("carol")];
});

async function say(from: TestUser, to: number, content: string, type = 1): Promise<number> {
  const sent = await from.api.post("/message/send", { type, targets: [to], content_type: 0, content });
  const [mid] = sent.msg_ids ?? [];
  if (!mid) throw new Error(`not sent: ${sent.code} ${sent.message}`);
  return mid;
}

async function contents(of: TestUser, xid: number): Promise<string[]> {
  const { data } = await of.api.get("/message/conversation", { opposite_id: xid, limit: 100 });
  return (data as { messages: { content: string }[] }).messages.map(({ content }) => content);
}

async function group(owner: TestUser, members: TestUser[]): Promise<number> {
  const { data } = await owner.api.post("/group/create", { name: "g", user_list: members.map(({ uid }) => uid) });
  return (data as { group_id: number }).group_id;
}

async function unread(of: TestUser, xid: number): Promise<number> {
  const { data } = await of.api.get("/message/unread");
  const items = data as { conversation_id: { uid: number }; num: number }[];
  return items.find(({ conversation_id }) => conversation_id.uid === xid)?.num ?? 0;
}

describe("/message/recall", () => {
  it("[REST-5] takes the caller's message from everybody, also when it is repeated", async () => {
    const mid = await say(alice, bob.uid, "a slip");
    const body = { conversation_id: bob.uid, msg_id: mid };
    expect(await alice.api.post("/message/recall", body)).toMatchObject({ code: 200, data: true });
    expect(await contents(bob, alice.uid)).not.toContain("a slip");
    expect((await alice.api.call("PUT", "/message/recall", {}, JSON.stringify(body))).data).toBe(true);
  });

  it("[REST-5] refuses what is another's, unknown, or not in that conversation", async () => {
    const mid = await say(alice, bob.uid, "mine");
    expect((await bob.api.post("/message/recall", { conversation_id: alice.uid, msg_id: mid })).code).toBe(
      NOT_TO_RECALL,
    );
    expect((await alice.api.post("/message/recall", { conversation_id: carol.uid, msg_id: mid })).code).toBe(
      MESSAGE_INVALID,
    );
    expect((await alice.api.post("/message/recall", { conversation_id: bob.uid, msg_id: 0 })).code).toBe(10002);
    expect(await contents(bob, alice.uid)).toContain("mine");
  });

  it("[REST-5] the app recalls in the name of a user, and in a group also without one", async () => {
    const mid = await say(alice, bob.uid, "by the app");
    const body = { conversation_id: bob.uid, msg_id: mid };
    expect((await admin.post("/message/recall", body)).code).toBe(10002);
    expect((await admin.with({ user_id: String(alice.uid) }).post("/message/recall", body)).data).toBe(true);
    const gid = await group(alice, [bob]);
    const spoken = await say(bob, gid, "in the group", 2);
    expect((await admin.post("/message/recall", { conversation_id: gid, msg_id: spoken })).data).toBe(true);
    expect(await contents(alice, gid)).not.toContain("in the group");
  });

  it("[REST-5] the window is the app's own: none for authors, any time for admins", async () => {
    const strict = await server.current.app("operations-strict", { settings: { message_recall_seconds: 0 } });
    const [dora, eric] = [await strict.user("dora"), await strict.user("eric")];
    const body = { conversation_id: eric.uid, msg_id: await say(dora, eric.uid, "for ever") };
    expect((await dora.api.post("/message/recall", body)).code).toBe(NOT_TO_RECALL);
    const byApp = (await strict.admin()).with({ user_id: String(dora.uid) });
    expect((await byApp.post("/message/recall", body)).data).toBe(true);
    const short = await server.current.app("operations-short", { settings: { message_recall_seconds: 1 } });
    const [finn, gina] = [await short.user("finn"), await short.user("gina")];
    const mid = await say(finn, gina.uid, "too late");
    const gid = await group(finn, [gina]);
    const late = await say(gina, gid, "also too late", 2);
    const since = Date.now();
    const tooLate = () => Date.now() - since > 1_000;
    await expect.poll(tooLate, { interval: 100 }).toBe(true);
    expect((await finn.api.post("/message/recall", { conversation_id: gina.uid, msg_id: mid })).code).toBe(TOO_LATE);
    expect((await gina.api.post("/message/recall", { conversation_id: gid, msg_id: late })).code).toBe(TOO_LATE);
    expect((await finn.api.post("/message/recall", { conversation_id: gid, msg_id: late })).data).toBe(true);
  });
});

describe("/message/ack", () => {
  it("reads up to a message, in a conversation and in a group", async () => {
    const [reader, writer] = [await app.user("reader"), await app.user("writer")];
    const first = await say(writer, reader.uid, "one");
    await say(writer, reader.uid, "two");
    expect(await unread(reader, writer.uid)).toBe(2);
    const ack = { conversation_id: writer.uid, msg_id: first, device_sn: 3 };
    expect(await reader.api.get("/message/ack", ack)).toMatchObject({ code: 200, data: true });
    expect(await unread(reader, writer.uid)).toBe(1);
    const { data } = await writer.api.get("/message/conversation", { opposite_id: reader.uid });
    const statuses = (data as { messages: { status: string }[] }).messages.map(({ status }) => status);
    expect(statuses).toEqual(["UNREAD", "READ"]);
  });

  it("refuses a message that is not there", async () => {
    expect((await alice.api.get("/message/ack", { conversation_id: bob.uid, msg_id: 77 })).code).toBe(MESSAGE_INVALID);
    expect((await alice.api.get("/message/ack", { msg_id: 77 })).code).toBe(10002);
  });
});

describe("/message/delete", () => {
  it("hides it from the caller and from nobody else", async () => {
    const mid = await say(alice, carol.uid, "hidden");
    const body = { conversation_id: carol.uid, msg_id: mid };
    expect((await alice.api.post("/message/delete", body)).data).toBe(true);
    expect((await alice.api.call("DELETE", "/message/delete", {}, JSON.stringify(body))).data).toBe(true);
    expect(await contents(alice, carol.uid)).not.toContain("hidden");
    expect(await contents(carol, alice.uid)).toContain("hidden");
    expect((await alice.api.post("/message/delete", { conversation_id: carol.uid, msg_id: 5 })).code).toBe(
      MESSAGE_INVALID,
    );
  });
});

describe("[SEND-10] what was said with a user who is gone", () => {
  it("is read, counted, marked, deleted, taken back and removed as ever; nothing is added", async () => {
    const [stays, goes] = [await app.user("stays"), await app.user("goes")];
    const mine = await say(stays, goes.uid, "mine");
    const [first, second] = [await say(goes, stays.uid, "first"), await say(goes, stays.uid, "second")];
    const phone = await Device.inbox(server.current.url, stays, "phone");
    expect((await goes.api.post("/user/delete", { password: goes.password })).code).toBe(200);
    expect(await contents(stays, goes.uid)).toEqual(["second", "first", "mine"]);
    const direct = await Device.open(server.current.url, stays, `/xsync/conversations/${goes.uid}?sn=${phone.sn}`);
    expect(direct.status).toBe(1);
    expect((await direct.text(goes.uid)).reason).toBe("no such user");
    for (const device of [phone, direct]) device.close();
    expect(await unread(stays, goes.uid)).toBe(2);
    const about = (msg_id: number) => ({ conversation_id: goes.uid, msg_id });
    expect(await stays.api.get("/message/ack", about(second))).toMatchObject({ code: 200 });
    expect(await unread(stays, goes.uid)).toBe(0);
    expect(await stays.api.post("/message/delete", about(first))).toMatchObject({ code: 200 });
    expect(await stays.api.post("/message/recall", about(mine))).toMatchObject({ code: 200 });
    expect(await contents(stays, goes.uid)).toEqual(["second"]);
    const remove = { conversation_id: goes.uid };
    expect(await stays.api.call("DELETE", "/message/conversation", remove)).toMatchObject({ code: 200 });
    expect(await contents(stays, goes.uid)).toEqual([]);
    const { code } = await stays.api.post("/message/send", { type: 1, targets: [goes.uid], content_type: 0 });
    expect(code).toBe(NO_SUCH_USER);
  });

  it("where nothing was said there is nothing, and no object is made of it", async () => {
    const gone = await app.user("never_spoke");
    expect((await gone.api.post("/user/delete", { password: gone.password })).code).toBe(200);
    expect((await carol.api.get("/message/conversation", { opposite_id: gone.uid })).code).toBe(NO_SUCH_USER);
    const remove = { conversation_id: gone.uid };
    expect((await carol.api.call("DELETE", "/message/conversation", remove)).code).toBe(NO_SUCH_USER);
  });
});

describe("[REST-10] what is done for a user by REST", () => {
  it("is told to the user's only device, now or when it comes back", async () => {
    const [user, peer] = [await app.user("one_device"), await app.user("peer")];
    const phone = await online(server.current, user);
    const [one, two] = [await say(peer, user.uid, "one"), await say(peer, user.uid, "two")];
    const byApp = admin.with({ user_id: String(user.uid) });
    expect((await byApp.get("/message/ack", { conversation_id: peer.uid, msg_id: one })).code).toBe(200);
    expect(await phone.event("operation", "READ_ACK")).toMatchObject({ from: user.uid, mid: one });
    expect((await byApp.post("/message/delete", { conversation_id: peer.uid, msg_id: two })).code).toBe(200);
    expect(await phone.event("operation", "DELETE")).toMatchObject({ from: user.uid, mid: two });
    expect((await byApp.call("DELETE", "/message/conversation", { conversation_id: peer.uid })).code).toBe(200);
    expect(await phone.event("removal")).toMatchObject({ xid: peer.uid, everywhere: true });
    const news = { type: 1, targets: [user.uid], content_type: 0, content: "news" };
    const [mid] = (await admin.post("/message/notify", news)).msg_ids ?? [];
    await phone.close();
    expect((await byApp.get("/message/ack", { conversation_id: 0, msg_id: mid })).code).toBe(200);
    const back = await online(server.current, user, phone.memory);
    await back.until(
      () => back.events.find((event) => event.is === "operation" && event.name === "READ_ACK" && event.mid === mid),
      "the receipt of the system's message",
    );
  });
});

describe("/message/ack_list", () => {
  const names = async (who: Api, query: Record<string, unknown>) => {
    const { code, data, total, cursor } = await who.get("/message/ack_list", query);
    const users = code === 200 ? (data as { user_id: number }[]).map(({ user_id }) => user_id) : [];
    return { code, users, total, cursor };
  };

  it("[REST-6] names who has read and who has not, page by page", async () => {
    const gid = await group(alice, [bob, carol]);
    await alice.api.post("/group/settings/enable_read_ack", { group_id: gid, value: true });
    const mid = await say(alice, gid, "who reads?", 2);
    const query = { group_id: gid, msg_id: mid };
    expect(await names(alice.api, query)).toMatchObject({ code: 200, users: [], total: 0 });
    const first = await names(alice.api, { ...query, status: "unread", limit: 1 });
    expect(first).toMatchObject({ users: [bob.uid], total: 2, cursor: String(bob.uid) });
    const next = await names(alice.api, { ...query, status: "unread", limit: 1, cursor: first.cursor });
    expect(next).toMatchObject({ users: [carol.uid], cursor: undefined });
    expect((await bob.api.get("/message/ack", { conversation_id: gid, msg_id: mid })).data).toBe(true);
    expect(await names(alice.api, query)).toMatchObject({ users: [bob.uid], total: 1 });
    expect(await names(admin, { ...query, status: "unread" })).toMatchObject({ users: [carol.uid] });
  });

  it("[REST-6] is for the author, admins and the app, and leaves out who came later", async () => {
    const gid = await group(alice, [bob]);
    const mid = await say(bob, gid, "mine", 2);
    const query = { group_id: gid, msg_id: mid, status: "unread" };
    expect((await names(bob.api, query)).code).toBe(NO_RIGHT);
    await alice.api.post("/group/settings/enable_read_ack", { group_id: gid, value: true });
    await alice.api.post("/group/invite", { group_id: gid, user_list: [carol.uid] });
    expect(await names(bob.api, query)).toMatchObject({ code: 200, users: [alice.uid] });
    expect(await names(alice.api, query)).toMatchObject({ code: 200, users: [alice.uid] });
    expect((await names(carol.api, query)).code).toBe(NO_RIGHT);
    expect((await names(alice.api, { ...query, msg_id: 5 })).code).toBe(MESSAGE_INVALID);
    expect((await names(alice.api, { ...query, group_id: bob.uid })).code).toBe(20001);
  });
});

describe("/message/notify", () => {
  const notice = (targets: number[], more: Record<string, unknown> = {}) => {
    return { type: 1, targets, content_type: 0, content: "maintenance at noon", ...more };
  };

  it("[REST-4] writes to users as the system, once a transaction", async () => {
    const body = notice([bob.uid], { transaction_id: 7001 });
    const first = await admin.post("/message/notify", body);
    const again = await admin.call("PUT", "/message/notify", {}, JSON.stringify(body));
    expect(first).toMatchObject({ code: 200, data: true, msg_ids: [expect.any(Number)] });
    expect(again.msg_ids).toEqual(first.msg_ids);
    expect(await contents(bob, 0)).toEqual(["maintenance at noon"]);
    const { data } = await bob.api.get("/message/conversation", { opposite_id: 0 });
    expect((data as { messages: unknown[] }).messages[0]).toMatchObject({
      from_xid: { uid: 0 },
      to_xid: { uid: bob.uid },
    });
  });

  it("[REST-2] is another message when a transaction comes again with another body", async () => {
    const user = await app.user("often_told");
    for (const content of ["one", "two", "one"]) {
      for (const path of ["/message/notify", "/message/send"]) {
        expect((await admin.post(path, notice([user.uid], { content, transaction_id: 7003 }))).data).toBe(true);
      }
    }
    expect(await contents(user, 0)).toEqual(["two", "two", "one", "one"]);
  });

  it("[REST-2] is another message each time when the transaction is 0, which is none", async () => {
    const user = await app.user("told_again");
    for (let n = 0; n < 2; n++) {
      expect((await admin.post("/message/notify", notice([user.uid], { transaction_id: 0 }))).data).toBe(true);
      const said = { type: 1, targets: [user.uid], content_type: 0, content: "ok", transaction_id: "0" };
      expect((await bob.api.post("/message/send", said)).data).toBe(true);
    }
    expect(await contents(user, 0)).toEqual(["maintenance at noon", "maintenance at noon"]);
    expect(await contents(user, bob.uid)).toEqual(["ok", "ok"]);
  });

  it("[REST-4] writes to groups in their logs, and in a user's name where one is given", async () => {
    const gid = await group(alice, [bob]);
    const body = { ...notice([gid], { transaction_id: 7002 }), type: 2 };
    for (let n = 0; n < 2; n++) expect((await admin.post("/message/notify", body)).data).toBe(true);
    expect(await contents(bob, gid)).toEqual(["maintenance at noon"]);
    const named = notice([carol.uid], { from_user_id: bob.uid, content: "from Bob" });
    expect((await admin.post("/message/notify", named)).data).toBe(true);
    expect(await contents(carol, bob.uid)).toContain("from Bob");
  });

  it("[REST-4] is for the app alone, to who is there, and without operations", async () => {
    expect((await alice.api.post("/message/notify", notice([bob.uid]))).code).toBe(NO_RIGHT);
    expect((await admin.post("/message/notify", notice([5]))).code).toBe(10000);
    expect((await admin.post("/message/notify", notice([bob.uid], { content_type: 10 }))).code).toBe(10002);
    const away = notice([carol.uid], { online_only: true });
    expect(await admin.post("/message/notify", away)).toMatchObject({ data: true, msg_ids: [] });
    expect(await contents(carol, 0)).toEqual([]);
  });
});

describe("system messages", () => {
  it.each(["/message/notify", "/message/broadcast"])(
    "%s takes 16 KB of each text, 48 of the config, and no byte more",
    async (path) => {
      const most = {
        content: MAX_CONTENT_BYTES,
        attachment: MAX_CONTENT_BYTES,
        config: MAX_CONFIG_BYTES,
        ext: MAX_CONTENT_BYTES,
      };
      for (const [field, bytes] of Object.entries(most)) {
        const body = { type: 1, content_type: 0, ...(path === "/message/notify" ? { targets: [bob.uid] } : {}) };
        const post = (letters: number) => admin.post(path, { ...body, [field]: "é".repeat(letters) });
        expect((await post(bytes / 2 + 1)).code, field).toBe(10002);
        if (path === "/message/notify") expect((await post(bytes / 2)).code, field).toBe(200);
      }
    },
  );
});

describe("[SYS-2] messages of the system", () => {
  it("are unread until they are read, deleted or removed, like any other's", async () => {
    const user = await app.user("notified");
    const phone = await Device.inbox(server.current.url, user, "phone");
    const told = async (content: string) => {
      const body = { type: 1, targets: [user.uid], content_type: 0, content };
      return (await admin.post("/message/notify", body)).msg_ids?.[0] ?? 0;
    };
    const system = async () => {
      const { data } = await user.api.get("/message/conversation", { opposite_id: 0 });
      return (data as { messages: { content: string; status: string }[] }).messages.map(
        ({ content, status }) => `${content} ${status}`,
      );
    };
    const [one, two] = [await told("one"), await told("two")];
    await told("three");
    expect((await user.api.get("/message/unread")).data).toEqual([{ conversation_id: { uid: 0 }, num: 3 }]);
    expect((await user.api.get("/message/ack", { conversation_id: 0, msg_id: one })).code).toBe(200);
    expect((await user.api.post("/message/delete", { conversation_id: 0, msg_id: two })).code).toBe(200);
    expect(await unread(user, 0)).toBe(1);
    expect(await system()).toEqual(["three UNREAD", "one READ"]);
    expect((await user.api.get("/message/ack", { conversation_id: 0, msg_id: 5 })).code).toBe(MESSAGE_INVALID);
    expect((await user.api.call("DELETE", "/message/conversation", { conversation_id: 0 })).code).toBe(200);
    expect(await system()).toEqual([]);
    expect((await user.api.get("/message/unread")).data).toEqual([]);
    await told("four");
    expect(await system()).toEqual(["four UNREAD"]);
    expect(await unread(user, 0)).toBe(1);
    phone.close();
  });
});

describe("/message/broadcast", () => {
  it("[REST-9] tells how many it goes to, and then how many have it", async () => {
    const body = { type: 1, content_type: 0, content: "to all", transaction_id: 31 };
    const begun = await admin.post("/message/broadcast", body);
    const { send_num, broadcast_id } = begun.data as { send_num: number; broadcast_id: number };
    expect(begun).toMatchObject({ code: 200, data: { success: true } });
    expect((await admin.post("/message/broadcast", body)).data).toMatchObject({ broadcast_id, send_num });
    const state = async () => (await admin.get("/message/broadcast", { limit: 1 })).data;
    const done = [{ broadcast_id, send_num, sent: send_num, status: "finished" }];
    await expect.poll(state).toMatchObject(done);
    for (const each of [alice, bob, carol]) expect((await contents(each, 0))[0]).toBe("to all");
    const other = await admin.post("/message/broadcast", { ...body, content: "to all, once more" });
    expect((other.data as typeof begun.data & { broadcast_id: number }).broadcast_id).not.toBe(broadcast_id);
  });

  it("[REST-9] is for the app alone, and for users alone", async () => {
    const body = { type: 1, content_type: 0, content: "x" };
    expect((await alice.api.post("/message/broadcast", body)).code).toBe(NO_RIGHT);
    expect((await admin.post("/message/broadcast", { ...body, type: 2 })).code).toBe(10002);
    expect((await alice.api.get("/message/broadcast")).code).toBe(NO_RIGHT);
  });
});

describe("/ai/message/send", () => {
  it("[REST-7] begins a message, adds to it in order and ends it; history has it whole", async () => {
    const robot = await app.user("robot");
    const ai = (content_type: number, more: Record<string, unknown>) =>
      robot.api.post("/ai/message/send", { type: 1, targets: [bob.uid], content_type, ...more });
    const ext = JSON.stringify({ ai: { stream: true, finish: false } });
    const begun = await ai(0, { content: "0", ext });
    const [first] = (begun.data as { messages: { msg_id: number }[] }).messages;
    expect(begun).toMatchObject({
      code: 200,
      data: {
        message_quota_usage: 0,
        messages: [{ from_xid: { uid: robot.uid }, to_xid: { uid: bob.uid }, content: "0", type: "CHAT", ext }],
      },
    });
    const related_mid = first?.msg_id;
    let whole = "0";
    for (let n = 1; n <= 60; n++) {
      whole += ` ${n}`;
      expect(await ai(11, { content: ` ${n}`, related_mid })).toMatchObject({ data: { messages: [{ type: "OPER" }] } });
    }
    await ai(12, { content: "", related_mid, ext: JSON.stringify({ ai: { finish: true } }) });
    const { data } = await bob.api.get("/message/conversation", { opposite_id: robot.uid });
    const { messages } = data as { messages: { content: string; ext: string; msg_id: number }[] };
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({ msg_id: related_mid, content: whole });
    expect(JSON.parse(messages[0]?.ext ?? "")).toEqual({ ai: { stream: true, finish: true } });
  });

  it("[REST-7] refuses a piece of a message that is not there, another's, or too long", async () => {
    const mid = await say(alice, bob.uid, "x".repeat(16_000));
    const piece = (who: TestUser, to: number, more: Record<string, unknown>) =>
      who.api.post("/ai/message/send", { type: 1, targets: [to], content_type: 11, content: "piece", ...more });
    expect((await piece(alice, bob.uid, {})).code).toBe(10002);
    expect((await piece(alice, bob.uid, { related_mid: 5 })).code).toBe(MESSAGE_INVALID);
    expect((await piece(bob, alice.uid, { related_mid: mid })).code).toBe(NO_RIGHT);
    expect((await piece(alice, bob.uid, { related_mid: mid, content: "y".repeat(500) })).code).toBe(10002);
  });
});
