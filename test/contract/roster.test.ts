import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { Device } from "../support/device.ts";
import { type TestApp, type TestUser, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
let app: TestApp;
let alice: TestUser;
let bob: TestUser;
let counter = 0;
const devices: Device[] = [];

const FRIEND = 0;
const DELETED = 1;
const STRANGER = 2;
const BLOCKED = 3;
const OK = 1;
const BY_RECIPIENT = { code: 9, reason: "you have been blocked by the recipient" };
const NO_RELATION = { code: 9, reason: "your relation with target does not allow chat" };

beforeAll(async () => {
  app = await server.current.app("roster");
});

afterEach(() => {
  for (const device of devices.splice(0)) device.close();
});

async function twoUsers(on: TestApp = app): Promise<void> {
  counter++;
  alice = await on.user(`alice_${counter}`);
  bob = await on.user(`bob_${counter}`);
}

async function device(user: TestUser, guid = "phone"): Promise<Device> {
  const opened = await Device.inbox(server.current.url, user, guid);
  devices.push(opened);
  return opened;
}

const settings = (user: TestUser, values: Record<string, unknown>) =>
  server.current.database
    .prepare("UPDATE users SET settings = ? WHERE uid = ?")
    .bind(JSON.stringify(values), user.uid)
    .run();

const relation = async (of: TestUser, to: TestUser) =>
  ((await of.api.get("/roster/id", { user_id: to.uid })).data as { relation: number }).relation;

const friendsOf = async (user: TestUser) => (await user.api.get("/roster/list")).data;

const ask = (extra: Record<string, unknown> = {}) => alice.api.post("/roster/apply", { user_id: bob.uid, ...extra });

const befriend = async () => {
  await settings(bob, { auth_mode: 0 });
  expect(await ask()).toMatchObject({ code: 200 });
};

describe("asking to be friends", () => {
  it("befriends at once who lets everybody in, and tells every device of both", async () => {
    await twoUsers();
    const phones = await Promise.all([device(alice, "one"), device(alice, "two"), device(bob)]);
    expect(await ask({ alias: "B." })).toMatchObject({ code: 200, data: true });
    const [one, two, other] = phones;
    await one?.tells("ADDED", { from: bob.uid, to: alice.uid });
    await two?.tells("ADDED", { from: bob.uid, to: alice.uid });
    await other?.tells("ADDED", { from: alice.uid, to: bob.uid });
    expect(await friendsOf(alice)).toEqual([bob.uid]);
    expect(await friendsOf(bob)).toEqual([alice.uid]);
    expect((await alice.api.get("/roster/id", { user_id: bob.uid })).data).toMatchObject({ alias: "B.", relation: 0 });
    expect(await ask()).toMatchObject({ code: 10005 });
  });

  it("leaves a request where approval is asked for; accepting makes friends once", async () => {
    await twoUsers();
    await settings(bob, { auth_mode: 1 });
    const [mine, theirs] = [await device(alice), await device(bob)];
    expect(await ask({ reason: "from the office", alias: "Bobby" })).toMatchObject({ code: 200 });
    await theirs.tells("APPLIED", { from: alice.uid, to: bob.uid, content: "from the office" });
    expect(await friendsOf(alice)).toEqual([]);
    const list = await bob.api.get("/roster/apply/list", { cursor: "" });
    expect(list.data).toMatchObject([{ user_id: alice.uid, reason: "from the office", status: 0 }]);
    const [item] = list.data as { expired_time: number }[];
    expect(item?.expired_time).toBeGreaterThan(Date.now());
    const answers = await Promise.all(
      [1, 2, 3].map(() => bob.api.call("PUT", "/roster/accept", { user_id: alice.uid })),
    );
    expect(answers.map(({ code }) => code).sort()).toEqual([10007, 10007, 200]);
    await mine.tells("ACCEPTED", { from: bob.uid, to: alice.uid });
    await theirs.tells("ACCEPTED", { from: bob.uid, to: alice.uid });
    expect(await relation(bob, alice)).toBe(FRIEND);
    expect((await alice.api.get("/roster/id", { user_id: bob.uid })).data).toMatchObject({ alias: "Bobby" });
    expect((await bob.api.get("/roster/apply/list")).data).toMatchObject([{ status: 1 }]);
  });

  it("rings again for other words, and not for the same ones", async () => {
    await twoUsers();
    await settings(bob, { auth_mode: 1 });
    const theirs = await device(bob);
    for (const reason of ["hi", "hi", "it is me", "it is me"])
      expect(await ask({ reason })).toMatchObject({ code: 200 });
    await bob.api.post("/roster/decline", { user_id: alice.uid });
    await theirs.tells("DECLINED");
    expect(await ask({ reason: "it is me" })).toMatchObject({ code: 200 });
    // Notices come in their order: whatever rang before this one was heard.
    await bob.api.post("/roster/block", { user_id: alice.uid });
    await theirs.tells("BLOCKED");
    const rung = theirs.told.filter(({ type }) => type === "APPLIED").map(({ content }) => content);
    expect(rung).toEqual(["hi", "it is me", "it is me"]);
  });

  it("tells who asked that the answer is no, and why", async () => {
    await twoUsers();
    await settings(bob, { auth_mode: 1 });
    const mine = await device(alice);
    await ask();
    expect(await bob.api.post("/roster/decline", { user_id: alice.uid, reason: "who?" })).toMatchObject({ code: 200 });
    await mine.tells("DECLINED", { from: bob.uid, to: alice.uid, content: "who?" });
    expect(await bob.api.post("/roster/accept", { user_id: alice.uid })).toMatchObject({ code: 10007 });
    expect(await relation(alice, bob)).toBe(STRANGER);
  });

  it("lets in who knows the answer", async () => {
    await twoUsers();
    await settings(bob, { auth_mode: 2, auth_question: "my dog?", auth_answer: "Rex" });
    expect((await alice.api.get("/roster/id", { user_id: bob.uid })).data).toMatchObject({ auth_question: "my dog?" });
    expect(await ask({ auth_answer: "Tom" })).toMatchObject({ code: 10007 });
    expect(await relation(alice, bob)).toBe(STRANGER);
    expect(await ask({ auth_answer: "Rex" })).toMatchObject({ code: 200 });
    expect(await relation(alice, bob)).toBe(FRIEND);
  });

  it("leaves a request where there is a question and no answer to it", async () => {
    for (const answer of [{}, { auth_answer: " " }]) {
      await twoUsers();
      await settings(bob, { auth_mode: 2, auth_question: "my dog?", ...answer });
      expect(await ask({ auth_answer: "" })).toMatchObject({ code: 200 });
      const carl = await app.user(`carl_${counter}`);
      const batch = JSON.stringify([{ user_id: bob.uid }]);
      expect((await carl.api.call("POST", "/roster/apply/batch", {}, batch)).data).toMatchObject({ fails: [] });
      expect(await friendsOf(bob)).toEqual([]);
      const asking = [{ user_id: alice.uid }, { user_id: carl.uid }];
      expect((await bob.api.get("/roster/apply/list")).data).toMatchObject(asking);
    }
  });

  it("asks nobody who lets nobody in, oneself, a stranger's app or a number that is no user", async () => {
    await twoUsers();
    await settings(bob, { auth_mode: 3 });
    expect(await ask()).toMatchObject({ code: 10012 });
    expect(await ask({ user_id: alice.uid })).toMatchObject({ code: 10002 });
    const far = await (await server.current.app(`roster-far-${counter}`)).user("far");
    expect(await ask({ user_id: far.uid })).toMatchObject({ code: 10000 });
    expect(await ask({ user_id: 5 })).toMatchObject({ code: 10000 });
    expect(await ask({ user_id: "bob" })).toMatchObject({ code: 10002 });
  });

  it("of two who ask each other makes friends", async () => {
    await twoUsers();
    await settings(bob, { auth_mode: 1 });
    await settings(alice, { auth_mode: 1 });
    await ask();
    expect(await bob.api.post("/roster/apply", { user_id: alice.uid })).toMatchObject({ code: 200 });
    expect(await relation(alice, bob)).toBe(FRIEND);
  });

  it("is answered by becoming friends, however that comes about: nobody accepts it once they have parted", async () => {
    const addBob = async () =>
      (await app.admin()).with({ user_id: String(alice.uid) }).post("/user/add_roster", { list: [bob.uid] });
    for (const way of [() => befriend(), addBob]) {
      await twoUsers();
      await settings(bob, { auth_mode: 1 });
      await ask();
      await way();
      expect((await bob.api.get("/roster/apply/list")).data).toMatchObject([{ user_id: alice.uid, status: 1 }]);
      await alice.api.post("/roster/delete", { user_id: bob.uid });
      expect(await bob.api.post("/roster/accept", { user_id: alice.uid })).toMatchObject({ code: 10007 });
      expect(await friendsOf(alice)).toEqual([]);
    }
  });

  it("of two who asked each other in the same moment, accepting one answers both", async () => {
    await twoUsers();
    await server.current.database
      .prepare("INSERT INTO roster_applications VALUES (?1, ?2, ?3, '', '', 0, ?4, 0), (?1, ?3, ?2, '', '', 0, ?4, 0)")
      .bind(app.id, alice.uid, bob.uid, Date.now() + 60_000)
      .run();
    expect(await bob.api.post("/roster/accept", { user_id: alice.uid })).toMatchObject({ code: 200 });
    expect(await alice.api.post("/roster/accept", { user_id: bob.uid })).toMatchObject({ code: 10007 });
  });

  it("takes a JSON array of them", async () => {
    await twoUsers();
    await settings(bob, { auth_mode: 1 });
    const body = JSON.stringify([{ user_id: bob.uid, reason: "r", alias: "a" }, { user_id: 5 }]);
    const { data } = await alice.api.call("POST", "/roster/apply/batch", {}, body);
    expect(data).toEqual({ success: [bob.uid], fails: [{ user_id: 5, reason: "no such user" }] });
    expect((await bob.api.get("/roster/apply/list")).data).toMatchObject([{ user_id: alice.uid, reason: "r" }]);
    await bob.api.post("/roster/accept", { user_id: alice.uid });
    expect((await alice.api.get("/roster/id", { user_id: bob.uid })).data).toMatchObject({ alias: "a", relation: 0 });
  });

  it("is not needed where the app says who are friends", async () => {
    await twoUsers();
    await settings(bob, { auth_mode: 3 });
    const admin = await app.admin();
    const acting = admin.with({ user_id: String(alice.uid) });
    expect(await alice.api.post("/user/add_roster", { list: [bob.uid] })).toMatchObject({ code: 10010 });
    expect(await admin.post("/user/add_roster", { list: [bob.uid] })).toMatchObject({ code: 10002 });
    expect(await acting.post("/user/add_roster", { list: [bob.uid, 5] })).toMatchObject({ code: 10000 });
    expect(await friendsOf(alice)).toEqual([]);
    expect(await acting.post("/user/add_roster", { list: [bob.uid] })).toMatchObject({ code: 200 });
    expect((await acting.get("/user/rosters")).data).toEqual([{ user_id: bob.uid, name: bob.name }]);
  });
});

describe("[SEND-9] who may write to whom", () => {
  it("a block acts on the very next message, and lifting it too", async () => {
    await twoUsers();
    await befriend();
    const [mine, theirs] = [await device(alice), await device(bob)];
    expect(await mine.text(bob.uid)).toMatchObject({ code: OK });
    expect(await bob.api.post("/roster/block", { user_id: alice.uid })).toMatchObject({ code: 200 });
    expect(await mine.text(bob.uid)).toEqual(BY_RECIPIENT);
    expect(await theirs.text(alice.uid)).toEqual(NO_RELATION);
    await theirs.tells("BLOCKED", { from: bob.uid, to: alice.uid });
    expect(mine.told.some(({ type }) => type === "BLOCKED")).toBe(false);
    expect((await bob.api.get("/roster/blocked_list")).data).toEqual([alice.uid]);
    expect(await relation(bob, alice)).toBe(BLOCKED);
    expect(await bob.api.post("/roster/block", { user_id: alice.uid })).toMatchObject({ code: 10026 });
    expect(await ask()).toMatchObject({ code: 10006 });
    expect(await bob.api.call("DELETE", "/roster/unblock", { user_id: alice.uid })).toMatchObject({ code: 200 });
    expect(await mine.text(bob.uid)).toMatchObject({ code: OK });
    expect(await relation(bob, alice)).toBe(FRIEND);
  });

  it("also on a direct socket", async () => {
    await twoUsers();
    const mine = await device(alice);
    const direct = await Device.open(server.current.url, alice, `/xsync/conversations/${bob.uid}?sn=${mine.sn}`);
    devices.push(direct);
    expect(await direct.text(bob.uid)).toMatchObject({ code: OK });
    await bob.api.post("/roster/block", { user_id: alice.uid });
    expect(await direct.text(bob.uid)).toEqual(BY_RECIPIENT);
    await bob.api.post("/roster/unblock", { user_id: alice.uid });
    expect(await direct.text(bob.uid)).toMatchObject({ code: OK });
  });

  it("and by REST, but for the app itself", async () => {
    await twoUsers();
    await bob.api.post("/roster/block", { user_id: alice.uid });
    const message = { type: 1, targets: [bob.uid], content_type: 0, content: "hello" };
    expect(await alice.api.post("/message/send", message)).toMatchObject({ code: 10006, message: BY_RECIPIENT.reason });
    const acting = await app.admin();
    expect(await acting.post("/message/send", { ...message, from_user_id: alice.uid })).toMatchObject({ code: 200 });
  });

  it("an ended friendship ends the talk at once", async () => {
    await twoUsers();
    await befriend();
    const [mine, theirs] = [await device(alice), await device(bob)];
    expect(await mine.text(bob.uid)).toMatchObject({ code: OK });
    expect(await bob.api.call("DELETE", "/roster/delete", { user_id: alice.uid })).toMatchObject({ code: 200 });
    expect(await mine.text(bob.uid)).toEqual(NO_RELATION);
    expect(await theirs.text(alice.uid)).toEqual(NO_RELATION);
    await mine.tells("REMOVED", { from: bob.uid, to: alice.uid });
    await theirs.tells("REMOVED", { from: bob.uid, to: alice.uid });
    expect([await relation(alice, bob), await relation(bob, alice)]).toEqual([DELETED, DELETED]);
    expect([await friendsOf(alice), await friendsOf(bob)]).toEqual([[], []]);
    expect(await bob.api.post("/roster/delete", { user_id: alice.uid })).toMatchObject({ code: 10025 });
    await befriend();
    expect(await mine.text(bob.uid)).toMatchObject({ code: OK });
  });

  it("strangers only where the app lets them", async () => {
    await twoUsers();
    expect(await (await device(alice)).text(bob.uid)).toMatchObject({ code: OK });
    const strict = await server.current.app("roster-strict", { settings: { strangers_may_chat: false } });
    await twoUsers(strict);
    const mine = await device(alice);
    const may = async () =>
      (await alice.api.get("/roster/may_message", { user_id: alice.uid, roster_id: bob.uid })).data;
    expect(await mine.text(bob.uid)).toEqual(NO_RELATION);
    expect(await may()).toBe(false);
    await befriend();
    expect(await mine.text(bob.uid)).toMatchObject({ code: OK });
    expect(await may()).toBe(true);
  });

  it("the app's word on strangers counts where they are talking already, too", async () => {
    const moody = await server.current.app("roster-moody");
    await twoUsers(moody);
    const mine = await device(alice);
    const direct = await Device.open(server.current.url, alice, `/xsync/conversations/${bob.uid}?sn=${mine.sn}`);
    devices.push(direct);
    const admin = await moody.admin();
    const allow = (strangers_may_chat: boolean) => admin.post("/app/settings", { strangers_may_chat });
    for (const each of [mine, direct]) expect(await each.text(bob.uid)).toMatchObject({ code: OK });
    expect((await allow(false)).code).toBe(200);
    // Isolates read it anew within 5 s.
    await expect.poll(() => mine.text(bob.uid)).toEqual(NO_RELATION);
    expect(await direct.text(bob.uid)).toEqual(NO_RELATION);
    expect((await allow(true)).code).toBe(200);
    await expect.poll(() => direct.text(bob.uid)).toMatchObject({ code: OK });
  });

  it("a change that was cut off between D1 and the conversation is finished by the next call", async () => {
    await twoUsers();
    const mine = await device(alice);
    expect(await mine.text(bob.uid)).toMatchObject({ code: OK });
    await server.current.database
      .prepare("INSERT INTO roster (app, uid, friend, relation, untold, updated_at) VALUES ('roster', ?, ?, 3, 1, 0)")
      .bind(bob.uid, alice.uid)
      .run();
    await bob.api.get("/roster/list");
    expect(await mine.text(bob.uid)).toEqual(BY_RECIPIENT);
  });

  it("two changes at once end as D1 says", async () => {
    await twoUsers();
    const mine = await device(alice);
    for (let round = 0; round < 5; round++) {
      await Promise.all([
        bob.api.post("/roster/block", { user_id: alice.uid }),
        bob.api.post("/roster/unblock", { user_id: alice.uid }),
        mine.text(bob.uid),
      ]);
      const blocked = (await relation(bob, alice)) === BLOCKED;
      expect(await mine.text(bob.uid)).toMatchObject(blocked ? BY_RECIPIENT : { code: OK });
      await bob.api.post("/roster/unblock", { user_id: alice.uid });
    }
  });
});

describe("/roster/may_message", () => {
  it("is a user's own question, and any of the app's", async () => {
    await twoUsers();
    const query = { user_id: bob.uid, roster_id: alice.uid };
    expect(await alice.api.get("/roster/may_message", query)).toMatchObject({ code: 10010 });
    expect(await (await app.admin()).get("/roster/may_message", query)).toMatchObject({ code: 200, data: true });
    await alice.api.post("/roster/block", { user_id: bob.uid });
    expect((await bob.api.get("/roster/may_message", query)).data).toBe(false);
  });
});

describe("the version of a list", () => {
  it("is another after every change of it, and the same while there is none", async () => {
    await twoUsers();
    const seen: unknown[] = [];
    const versionAfter = async (path: string, body: object) => {
      expect(await alice.api.post(path, { user_id: bob.uid, ...body })).toMatchObject({ code: 200 });
      const envelope = async () => (await (await alice.api.fetch("/roster/list")).json()) as { version: number };
      const { version } = await envelope();
      expect((await envelope()).version).toBe(version);
      seen.push(version);
    };
    for (const [path, body] of [
      ["/roster/apply", {}],
      ["/roster/ext", { alias: "B" }],
      ["/roster/block", {}],
      ["/roster/unblock", {}],
      ["/roster/delete", {}],
    ] as const)
      await versionAfter(path, body);
    expect(seen).toEqual([...new Set(seen)].sort());
    await settings(alice, { auth_mode: 1 });
    expect(await bob.api.post("/roster/apply", { user_id: alice.uid })).toMatchObject({ code: 200 });
    const requests = (await (await alice.api.fetch("/roster/apply/list")).json()) as { version: number };
    expect(requests.version).toBeGreaterThan(Number(seen.at(-1)));
  });
});

describe("/roster/ext", () => {
  it("changes what is given, and tells the user's own devices", async () => {
    await twoUsers();
    await befriend();
    const mine = await device(alice);
    const put = (body: object) => alice.api.call("PUT", "/roster/ext", {}, JSON.stringify(body));
    expect(await put({ user_id: bob.uid, alias: "B", ext: "x" })).toMatchObject({ code: 200 });
    expect(await put({ user_id: bob.uid, mute_notification: true })).toMatchObject({ code: 200 });
    const { content } = await mine.tells("INFO_UPDATED", { ns: "roster", from: alice.uid, to: bob.uid });
    expect(JSON.parse(content)).toEqual({ alias: "B", ext: "x" });
    await mine.tells("MUTED", { to: bob.uid });
    const item = { alias: "B", ext: "x", mute_notification: true, relation: FRIEND };
    expect((await alice.api.get("/roster/id", { user_id: bob.uid })).data).toMatchObject(item);
    expect(await put({ user_id: 5, alias: "B" })).toMatchObject({ code: 10000 });
  });
});

describe("looking users up", () => {
  it("finds by name, id and mobile, and nobody of another app", async () => {
    await twoUsers();
    await server.current.database.prepare("UPDATE users SET mobile = '+1555' WHERE uid = ?").bind(bob.uid).run();
    const bobs = { code: 200, data: { user_id: bob.uid, username: bob.name } };
    expect(await alice.api.get("/roster/name", { username: bob.name })).toMatchObject(bobs);
    expect(await alice.api.get("/roster/id", { user_id: bob.uid })).toMatchObject(bobs);
    expect(await alice.api.get("/roster/mobile", { mobile: "+1555" })).toMatchObject(bobs);
    expect(await alice.api.get("/roster/mobile", { mobile: "+1 (55)-5" })).toMatchObject(bobs);
    expect(await alice.api.get("/roster/mobile", { mobile: "+1555, at home" })).toMatchObject({ code: 10002 });
    const far = await (await server.current.app(`roster-look-${counter}`)).user("far");
    expect(await far.api.get("/roster/name", { username: bob.name })).toMatchObject({ code: 10000 });
    expect(await far.api.get("/roster/id", { user_id: bob.uid })).toMatchObject({ code: 10000 });
    expect(await far.api.get("/roster/mobile", { mobile: "+1555" })).toMatchObject({ code: 10000 });
  });
});
