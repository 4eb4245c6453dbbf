/** docs/webhooks.md, [HOOK-10] to [HOOK-18]: the app's server hears of everything that was stored. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../support/api.ts";
import { found, say } from "../support/group-scene.ts";
import { HookReceiver } from "../support/hook-receiver.ts";
import { type TestApp, type TestUser, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
const receiver = new HookReceiver();
let app: TestApp;
let admin: Api;
let alice: TestUser;

async function secretOf(api: Api): Promise<{ id: string; secret: string }> {
  return (await api.post("/app/webhook/secret")).data as { id: string; secret: string };
}

beforeAll(async () => {
  await receiver.start();
  app = await server.current.app("hooks");
  admin = await app.admin();
  receiver.secrets = [(await secretOf(admin)).secret];
  await admin.post("/app/settings", { after_send_url: receiver.url });
  alice = await app.user("alice");
});

afterAll(() => receiver.stop());

const between = (a: TestUser, b: TestUser) => `u:${Math.min(a.uid, b.uid)}:${Math.max(a.uid, b.uid)}`;

async function send(to: TestUser, content: string, more: Record<string, unknown> = {}): Promise<number> {
  const sent = await alice.api.post("/message/send", { type: 1, targets: [to.uid], content_type: 0, content, ...more });
  expect(sent.code).toBe(200);
  return sent.msg_ids?.[0] ?? 0;
}

const texts = (conversation: string) => receiver.events(conversation).map(({ content }) => content);

const status = async () =>
  (await admin.get("/app/webhook/status")).data as {
    waiting: number;
    pending_since: number;
    secrets: { id: string }[];
    conversations: { conversation: string; error: string; pending_since: number }[];
  };

describe("after-send", () => {
  it("[HOOK-10] [HOOK-11] tells messages, edits and recalls in order, signed", async () => {
    const bob = await app.user("bob");
    const conversation = between(alice, bob);
    const first = await send(bob, "one");
    const second = await send(bob, "two");
    await receiver.until(() => receiver.events(conversation).length === 2, "both messages");
    await send(bob, "!", { content_type: 11, related_mid: first });
    await send(bob, "2", { content_type: 12, related_mid: second });
    await send(bob, "", { content_type: 10, related_mid: first });
    await receiver.until(() => receiver.events(conversation).length === 5, "all five");
    expect(receiver.events(conversation)).toMatchObject([
      {
        type: "message",
        mid: first,
        seq: 1,
        from: alice.uid,
        to: bob.uid,
        content: "one",
        id: `${conversation}/${first}`,
      },
      { type: "message", mid: second, seq: 2, content: "two" },
      { type: "append", seq: 3, target_mid: first, content: "!" },
      { type: "replace", seq: 4, target_mid: second, content: "2" },
      { type: "recall", seq: 5, target_mid: first },
    ]);
    const requests = receiver.received.filter(({ body }) => body.conversation === conversation);
    for (const { signedBy, body } of requests) {
      expect(signedBy).toEqual([0]);
      expect(body).toMatchObject({ type: "entries", app: "hooks" });
    }
  });

  it("[HOOK-10] tells group notices and messages of groups", async () => {
    const gid = await found(alice, []);
    await say(alice, gid, "to the group");
    await receiver.until(() => texts(`g:${gid}`).includes("to the group"), "the message");
    expect(receiver.events(`g:${gid}`)[0]).toMatchObject({ type: "notice", seq: 1, notice: { type: "CREATED" } });
    expect(receiver.events(`g:${gid}`).map(({ seq }) => seq)).toEqual(
      receiver.events(`g:${gid}`).map((_, at) => at + 1),
    );
  });

  it("[HOOK-12] [HOOK-13] a receiver that fails, redirects and goes away loses nothing and sees one order", async () => {
    const carol = await app.user("carol");
    const conversation = between(alice, carol);
    let answers = 0;
    receiver.handler = (received, response) => {
      if (received.body.conversation !== conversation) return void response.end();
      if (answers++ === 0) response.statusCode = 500;
      else response.writeHead(302, { location: "/elsewhere" });
      response.end();
    };
    const before = Date.now();
    await send(carol, "one");
    await receiver.until(() => answers >= 2, "a second try");
    await expect.poll(async () => (await status()).conversations[0]?.error).toBe("HTTP 302");
    const shown = await status();
    expect(shown).toMatchObject({ waiting: 1, conversations: [{ conversation }] });
    expect(shown.pending_since).toBeGreaterThanOrEqual(before);
    await receiver.stop();
    await send(carol, "two");
    await send(carol, "three");
    receiver.handler = (_received, response) => void response.end();
    const tried = receiver.events(conversation).length;
    await receiver.start();
    await receiver.until(() => texts(conversation).slice(tried).includes("three"), "all of it", 30_000);
    expect(texts(conversation).slice(tried)).toEqual(["one", "two", "three"]);
    expect(receiver.received.every(({ path }) => path === "/hook")).toBe(true);
    await expect.poll(async () => (await status()).waiting).toBe(0);
  });

  it("[HOOK-14] does not hold one conversation up for another", async () => {
    const [slow, quick] = [await app.user("slow"), await app.user("quick")];
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    receiver.handler = async (received, response) => {
      if (received.body.conversation === between(alice, slow)) await held;
      response.end();
    };
    await send(slow, "slow");
    await send(quick, "quick");
    await receiver.until(() => texts(between(alice, quick)).includes("quick"), "the quick one");
    expect(texts(between(alice, slow))).toEqual(["slow"]);
    release();
    receiver.handler = (_received, response) => void response.end();
  });

  it("[HOOK-15] tells again from a mid, and page by page since a time", async () => {
    const dora = await app.user("dora");
    const conversation = between(alice, dora);
    const since = Date.now();
    const mids = [await send(dora, "a"), await send(dora, "b"), await send(dora, "c")];
    await receiver.until(() => texts(conversation).length === 3, "all three");
    const again = await admin.post("/app/webhook/replay", { conversation, after_mid: mids[0] });
    expect(again.data).toEqual({ conversations: 1, entries: 2 });
    await receiver.until(() => texts(conversation).length === 5, "two again");
    expect(texts(conversation).slice(3)).toEqual(["b", "c"]);
    const ids = receiver.events(conversation).map(({ id }) => id);
    expect(ids.slice(3)).toEqual(ids.slice(1, 3));
    const archived = async () => {
      const all = await admin.post("/app/webhook/replay", { since, limit: 100 });
      return (all.data as { conversations: number }).conversations;
    };
    await expect.poll(archived).toBeGreaterThanOrEqual(1);
    await receiver.until(() => texts(conversation).length >= 8, "all three again");
    const first = await admin.post("/app/webhook/replay", { since: 0, limit: 2 });
    expect(first).toMatchObject({ data: { conversations: 2 }, cursor: expect.stringContaining(":") });
    const turned = conversation.replace(/(\d+):(\d+)/, "$2:$1");
    for (const wrong of ["x:1", turned, `u:0${alice.uid}:${dora.uid}`]) {
      expect(await admin.post("/app/webhook/replay", { conversation: wrong })).toMatchObject({ code: 10002 });
    }
    expect(await admin.post("/app/webhook/replay", { conversation: "g:999" })).toMatchObject({ code: 20001 });
  });

  it("[HOOK-16] once the URL is gone nothing is told, and a new one begins with what comes then", async () => {
    const eve = await app.user("eve");
    const conversation = between(alice, eve);
    await send(eve, "told");
    await receiver.until(() => texts(conversation).length === 1, "the first");
    await admin.post("/app/settings", { after_send_url: null });
    await send(eve, "untold");
    await admin.post("/app/settings", { after_send_url: receiver.url });
    await send(eve, "told again");
    await receiver.until(() => texts(conversation).includes("told again"), "the third");
    expect(texts(conversation)).toEqual(["told", "told again"]);
  });
});

describe("secrets", () => {
  it("[HOOK-17] are shown once, two are valid at a time, and the last one stays", async () => {
    const own = await server.current.app("hooks-secrets");
    const api = await own.admin();
    expect(await api.post("/app/settings", { after_send_url: receiver.url })).toMatchObject({ code: 10002 });
    const [first, second, third] = [await secretOf(api), await secretOf(api), await secretOf(api)];
    expect(first.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const shown = await api.get("/app/webhook/status");
    expect((shown.data as { secrets: { id: string }[] }).secrets.map(({ id }) => id)).toEqual([third.id, second.id]);
    expect(JSON.stringify([shown, await api.get("/app/settings")])).not.toContain("whsec_");
    await api.post("/app/settings", { after_send_url: receiver.url });
    const [x, y] = [await own.user("x"), await own.user("y")];
    receiver.secrets.push(first.secret, second.secret, third.secret);
    const told = (content: string) =>
      receiver.received.find(({ body }) => body.events?.some((event) => event.content === content));
    const say = (content: string) =>
      x.api.post("/message/send", { type: 1, targets: [y.uid], content_type: 0, content });
    await say("signed by two");
    expect(await receiver.until(() => told("signed by two"), "it")).toMatchObject({ signedBy: [2, 3] });
    expect(await api.post("/app/webhook/secret/remove", { id: second.id })).toMatchObject({ code: 200 });
    await say("signed by one");
    expect(await receiver.until(() => told("signed by one"), "it")).toMatchObject({ signedBy: [3] });
    expect(await api.post("/app/webhook/secret/remove", { id: third.id })).toMatchObject({ code: 10002 });
    expect(await api.post("/app/webhook/secret/remove", { id: "nobody's" })).toMatchObject({ code: 10002 });
  });
});
