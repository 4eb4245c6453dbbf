/** Search: whatever part of a text a user looks for is found, and nothing that this user may not see. */

import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import { conversationStub, hubStub } from "../../durable-objects/env";
import { pb } from "../../protocol/codec";
import { foldText } from "../../protocol/fold-text";
import { conversationName } from "../../protocol/ids";
import { allocateId } from "../../src/store/allocate-id";
import { expectArchived } from "./support/log";
import { SdkClient } from "./support/sdk-client";
import { between, groupObject, keyBetween, makeApp, makePair, makeUser, type User } from "./support/stage";
import { until } from "./support/until";

const { RECALL, APPEND, REPLACE, DELETE } = pb.MessageOperation.OpType;
const seed = Number(Date.now() % 2 ** 31);

interface Answer {
  code: number;
  data: { msg_id: number; timestamp: number; content: string; conversation_id: number; from_xid: { uid: number } }[];
  cursor?: string;
}

async function search(user: User, query: Record<string, string | number>): Promise<Answer> {
  const url = new URL("http://oriole.example/message/search");
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  const response = await exports.default.fetch(url, { headers: { app_id: user.app, "access-token": user.token } });
  return (await response.json()) as Answer;
}

/** Contents over all pages, newest first. */
async function all(user: User, query: Record<string, string | number>): Promise<string[]> {
  const found: string[] = [];
  let cursor = "";
  do {
    const page = await search(user, { ...query, cursor });
    expect(page.code).toBe(200);
    found.push(...page.data.map(({ content }) => content));
    cursor = page.cursor ?? "";
  } while (cursor !== "");
  return found;
}

/** Past sockets, many at a time. */
async function say(from: User, to: User, texts: string[], more: pb.MessageBody.$Properties = {}): Promise<number[]> {
  const items = texts.map((content) => ({
    uid: from.uid,
    sn: 0,
    clientMid: crypto.randomUUID(),
    ns: pb.Meta.NameSpace.MESSAGE,
    payload: pb.MessageBody.encode({ type: pb.MessageBody.Type.CHAT, content, ...more }).finish(),
    to: to.uid,
    echo: true,
  }));
  const { results } = await conversationStub(env, `${from.app}:${keyBetween(from, to)}`).publish(items);
  return results.map((result) => (result.ok ? result.mid : 0));
}

const archived = (a: User, b: User) => expectArchived(a.app, keyBetween(a, b), between(a, b));

/** The hubs know the conversation. */
async function listed(...users: User[]): Promise<void> {
  for (const { app, uid } of users) {
    await until(async () => expect(await hubStub(env, app, uid).conversations(uid)).not.toEqual([]));
  }
}

/** 2^31 numbers, the same for one seed. */
function randoms(start: number): (below: number) => number {
  let state = start || 1;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

const ALPHABETS = [
  "我们今天下午三点开会讨论项目进展请大家准时参加谢谢明天再见好的没问题收到文件已经发给你了吗",
  "the quick Brown fox jumps over lazy dogs and WRITES reports about Quarterly figures, again! ",
  "今日は会議があります。ガギグゲゴ資料を確認してください。カタカナﾊﾝｶｸｶﾞｷﾞ漢字ひらがなＡＢＣ１２３",
];

function corpus(count: number, random: (below: number) => number): string[] {
  return Array.from({ length: count }, (_, n) => {
    const letters = [...(ALPHABETS[n % ALPHABETS.length] ?? "")];
    const length = 4 + random(36);
    return Array.from({ length }, () => letters[random(letters.length)]).join("");
  });
}

describe("search", () => {
  it(`[SEARCH-2] finds every part of two characters or more, whatever its case and width (seed ${seed})`, async () => {
    const [anna, ben] = await makePair();
    const random = randoms(seed);
    const texts = corpus(2_000, random);
    for (let at = 0; at < texts.length; at += 250) await say(anna, ben, texts.slice(at, at + 250));
    await archived(anna, ben);
    await listed(ben);
    for (let n = 0; n < 40; n++) {
      const text = [...(texts[random(texts.length)] ?? "")];
      const from = random(text.length - 2);
      const part = text.slice(from, from + 2 + random(4)).join("");
      if (part.trim() === "") continue;
      const keyword = [part, part.toUpperCase(), part.normalize("NFKC")][n % 3] ?? part;
      const expected = texts.filter((each) => foldText(each).includes(foldText(keyword)));
      const found = await all(ben, { keyword, limit: 100 });
      expect(found, `"${keyword}"`).toEqual(expected.reverse());
    }
  });

  it("[SEARCH-2] finds what is in stretches too large for D1, which hold up nothing", async () => {
    const [anna, ben] = await makePair();
    await say(anna, ben, Array(64).fill("\ufdfa".repeat(5_400)));
    await say(anna, ben, ["needle"]);
    await archived(anna, ben);
    await listed(ben);
    expect(await all(ben, { keyword: "needle" })).toEqual(["needle"]);
    expect(await all(ben, { keyword: "\ufdfa\ufdfa", limit: 100 })).toHaveLength(64);
    expect(await all(ben, { keyword: "hay" })).toEqual([]);
  });

  it("[SEARCH-1] looks into the caller's conversations alone, by author, kind, time and conversation, page by page", async () => {
    const app = await makeApp();
    const [anna, ben, carl] = [await makeUser(app), await makeUser(app), await makeUser(app)];
    const [first = 0] = await say(anna, ben, ["needle one"]);
    await say(ben, anna, ["needle two"]);
    await say(carl, ben, ["needle of others"]);
    await say(anna, carl, ["needle three", "hay"], { ctype: pb.MessageBody.ContentType.FILE });
    for (const [a, b] of [
      [anna, ben],
      [ben, carl],
      [anna, carl],
    ] as const)
      await archived(a, b);
    await listed(anna, ben, carl);
    const keyword = "NEEDLE";
    expect(await all(anna, { keyword })).toEqual(["needle three", "needle two", "needle one"]);
    expect(await all(anna, { keyword, limit: 1 })).toEqual(["needle three", "needle two", "needle one"]);
    expect(await all(anna, { keyword, conversation_id: ben.uid })).toEqual(["needle two", "needle one"]);
    expect(await all(anna, { keyword, from_user_id: ben.uid })).toEqual(["needle two"]);
    expect(await all(anna, { keyword, content_type: 4 })).toEqual(["needle three"]);
    expect(await all(anna, { keyword, end_time: 1 })).toEqual([]);
    expect(await all(anna, { keyword, start_time: Date.now() + 60_000 })).toEqual([]);
    const { data } = await search(anna, { keyword, conversation_id: ben.uid });
    expect(data.at(-1)).toMatchObject({ msg_id: first, conversation_id: ben.uid, from_xid: { uid: anna.uid } });
    const oldest = data.at(-1)?.timestamp ?? 0;
    const narrowed = { conversation_id: ben.uid, from_user_id: anna.uid, keyword };
    expect(await all(anna, { ...narrowed, start_time: oldest, end_time: oldest })).toEqual(["needle one"]);
    expect(await all(anna, { ...narrowed, end_time: oldest - 1 })).toEqual([]);
    const far = await makeUser(await makeApp());
    expect(await all(far, { keyword })).toEqual([]);
    expect(await all(anna, { keyword, conversation_id: far.uid })).toEqual([]);
  });

  it("[SEARCH-3] finds files by their names, the new text of what was edited, and nothing that was recalled", async () => {
    const [anna, ben] = await makePair();
    const a = await SdkClient.inbox(anna);
    await say(
      anna,
      ben,
      Array.from({ length: 20 }, (_, n) => `filler ${n}`),
    );
    const [gone = 0, longer = 0, other = 0] = await say(anna, ben, ["secret plan", "the plan", "old plan"]);
    const attachment = JSON.stringify({ dName: "Plan B.pdf", fLen: 1 });
    await say(anna, ben, [""], { ctype: pb.MessageBody.ContentType.FILE, attachment });
    await archived(anna, ben);
    // Once in the newest, open stretch, and once more when it has long been full.
    for (const round of [1, 2]) {
      await listed(ben);
      if (round === 1) {
        await a.operate(ben.uid, RECALL, gone, ben.uid);
        await a.operate(ben.uid, REPLACE, other, ben.uid, "new scheme");
        await a.operate(ben.uid, APPEND, longer, ben.uid, " is good");
      } else {
        await say(
          anna,
          ben,
          Array.from({ length: 40 }, (_, n) => `more ${n}`),
        );
        await a.operate(ben.uid, REPLACE, other, ben.uid, "newest scheme");
      }
      await archived(anna, ben);
      expect(await all(ben, { keyword: "plan" }), `round ${round}`).toEqual(["", "the plan is good"]);
      expect(await all(ben, { keyword: "plan is" })).toEqual(["the plan is good"]);
      expect(await all(ben, { keyword: "scheme" })).toEqual([round === 1 ? "new scheme" : "newest scheme"]);
      expect(await all(ben, { keyword: "secret" })).toEqual([]);
    }
  });

  it("[SEARCH-4] shows nothing that the user deleted or cleared, nor what a group said before it came", async () => {
    const app = await makeApp();
    const [anna, ben, carl] = [await makeUser(app), await makeUser(app), await makeUser(app)];
    const b = await SdkClient.inbox(ben);
    const [mine = 0] = await say(anna, ben, ["treasure to hide", "treasure to keep"]);
    await archived(anna, ben);
    await listed(ben);
    await b.operate(ben.uid, DELETE, mine, anna.uid);
    expect(await all(ben, { keyword: "treasure" })).toEqual(["treasure to keep"]);
    expect(await all(anna, { keyword: "treasure" })).toHaveLength(2);
    await hubStub(env, app, ben.uid).removeConversation(ben.uid, anna.uid);
    expect(await all(ben, { keyword: "treasure" })).toEqual([]);

    const gid = await allocateId(env.DB, app, "group");
    const group = conversationStub(env, conversationName(app, { kind: "group", gid }));
    const facts = { type: 0, name: "g", avatar: "", description: "", capacity: 10 };
    await group.changeGroup("create", { owner: anna.uid, members: [{ uid: ben.uid, confirm: false }], ...facts });
    const speak = (content: string) => {
      const payload = pb.MessageBody.encode({ type: pb.MessageBody.Type.GROUPCHAT, content }).finish();
      const item = { uid: anna.uid, sn: 0, clientMid: content, ns: 1, payload, to: gid, echo: true };
      return group.publish([item]);
    };
    await speak("treasure before");
    await group.changeGroup("invite", { by: anna.uid, candidates: [{ uid: carl.uid, confirm: false }], reason: "" });
    await speak("treasure after");
    await expectArchived(app, `g:${gid}`, groupObject(app, gid));
    await listed(carl);
    expect(await all(carl, { keyword: "treasure" })).toEqual(["treasure after"]);
    expect(await all(ben, { keyword: "treasure" })).toEqual(["treasure after", "treasure before"]);
    await group.changeGroup("setSettings", { by: anna.uid, patch: { historyVisible: true } });
    expect(await all(carl, { keyword: "treasure" })).toEqual(["treasure after", "treasure before"]);
    await group.changeGroup("kick", { by: anna.uid, uids: [carl.uid] });
    await until(async () => expect(await all(carl, { keyword: "treasure" })).toEqual([]));
  });

  describe("and D1", () => {
    let away = false;
    const move = async (there: boolean) => {
      const [from, to] = there ? ["search_blocks", "search_blocks_away"] : ["search_blocks_away", "search_blocks"];
      await env.DB.prepare(`ALTER TABLE ${from} RENAME TO ${to}`).run();
      away = there;
    };
    afterEach(async () => {
      if (away) await move(false);
    });

    it("[SEARCH-5] an outage delays what can be found and loses nothing", async () => {
      const [anna, ben] = await makePair();
      await move(true);
      await say(
        anna,
        ben,
        Array.from({ length: 70 }, (_, n) => `word${n}!`),
      );
      await runDurableObjectAlarm(between(anna, ben));
      await evictDurableObject(between(anna, ben));
      await move(false);
      await archived(anna, ben);
      await listed(ben);
      for (const n of [0, 31, 32, 69]) expect(await all(ben, { keyword: `word${n}!` })).toEqual([`word${n}!`]);
    });

    it("[SEARCH-5] all of it can be made again from the logs", async () => {
      const [anna, ben] = await makePair();
      await say(
        anna,
        ben,
        Array.from({ length: 500 }, (_, n) => `word${n}!`),
      );
      await archived(anna, ben);
      await listed(ben);
      const wipe = ["search_blocks", "messages"].map((table) =>
        env.DB.prepare(`DELETE FROM ${table} WHERE app = ?`).bind(anna.app),
      );
      await env.DB.batch(wipe);
      expect(await all(ben, { keyword: "word7!" })).toEqual([]);
      await conversationStub(env, `${anna.app}:${keyBetween(anna, ben)}`).rewriteArchive();
      await evictDurableObject(between(anna, ben));
      await archived(anna, ben);
      for (const n of [0, 255, 499]) expect(await all(ben, { keyword: `word${n}!` })).toEqual([`word${n}!`]);
    });
  });
});
