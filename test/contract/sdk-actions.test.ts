/** oriole-client/actions against the real server. */

import { beforeAll, describe, expect, it } from "vitest";
import * as actions from "../../client/src/actions/index.ts";
import { createClient, type OrioleClient } from "../../client/src/index.ts";
import { operations } from "../../src/registry.ts";
import { type TestApp, type TestUser, usePrivateServer } from "../support/private-server.ts";
import { useSdkClients } from "../support/sdk-clients.ts";

const server = usePrivateServer();
const clients = useSdkClients(server);
const newClient = () => clients.open(app);
const online = (user: TestUser) => clients.online(app, user);
let app: TestApp;
let alice: TestUser;
let bob: TestUser;
let mine: OrioleClient;
let his: OrioleClient;

beforeAll(async () => {
  app = await server.current.app("actions");
  [alice, bob] = [await app.user("alice"), await app.user("bob")];
  [mine, his] = [await online(alice), await online(bob)];
});

async function listed<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe("every action", () => {
  /** What a function asks of a client. */
  const asked: { name: string; method: string; path: string }[] = [];
  for (const [name, action] of Object.entries(actions)) {
    const note = (method: string, path: string) => {
      asked.push({ name, method, path });
      return Promise.resolve({});
    };
    if (["every", "loginByQr", "switchGroupRule", "watchPresence"].includes(name)) continue;
    (action as unknown as (client: { request: typeof note }) => unknown)({ request: note });
  }

  it.each(asked)("$name is an operation for users: $method $path", ({ method, path }) => {
    const found = operations.filter((one) => one.path === path && (one.methods as readonly string[]).includes(method));
    expect(found).toHaveLength(1);
    expect(found[0]?.access).not.toMatch(/admin|delegate/);
    expect(found[0]?.summary).not.toMatch(/^Not supported/);
  });
});

it("makes friends, finds them and lets go of them", async () => {
  const found = await actions.findByName(mine, { username: "bob" });
  expect(found.user_id).toBe(bob.uid);
  await actions.changeSettings(his, { auth_mode: 1 });
  await actions.requestFriend(mine, { user_id: bob.uid, reason: "It is me" });
  expect(await listed(actions.every(actions.friendRequests, his, {}))).toMatchObject([{ user_id: alice.uid }]);
  await actions.acceptFriend(his, { user_id: alice.uid });
  expect(await listed(actions.every(actions.friends, mine, {}))).toEqual([bob.uid]);
  expect(await actions.friendsWith(mine, { list: [bob.uid] })).toMatchObject([{ username: "bob" }]);
  expect(await actions.onlineAmong(mine, { list: [bob.uid, alice.uid] })).toEqual([bob.uid]);
  await actions.blockUser(his, { user_id: alice.uid });
  expect(await actions.onlineAmong(mine, { list: [bob.uid] })).toEqual([]);
  expect(await actions.blockedUsers(his)).toEqual([alice.uid]);
  await actions.unblockUser(his, { user_id: alice.uid });
});

it("[REST-12] tells of friends who come and go, and of nobody else", async () => {
  const [dora, emil, fay] = [await app.user("dora"), await app.user("emil"), await app.user("fay")];
  const watcher = await online(dora);
  await online(fay);
  await actions.requestFriend(watcher, { user_id: emil.uid });
  const told: [number, boolean][] = [];
  const note = (uid: number, is: boolean) => told.push([uid, is]);
  const presence = actions.watchPresence(watcher, [emil.uid, fay.uid], note, 50);
  const first = await online(emil);
  await expect.poll(() => told).toEqual([[emil.uid, true]]);
  expect([presence.isOnline(emil.uid), presence.isOnline(fay.uid)]).toEqual([true, false]);
  first.close();
  await expect.poll(() => told).toHaveLength(2);
  expect(told[1]).toEqual([emil.uid, false]);
  presence.stop();
  await online(emil);
  await actions.onlineAmong(watcher, { list: [emil.uid] });
  expect(told).toHaveLength(2);

  // A look after each login.
  const late = newClient();
  const later: number[] = [];
  const watch = actions.watchPresence(late, [emil.uid], (uid) => later.push(uid), 60_000);
  await late.login({ username: dora.name, password: dora.password });
  await expect.poll(() => later).toEqual([emil.uid]);
  watch.stop();
});

it("makes a group, lists its members page after page, and says who read what", async () => {
  const { group_id } = await actions.createGroup(mine, { name: "Three", user_list: [bob.uid] });
  const ids = (await listed(actions.every(actions.groupMembers, mine, { group_id, limit: 1 }))).map(
    (one) => one.user_id,
  );
  expect(ids.sort()).toEqual([alice.uid, bob.uid].sort());
  await actions.switchGroupRule(mine, "enable_read_ack", { group_id, value: true });
  expect(await actions.groupSettings(mine, { group_id })).toMatchObject({ read_ack: true });
  const { mid } = await mine.conversation(group_id).send("a rare word: xylophone");
  await his.conversation(group_id).markRead(mid);
  const read = async () => (await actions.readers(mine, { group_id, msg_id: mid })).data;
  await expect.poll(read).toMatchObject([{ user_id: bob.uid }]);
  const search = async () => (await actions.searchMessages(his, { keyword: "xylophone" })).data;
  await expect.poll(search).toMatchObject([{ msg_id: mid, conversation_id: group_id }]);
  await expect(actions.renameGroup(newClient(), { group_id, value: "x" })).rejects.toMatchObject({
    error: "UserNotLogin",
  });
  await expect(actions.groupInfo(mine, { group_id: 1 })).rejects.toMatchObject({ error: expect.any(String) });
});

it("registers, and logs a screen in by a code that another device scanned", async () => {
  const screen = newClient();
  const { user_id } = await actions.register(screen, { username: "carol", password: "secret of carol" });
  const phone = newClient();
  await phone.login({ username: "carol", password: "secret of carol" });
  const codes: string[] = [];
  const show = (code: string) => {
    codes.push(code);
    actions.approveQrLogin(phone, { qr_code: code }).catch(() => codes.push("refused"));
  };
  await actions.loginByQr(screen, { show });
  expect(screen.uid).toBe(user_id);
  expect(codes).toHaveLength(1);
  expect(await actions.amOnline(phone)).toEqual({ online: true });
  expect((await actions.myDevices(phone)).data).toHaveLength(2);

  const control = new AbortController();
  const waiting = actions.loginByQr(newClient(), { show: () => control.abort(), signal: control.signal });
  await expect(waiting).rejects.toMatchObject({ error: "UserCancel" });
  const nowhere = createClient({ url: server.current.url, appId: "no-such-app" });
  await expect(actions.loginByQr(nowhere, { show })).rejects.toMatchObject({
    error: expect.stringMatching(/^ServerAppId/),
  });
});
