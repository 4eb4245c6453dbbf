/** docs/moderation.md, [WORD-1] to [WORD-6]: the word list over every way that text takes. */

import { beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../support/api.ts";
import { closeDevicesAfterEach, found, online, say } from "../support/group-scene.ts";
import { type TestApp, type TestUser, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
closeDevicesAfterEach();

const CENSORED = 10021;
const WORD_CENSORED = 12;

let app: TestApp;
let admin: Api;
let alice: TestUser;
let bob: TestUser;

beforeAll(async () => {
  app = await server.current.app("words");
  admin = await app.admin();
  [alice, bob] = [await app.user("alice"), await app.user("bob")];
  expect(await admin.post("/app/keyword/add", { words: ["casino", "赌博"] })).toMatchObject({ data: { total: 2 } });
  const masked = { words: ["darn", "坏词"], action: "mask" };
  expect(await admin.post("/app/keyword/add", masked)).toMatchObject({ code: 200, data: { total: 4 } });
});

const text = (to: number, content: string) => ({ type: 1, targets: [to], content_type: 0, content });

async function contents(of: TestUser, opposite: number): Promise<string[]> {
  const { data } = await of.api.get("/message/conversation", { opposite_id: opposite, limit: 50 });
  return (data as { messages: { content: string }[] }).messages.map(({ content }) => content).reverse();
}

async function sendTo(to: TestUser, content: string): Promise<number> {
  const sent = await alice.api.post("/message/send", text(to.uid, content));
  return sent.msg_ids?.[0] ?? 0;
}

const edit = (content_type: 11 | 12, to: TestUser, related_mid: number, content: string) =>
  alice.api.post("/message/send", { ...text(to.uid, content), content_type, related_mid });

describe("by REST", () => {
  it("[WORD-1] refuses a message with a word, stores nothing, and says why", async () => {
    const to = await app.user("clean");
    expect(await alice.api.post("/message/send", text(to.uid, "the C\u200bA\u200bSINO"))).toMatchObject({
      code: CENSORED,
      message: expect.stringContaining("antispam"),
    });
    expect(await contents(to, alice.uid)).toEqual([]);
  });

  it("[WORD-5] stores asterisks in place of a masked word", async () => {
    const to = await app.user("masked");
    await sendTo(to, "darn, 坏 词!");
    expect(await contents(to, alice.uid)).toEqual(["****, ***!"]);
  });

  it("[WORD-6] counts for the app's own messages as well, and not for another app", async () => {
    const sent = { ...text(bob.uid, "casino"), from_user_id: alice.uid };
    expect(await admin.post("/message/send", sent)).toMatchObject({ code: CENSORED });
    const other = await server.current.app("words-other");
    const [x, y] = [await other.user("x"), await other.user("y")];
    expect(await x.api.post("/message/send", text(y.uid, "casino"))).toMatchObject({ code: 200 });
  });

  it("[WORD-6] counts for system messages, to some and to all", async () => {
    const to = await app.user("notified");
    const notice = (content: string) => admin.post("/message/notify", text(to.uid, content));
    const broadcast = (content: string) => admin.post("/message/broadcast", { type: 1, content_type: 0, content });
    expect(await notice("the casino")).toMatchObject({ code: CENSORED, message: expect.stringContaining("antispam") });
    expect(await broadcast("the casino")).toMatchObject({ code: CENSORED });
    expect(await notice("darn you")).toMatchObject({ code: 200 });
    expect(await broadcast("darn you all")).toMatchObject({ code: 200 });
    await expect.poll(() => contents(to, 0)).toEqual(["**** you", "**** you all"]);
  });

  it("[WORD-4] an append that completes a word is refused, or the whole text is masked", async () => {
    const to = await app.user("appended");
    const first = await sendTo(to, "welcome to the cas");
    expect(await edit(11, to, first, "ino")).toMatchObject({ code: CENSORED });
    expect(await edit(11, to, first, "tle")).toMatchObject({ code: 200 });
    const second = await sendTo(to, "well, da");
    expect(await edit(11, to, second, "rn it")).toMatchObject({ code: 200 });
    expect(await edit(12, to, first, "a casino")).toMatchObject({ code: CENSORED });
    expect(await contents(to, alice.uid)).toEqual(["welcome to the castle", "well, **** it"]);
  });

  it("[WORD-5] [WORD-4] who sends for an AI gets back what was stored and told, also when it repeats itself", async () => {
    const to = await app.user("asked");
    const ai = async (by: Api, content_type: number, content: string, more: Record<string, unknown> = {}) => {
      const answer = await by.post("/ai/message/send", { ...text(to.uid, content), content_type, ...more });
      expect(answer).toMatchObject({ code: 200 });
      return (answer.data as { messages: { content: string; msg_id: number; type: string }[] }).messages[0];
    };
    const begun = await ai(alice.api, 0, "darn, da", { transaction_id: 1 });
    expect(begun).toMatchObject({ content: "****, da", type: "CHAT" });
    const piece = { related_mid: begun?.msg_id };
    expect(await ai(alice.api, 11, "y, darn it", piece)).toMatchObject({ content: "y, **** it", type: "OPER" });
    // What was there before is masked with it, so that the piece is told as the whole.
    expect(await ai(alice.api, 12, "da", piece)).toMatchObject({ content: "da", type: "OPER" });
    expect(await ai(alice.api, 11, "rn", piece)).toMatchObject({ content: "****", type: "OPER" });
    expect(await ai(alice.api, 0, "darn, da", { transaction_id: 1 })).toEqual({ ...begun, content: "****" });
    expect(await ai(admin, 0, "darn you")).toMatchObject({ content: "**** you", type: "CHAT" });
    expect(await contents(to, 0)).toEqual(["**** you"]);
    expect(await ai(alice.api, 10, "", piece)).toMatchObject({ content: "", type: "OPER" });
    expect(await ai(alice.api, 0, "darn, da", { transaction_id: 1 })).toEqual({ ...begun, content: "" });
  });

  it("in groups", async () => {
    const gid = await found(alice, [bob]);
    expect(await say(alice, gid, "赌　博")).toBe(CENSORED);
    expect(await say(alice, gid, "fine")).toBe(200);
  });
});

describe("on sockets", () => {
  it("[WORD-1] [SEND-2] refuses in the order of sending with status 12, and lets the others through", async () => {
    const [sender, receiver] = [await online(server.current, alice), await online(server.current, bob)];
    const acks = await Promise.all(
      ["one", "casino", "two darn", "赌博", "three"].map((content) => sender.text(bob.uid, content)),
    );
    expect(acks.map(({ code }) => code)).toEqual([1, WORD_CENSORED, 1, WORD_CENSORED, 1]);
    expect(acks[1]?.reason).toContain("antispam");
    await receiver.until(() => receiver.store.texts(alice.uid).includes("three"), "the last of them");
    expect(receiver.store.texts(alice.uid)).toEqual(["one", "two ****", "three"]);
  });

  it("[WORD-4] a device that holds the beginning of a word gets the masked whole", async () => {
    const [sender, receiver] = [await online(server.current, alice), await online(server.current, bob)];
    const mid = await sender.say(bob.uid, "da");
    await receiver.until(() => receiver.store.texts(alice.uid).includes("da"), "the beginning");
    const append = { to: bob.uid, mid, xid: bob.uid, content: "rn" };
    expect(await sender.operate("APPEND", append)).toMatchObject({ code: 1 });
    await receiver.until(() => receiver.store.texts(alice.uid).includes("****"), "the masked whole");
    const replace = { to: bob.uid, mid, xid: bob.uid, content: "darn good" };
    expect(await sender.operate("REPLACE", replace)).toMatchObject({ code: 1 });
    await receiver.until(() => receiver.store.texts(alice.uid).includes("**** good"), "the masked replacement");
  });
});

describe("the list", () => {
  it("is paged in the order of the words, and shows what each does", async () => {
    const first = await admin.get("/app/keyword/list", { limit: 3 });
    expect(first).toMatchObject({
      total: 4,
      cursor: "坏词",
      data: [
        { word: "casino", match: "fuzzy", action: "refuse" },
        { word: "darn", match: "fuzzy", action: "mask" },
        { word: "坏词", match: "fuzzy", action: "mask" },
      ],
    });
    const rest = await admin.get("/app/keyword/list", { limit: 3, cursor: "坏词" });
    expect(rest.data).toMatchObject([{ word: "赌博" }]);
    expect(rest.cursor).toBeUndefined();
  });

  it("[WORD-7] changes with the next message of this server", async () => {
    const [x, y] = [await app.user("x1"), await app.user("y1")];
    const send = async () => (await x.api.post("/message/send", text(y.uid, "temporary"))).code;
    expect(await send()).toBe(200);
    await admin.post("/app/keyword/add", { words: ["Temporary"], match: "exact" });
    expect(await send()).toBe(200);
    await admin.post("/app/keyword/add", { words: ["temporary"], match: "exact" });
    expect(await send()).toBe(CENSORED);
    await admin.call("DELETE", "/app/keyword/remove", {}, JSON.stringify({ words: ["temporary", "Temporary"] }));
    expect(await send()).toBe(200);
  });

  it("[WORD-7] a change that this isolate did not make is in force after some seconds", async () => {
    const [x, y] = [await app.user("x2"), await app.user("y2")];
    const send = async () => (await x.api.post("/message/send", text(y.uid, "elsewhere"))).code;
    expect(await send()).toBe(200);
    const { database } = server.current;
    await database.batch([
      database.prepare("INSERT INTO keywords VALUES ('words', 'elsewhere', 'exact', 'refuse', 0)"),
      database.prepare("UPDATE apps SET keywords = keywords + 1 WHERE id = 'words'"),
    ]);
    await expect.poll(send, { interval: 200 }).toBe(CENSORED);
    await admin.post("/app/keyword/remove", { words: ["elsewhere"] });
  });

  it.each([
    { words: [] },
    { words: [" "] },
    { words: ["x".repeat(65)] },
    { words: ["🔞"], match: "fuzzy" },
    { words: ["\u0000"] },
    { words: ["x"], match: "regex" },
    { words: ["x"], action: "shout" },
  ])("refuses %j as a bad parameter", async (wrong) => {
    expect(await admin.post("/app/keyword/add", wrong)).toMatchObject({ code: 10002 });
  });

  it("has room for ten thousand", async () => {
    const full = await server.current.app("words-full");
    const api = await full.admin();
    for (let part = 0; part < 10; part++) {
      const words = Array.from({ length: 1_000 }, (_, n) => `word${part}-${n}`);
      expect(await api.post("/app/keyword/add", { words })).toMatchObject({ code: 200 });
    }
    expect(await api.post("/app/keyword/add", { words: ["one more"] })).toMatchObject({ code: 10002 });
    const [x, y] = [await full.user("x"), await full.user("y")];
    expect(await x.api.post("/message/send", text(y.uid, "WORD7-77"))).toMatchObject({ code: CENSORED });
    expect(await x.api.post("/message/send", text(y.uid, "words"))).toMatchObject({ code: 200 });
  });
});
