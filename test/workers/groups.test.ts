/** Groups inside workerd: members, evictions, and who is called for how much. */

import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import { ConversationList } from "../../durable-objects/hub/conversation-list";
import type { HubRpc } from "../../durable-objects/rpc";
import { expectArchived, logRows } from "./support/log";
import { watchCalls } from "./support/meter";
import { PlainClient } from "./support/plain-client";
import { SdkClient } from "./support/sdk-client";
import { groupObject, hubOf, makeApp, makePair, makeUser, type User } from "./support/stage";

let stop = () => {};
afterEach(() => stop());

async function rest(user: User, path: string, body: unknown): Promise<{ code: number; data: unknown }> {
  const headers = { "content-type": "application/json", app_id: user.app, "access-token": user.token };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  const response = await exports.default.fetch(`http://oriole.example${path}`, init);
  return response.json();
}

async function found(owner: User, members: User[]): Promise<number> {
  const { code, data } = await rest(owner, "/group/create", { user_list: members.map(({ uid }) => uid) });
  expect(code).toBe(200);
  return (data as { group_id: number }).group_id;
}

describe("groups", () => {
  it("[GROUP-7] who was put out and is back within one batch is in", async () => {
    const user = await makeUser(await makeApp());
    const hub = hubOf(user) as unknown as Pick<HubRpc, "deliver" | "groups">;
    const conversation = "g:300";
    const kicked = { uid: user.uid, ns: 2, from: 1, fromSn: 0, to: user.uid, payload: new Uint8Array(0) };
    const head = { mid: 9, seq: 2 };
    await hub.deliver([
      {
        conversation,
        prev: head,
        head,
        entries: [],
        recipients: [{ uid: user.uid }],
        notices: [{ ...kicked, member: { conversation, in: false } }],
      },
    ]);
    expect(await hub.groups(user.uid)).toEqual([300]);
  });

  it("are a user's own from its joining on, not from a send that may be refused", async () => {
    const user = await makeUser(await makeApp());
    await runInDurableObject(hubOf(user), (_, { storage }) => {
      const list = new ConversationList(storage.sql, user.uid);
      list.sending("g:300");
      expect(list.groups()).toEqual([]);
      list.ensure("g:300");
      expect(list.groups()).toMatchObject([{ xid: 300 }]);
    });
  });

  it("[INV-3] [INV-6] members of two hubs hold one order, over evictions of the group", async () => {
    const [anna, ben] = await makePair();
    const carl = await makeUser(anna.app);
    const gid = await found(anna, [ben, carl]);
    const clients = await Promise.all([anna, ben, carl].map((user) => SdkClient.inbox(user)));
    for (const client of clients) {
      await client.unread();
      await client.got(gid, "CREATED");
    }
    const [a, b, c] = clients;
    if (!a || !b || !c) throw new Error("three clients");
    const texts: string[] = [];
    for (let round = 0; round < 4; round++) {
      await Promise.all(clients.map((client, at) => client.say(gid, `${round}.${at}`)));
      await evictDurableObject(groupObject(anna.app, gid));
      texts.push(...[0, 1, 2].map((at) => `${round}.${at}`));
    }
    // An author learns the place of its own from the ack, and its text from the log.
    for (const client of clients) client.pull(gid);
    for (const client of clients) await client.until(() => client.held(gid).seq === 13, "13 entries");
    const rows = await logRows(groupObject(anna.app, gid));
    const order = rows.slice(1).map((row) => String(row[10]));
    expect([...order].sort()).toEqual([...texts].sort());
    for (const client of clients) {
      const others = order.filter((_, i) => rows[i + 1]?.[2] !== client.user.uid);
      expect(client.texts(gid).filter((text) => others.includes(text))).toEqual(others);
    }
    await expectArchived(anna.app, `g:${gid}`, groupObject(anna.app, gid));
  });

  it("[INV-9] who is not a member, or no more, cannot send, page or attach", async () => {
    const app = await makeApp();
    const [anna, ben, carl] = await Promise.all([makeUser(app), makeUser(app), makeUser(app)]);
    const gid = await found(anna, [ben]);
    const [b, c] = await Promise.all([SdkClient.inbox(ben), SdkClient.inbox(carl)]);
    expect((await c.say(gid, "let me in")).code).toBe(9);
    expect((await SdkClient.direct(carl, gid, c.sn)).code).toBe(9);
    const direct = await SdkClient.direct(ben, gid, b.sn, 0);
    expect((await direct.say(gid, "in")).code).toBe(1);
    expect((await rest(ben, "/group/leave", { group_id: gid })).code).toBe(200);
    await direct.until(() => direct.closed, "the direct socket to be closed");
    expect((await b.say(gid, "still in?")).code).toBe(9);
    expect((await rest(ben, "/group/user_joined", {})).code).not.toBe(200);
    const rows = await logRows(groupObject(app, gid));
    expect(rows.map((row) => row[10])).toEqual(["", "in", ""]);
  });

  it("one call a hub, whatever the number of members in it", async () => {
    const [owner, first] = await makePair();
    const members = [first, ...(await Promise.all(Array.from({ length: 10 }, () => makeUser(owner.app))))];
    const gid = await found(owner, members);
    const clients = await Promise.all([owner, ...members].map((user) => SdkClient.inbox(user)));
    for (const client of clients) await client.unread();
    const [sender, ...others] = clients;
    await sender?.say(gid, "before");
    await Promise.all(others.map((client) => client.got(gid, "before")));
    const metered = watchCalls();
    stop = metered.stop;
    await sender?.say(gid, "counted");
    await Promise.all(others.map((client) => client.got(gid, "counted")));
    // Rows on their way to D1 leave when they are due.
    expect(metered.calls.filter((call) => !call.startsWith("store "))).toEqual([
      `publish ${groupObject(owner.app, gid).id.name}`,
      `deliver ${hubOf(first).id.name}`,
    ]);
  });

  it("[INV-7] D1 shows the members, and follows who leaves", async () => {
    const app = await makeApp();
    const [anna, ben, carl] = await Promise.all([makeUser(app), makeUser(app), makeUser(app)]);
    const gid = await found(anna, [ben]);
    await rest(anna, "/group/invite", { group_id: gid, user_list: [carl.uid] });
    await rest(ben, "/group/leave", { group_id: gid });
    const mirrored = async () => {
      const { results } = await env.DB.prepare("SELECT uid FROM members WHERE app = ? AND gid = ? ORDER BY uid")
        .bind(app, gid)
        .all<{ uid: number }>();
      return results.map(({ uid }) => uid);
    };
    expect(await mirrored()).toEqual([anna.uid, carl.uid].sort((x, y) => x - y));
  });

  it("[PUSH-3] an existing client and an SDK client of one group see the same", async () => {
    const app = await makeApp();
    const [anna, ben] = await Promise.all([makeUser(app), makeUser(app)]);
    const gid = await found(anna, [ben]);
    const a = await SdkClient.inbox(anna);
    const b = await PlainClient.login(ben);
    for (const text of ["one", "two", "three"]) await a.say(gid, text);
    await b.got(gid, "three");
    expect(b.storage.texts(gid)).toEqual(["one", "two", "three"]);
    const known = await runInDurableObject(hubOf(ben), (_instance, { storage }) =>
      storage.sql.exec("SELECT name FROM conversation WHERE uid = ?", ben.uid).toArray(),
    );
    expect(known).toEqual([{ name: `g:${gid}` }]);
  });
});
