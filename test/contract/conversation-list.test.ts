/** [REST-11] /message/conversation_list: the list that a chat app begins with, for those who have no socket. */

import { beforeAll, describe, expect, it } from "vitest";
import { ServerClient } from "../../server-sdk/src/index.ts";
import type { Api } from "../support/api.ts";
import { Device } from "../support/device.ts";
import { found, say } from "../support/group-scene.ts";
import { type TestApp, type TestUser, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
let app: TestApp;
let admin: Api;
let counter = 0;

interface Item {
  conversation_id: number;
  type: number;
  unread: number;
  last_message: { msg_id: number; content: string } | null;
}

beforeAll(async () => {
  app = await server.current.app("conversations");
  admin = await app.admin();
});

const newUser = () => app.user(`user_${++counter}`);

async function tell(from: TestUser, to: TestUser, content: string): Promise<number> {
  const body = { type: 1, targets: [to.uid], content_type: 0, content };
  const sent = await from.api.post("/message/send", body);
  return sent.msg_ids?.[0] ?? 0;
}

async function listOf(user: TestUser, query: Record<string, unknown> = {}): Promise<Item[]> {
  const { code, message, data } = await user.api.get("/message/conversation_list", query);
  if (code !== 200) throw new Error(`${code} ${message}`);
  return data as Item[];
}

async function between(user: TestUser, xid: number): Promise<Item | undefined> {
  return (await listOf(user)).find(({ conversation_id }) => conversation_id === xid);
}

async function unread(user: TestUser): Promise<unknown> {
  return (await user.api.get("/message/unread")).data;
}

const remove = (user: TestUser, conversation_id: number) =>
  user.api.call("DELETE", "/message/conversation", { conversation_id });

describe("[REST-11] the list", () => {
  it("has every conversation, the newest first, with its last message and what the user made of it", async () => {
    const [user, friend, stranger] = [await newUser(), await newUser(), await newUser()];
    expect(await listOf(user)).toEqual([]);
    const gid = await found(friend, [user]);
    await tell(friend, user, "one");
    await tell(friend, user, "two");
    expect(await say(friend, gid, "to all")).toBe(200);
    await admin.post("/message/notify", { type: 1, targets: [user.uid], content_type: 0, content: "a notice" });
    const sent = await tell(user, stranger, "hello");
    await user.api.post("/user/conversation/pin", { conversation_id: gid });
    await user.api.post("/group/msg/mute_mode", { group_id: gid, msg_mute_mode: 1 });
    await user.api.post("/roster/ext", { user_id: friend.uid, mute_notification: true });
    expect(await listOf(user)).toMatchObject([
      {
        conversation_id: stranger.uid,
        type: 1,
        last_message: { msg_id: sent, content: "hello", from_xid: { uid: user.uid } },
        unread: 0,
        pinned: false,
        muted: false,
      },
      { conversation_id: 0, type: 0, last_message: { content: "a notice" }, unread: 1, pinned: false, muted: false },
      { conversation_id: gid, type: 2, last_message: { content: "to all" }, unread: 1, pinned: true, muted: true },
      { conversation_id: friend.uid, type: 1, last_message: { content: "two" }, unread: 2, pinned: false, muted: true },
    ]);
    await user.api.post("/group/leave", { group_id: gid });
    await expect.poll(() => between(user, gid)).toBeUndefined();
  });

  it("comes in pages, also to a back end for one of its users", async () => {
    const user = await newUser();
    const others: TestUser[] = [];
    for (let n = 0; n < 5; n++) others.push(await newUser());
    for (const [n, other] of others.entries()) await tell(other, user, `${n}`);
    const newestFirst = others.map(({ uid }) => uid).reverse();
    const first = await user.api.get("/message/conversation_list", { limit: 2 });
    expect((first.data as Item[]).map(({ conversation_id }) => conversation_id)).toEqual(newestFirst.slice(0, 2));
    // What comes in between moves up, and is not missed by who begins anew.
    await tell(others[0] as TestUser, user, "again");
    const rest = await user.api.get("/message/conversation_list", { limit: 2, cursor: first.cursor });
    expect((rest.data as Item[]).map(({ conversation_id }) => conversation_id)).toEqual(newestFirst.slice(2, 4));
    expect(rest.cursor).toBeUndefined();
    const token = await app.sign({ uid: 0, role: "admin" });
    const backend = new ServerClient({ url: server.current.url, appId: app.id, token }).asUser(user.uid);
    const ids: number[] = [];
    for await (const item of backend.each("/message/conversation_list", { query: { limit: 2 } })) {
      ids.push(item.conversation_id);
    }
    expect(ids).toEqual([others[0]?.uid, ...newestFirst.slice(0, 4)]);
    for (const cursor of ["x", "1", "1.2.3"]) {
      expect(await user.api.get("/message/conversation_list", { cursor }), cursor).toMatchObject({ code: 10002 });
    }
  });

  it("follows reading, edits, recalls and deletions", async () => {
    const [user, other] = [await newUser(), await newUser()];
    await tell(other, user, "first");
    const second = await tell(other, user, "second");
    const edit = { type: 1, targets: [user.uid], content_type: 12, related_mid: second, content: "second, corrected" };
    await other.api.post("/message/send", edit);
    expect(await between(user, other.uid)).toMatchObject({ unread: 2, last_message: { content: "second, corrected" } });
    await user.api.get("/message/ack", { conversation_id: other.uid, msg_id: second });
    expect(await between(user, other.uid)).toMatchObject({ unread: 0 });
    await other.api.post("/message/recall", { conversation_id: user.uid, msg_id: second });
    expect(await between(user, other.uid)).toMatchObject({ last_message: { content: "first" } });
    const third = await tell(other, user, "third");
    await user.api.post("/message/delete", { conversation_id: other.uid, msg_id: third });
    expect(await between(user, other.uid)).toMatchObject({ last_message: { content: "first" } });
    expect(await between(other, user.uid)).toMatchObject({ last_message: { content: "third" }, unread: 0 });
  });

  it.each([false, true])(
    "begins a removed conversation anew with its next message (a device before: %s)",
    async (was) => {
      const [user, other] = [await newUser(), await newUser()];
      await tell(other, user, "before");
      if (was) {
        const device = await Device.inbox(server.current.url, user, "phone");
        await tell(other, user, "while it was there");
        device.close();
        const away = async () => {
          const { data } = await admin.with({ user_id: String(user.uid) }).get("/user/online_status");
          return (data as { online: boolean }).online;
        };
        await expect.poll(away).toBe(false);
        await tell(other, user, "after it");
      }
      expect(await remove(user, other.uid)).toMatchObject({ code: 200 });
      await tell(other, user, "anew");
      // In this order: being asked for the list, conversations tell the inbox again.
      expect(await unread(user)).toEqual([{ conversation_id: { uid: other.uid }, num: 1 }]);
      expect(await listOf(user)).toMatchObject([
        { conversation_id: other.uid, unread: 1, last_message: { content: "anew" } },
      ]);
      expect(await remove(user, other.uid)).toMatchObject({ code: 200 });
      expect(await listOf(user)).toEqual([]);
      expect(await unread(user)).toEqual([]);
      await tell(other, user, "anew");
      await tell(other, user, "and on");
      expect(await unread(user)).toEqual([{ conversation_id: { uid: other.uid }, num: 2 }]);
      const { data } = await user.api.get("/message/conversation", { opposite_id: other.uid });
      const { messages } = data as { messages: { content: string }[] };
      expect(messages.map(({ content }) => content)).toEqual(["and on", "anew"]);
    },
  );

  it("stays away while nothing is said: a recall, an edit and the news of a group bring nothing back", async () => {
    const [user, friend, other] = [await newUser(), await newUser(), await newUser()];
    const gid = await found(friend, [user]);
    await say(friend, gid, "to all");
    const [first, second] = [await tell(friend, user, "one"), await tell(friend, user, "two")];
    await tell(other, user, "hello");
    for (const xid of [gid, friend.uid]) expect((await remove(user, xid)).code).toBe(200);
    await friend.api.post("/message/recall", { conversation_id: user.uid, msg_id: first });
    const edit = { type: 1, targets: [user.uid], content_type: 12, related_mid: second, content: "two, mended" };
    expect((await friend.api.post("/message/send", edit)).code).toBe(200);
    expect((await friend.api.post("/group/invite", { group_id: gid, user_list: [other.uid] })).code).toBe(200);
    // Both come before the one that is listed, and must not cut the page short.
    for (const limit of [1, 20]) {
      expect((await listOf(user, { limit })).map(({ conversation_id }) => conversation_id)).toEqual([other.uid]);
    }
    await say(friend, gid, "once more");
    await tell(friend, user, "three");
    expect((await listOf(user)).map(({ last_message }) => last_message?.content)).toEqual([
      "three",
      "once more",
      "hello",
    ]);
  });

  it("begins the system conversation anew as well", async () => {
    const user = await newUser();
    const notice = (content: string) =>
      admin.post("/message/notify", { type: 1, targets: [user.uid], content_type: 0, content });
    await notice("before");
    expect(await remove(user, 0)).toMatchObject({ code: 200 });
    expect(await listOf(user)).toEqual([]);
    await notice("anew");
    expect(await listOf(user)).toMatchObject([{ conversation_id: 0, unread: 1, last_message: { content: "anew" } }]);
  });
});
