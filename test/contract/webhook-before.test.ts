/** docs/webhooks.md, [HOOK-1] to [HOOK-6]: the app's server has a say in what is stored. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../support/api.ts";
import { Device } from "../support/device.ts";
import { closeDevicesAfterEach, online } from "../support/group-scene.ts";
import { HookReceiver, type Question } from "../support/hook-receiver.ts";
import { type TestApp, type TestUser, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
const receiver = new HookReceiver();
closeDevicesAfterEach();

const SENDING_TOO_FAST = 20;

let app: TestApp;
let admin: Api;
let alice: TestUser;

/** By the first word of the text. */
function verdictOf({ content }: Question) {
  if (content.startsWith("refuse")) return { action: "refuse", reason: "antispam: house rules" };
  if (content.startsWith("replace")) return { action: "replace", content: "something nicer" };
  if (content.startsWith("halve")) return { action: "replace", content: "half \ud83d" };
  return { action: "allow" };
}

const judging: HookReceiver["handler"] = ({ body }, response) =>
  void response.end(JSON.stringify({ verdicts: (body.messages ?? []).map(verdictOf) }));

beforeAll(async () => {
  await receiver.start();
  receiver.handler = judging;
  app = await server.current.app("before");
  admin = await app.admin();
  const { data } = await admin.post("/app/webhook/secret");
  receiver.secrets = [(data as { secret: string }).secret];
  await admin.post("/app/settings", { before_send_url: receiver.url, before_send_timeout_ms: 1_000 });
  alice = await app.user("alice");
});

afterAll(() => receiver.stop());

const send = (to: TestUser, content: string, more: Record<string, unknown> = {}) =>
  alice.api.post("/message/send", { type: 1, targets: [to.uid], content_type: 0, content, ...more });

const asks = (texts: string[]) =>
  texts.every((text) => receiver.received.some(({ body }) => body.messages?.some(({ content }) => content === text)));

async function contents(of: TestUser, opposite: number): Promise<string[]> {
  const { data } = await of.api.get("/message/conversation", { opposite_id: opposite, limit: 100 });
  return (data as { messages: { content: string }[] }).messages.map(({ content }) => content).reverse();
}

describe("before-send", () => {
  it("[HOOK-1] [HOOK-2] allows, refuses with a reason, and replaces, by REST", async () => {
    const bob = await app.user("bob");
    expect(await send(bob, "allow this")).toMatchObject({ code: 200 });
    expect(await send(bob, "refuse this")).toMatchObject({ code: 10021, message: "antispam: house rules" });
    expect(await send(bob, "replace this")).toMatchObject({ code: 200 });
    expect(await send(bob, "halve this")).toMatchObject({ code: 200 });
    expect(await contents(bob, alice.uid)).toEqual(["allow this", "something nicer", "half \ufffd"]);
    const asked = receiver.received.filter(({ body }) => body.messages?.some(({ to }) => to === bob.uid));
    expect(asked.every(({ signedBy }) => signedBy.length === 1)).toBe(true);
    expect(asked[0]?.body).toMatchObject({
      type: "before_send",
      app: "before",
      messages: [{ type: "message", from: alice.uid, to: bob.uid, content: "allow this", content_type: "TEXT" }],
    });
  });

  it("[HOOK-2] has a say in edits, and words are looked for in what it replaces", async () => {
    const bob = await app.user("edited");
    const mid = (await send(bob, "begun")).msg_ids?.[0];
    expect(await send(bob, "refuse it", { content_type: 11, related_mid: mid })).toMatchObject({ code: 10021 });
    expect(await send(bob, "replace it", { content_type: 12, related_mid: mid })).toMatchObject({ code: 200 });
    await admin.post("/app/keyword/add", { words: ["nicer"], action: "mask" });
    expect(await send(bob, "replace me")).toMatchObject({ code: 200 });
    await admin.post("/app/keyword/remove", { words: ["nicer"] });
    expect(await contents(bob, alice.uid)).toEqual(["something nicer", "something *****"]);
  });

  it("[HOOK-3] [SEND-2] keeps the order of what one device sends, whatever the receiver's time and verdicts", async () => {
    const bob = await app.user("ordered");
    receiver.handler = async (received, response) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
      await judging(received, response);
    };
    const [sender, other] = [await online(server.current, alice), await online(server.current, bob)];
    const said = Array.from({ length: 40 }, (_, n) => `${["allow", "refuse", "replace"][n % 3]} ${n}`);
    const acks = await Promise.all(said.map((content) => sender.text(bob.uid, content)));
    receiver.handler = judging;
    expect(acks.map(({ code }) => code)).toEqual(said.map((_, n) => (n % 3 === 1 ? 12 : 1)));
    const mids = acks.filter(({ code }) => code === 1).map(({ mid }) => mid);
    expect(mids).toEqual([...mids].sort((a, b) => a - b));
    const kept = said
      .filter((_, n) => n % 3 !== 1)
      .map((content) => (content.startsWith("r") ? "something nicer" : content));
    await other.until(() => other.store.texts(alice.uid).length === kept.length, "all that is let through");
    expect(other.store.texts(alice.uid)).toEqual(kept);
    expect(await contents(bob, alice.uid)).toEqual(kept);
  });

  it("[HOOK-4] one that hangs holds up its conversation alone, for as long as is set", async () => {
    const [slow, quick] = [await app.user("slow"), await app.user("quick")];
    receiver.handler = (received, response) => {
      if (received.body.messages?.some(({ to }) => to === slow.uid)) return;
      void judging(received, response);
    };
    const device = await online(server.current, alice);
    const hanging = device.text(slow.uid, "hanging");
    const started = performance.now();
    expect(await device.text(quick.uid, "quick")).toMatchObject({ code: 1 });
    const quickMs = performance.now() - started;
    expect(await hanging).toMatchObject({ code: 1 });
    const slowMs = performance.now() - started;
    receiver.handler = judging;
    expect(slowMs).toBeGreaterThanOrEqual(980);
    expect(quickMs).toBeLessThan(slowMs);
  });

  it("[HOOK-5] without an answer the app's policy decides", async () => {
    const bob = await app.user("policy");
    const broken: HookReceiver["handler"][] = [
      (_received, response) => void response.writeHead(500).end(),
      (_received, response) => void response.writeHead(302, { location: receiver.url }).end(),
      (_received, response) => void response.end("not json"),
      (_received, response) => void response.end('{"verdicts":[]}'),
      (_received, response) => void response.end('{"verdicts":[{"action":"shrug"}]}'),
      () => {},
    ];
    for (const handler of broken) {
      receiver.handler = handler;
      expect(await send(bob, "open")).toMatchObject({ code: 200 });
    }
    await admin.post("/app/settings", { before_send_on_failure: "refuse" });
    for (const handler of broken) {
      receiver.handler = handler;
      expect(await send(bob, "closed")).toMatchObject({ code: 503 });
    }
    await receiver.stop();
    expect(await send(bob, "closed")).toMatchObject({ code: 503 });
    await receiver.start();
    receiver.handler = judging;
    expect(await send(bob, "back")).toMatchObject({ code: 200 });
    await admin.post("/app/settings", { before_send_on_failure: null });
    expect(await contents(bob, alice.uid)).toEqual([...broken.map(() => "open"), "back"]);
  });

  it("[HOOK-2] refuses whatever stands for the reason", async () => {
    const bob = await app.user("reasons");
    const refusing = (reason: unknown) => {
      receiver.handler = ({ body }, response) =>
        void response.end(
          JSON.stringify({ verdicts: (body.messages ?? []).map(() => ({ action: "refuse", reason })) }),
        );
    };
    refusing(`${"é".repeat(499)}😀and more`);
    expect(await send(bob, "long")).toMatchObject({ code: 10021, message: `${"é".repeat(499)}😀` });
    for (const reason of [undefined, null, "", 7]) {
      refusing(reason);
      expect(await send(bob, "odd")).toMatchObject({ code: 10021, message: expect.stringMatching(/^antispam/) });
    }
    receiver.handler = judging;
  });

  it("[WORD-7] [HOOK-10] what waits for an answer is judged by words and told, though the app's settings change meanwhile", async () => {
    const bob = await app.user("meanwhile");
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const told = (content: string) =>
      receiver.received.some(({ body }) => body.events?.some((event) => event.content === content));
    receiver.handler = async ({ body }, response) => {
      if (body.type === "before_send") await held;
      response.end();
    };
    await admin.post("/app/settings", { after_send_url: receiver.url, before_send_timeout_ms: 5_000 });
    await admin.post("/app/keyword/add", { words: ["unheard"] });
    const sending = [send(bob, "unheard of"), send(await app.user("meanwhile2"), "heard")];
    await receiver.until(() => asks(["unheard of", "heard"]), "both questions");
    await admin.post("/app/settings", { message_recall_seconds: 200 });
    release();
    expect((await Promise.all(sending)).map(({ code }) => code)).toEqual([10021, 200]);
    await receiver.until(() => told("heard"), "what was stored");
    receiver.handler = judging;
    await admin.post("/app/keyword/remove", { words: ["unheard"] });
    await admin.post("/app/settings", { after_send_url: null, before_send_timeout_ms: 1_000 });
  });

  it.each(["inbox", "direct"])("[HOOK-3] keeps no more than 4 MB of one device waiting: %s", async (way) => {
    const bob = await app.user(`flooded_${way}`);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    receiver.handler = async (received, response) => {
      await held;
      await judging(received, response);
    };
    await admin.post("/app/settings", { before_send_timeout_ms: 5_000 });
    const inbox = await Device.inbox(server.current.url, alice, `flood-${way}`);
    const device =
      way === "inbox"
        ? inbox
        : await Device.open(server.current.url, alice, `/xsync/conversations/${bob.uid}?sn=${inbox.sn}`);
    const large = "x".repeat(16_000);
    const receipts = Array.from({ length: 400 }, () => device.text(bob.uid, large));
    await Promise.any(receipts.map(async (receipt) => expect((await receipt).code).toBe(SENDING_TOO_FAST)));
    release();
    expect(new Set((await Promise.all(receipts)).map(({ code }) => code))).toEqual(new Set([1, SENDING_TOO_FAST]));
    expect(await device.text(bob.uid, "room again")).toMatchObject({ code: 1 });
    receiver.handler = judging;
    for (const socket of [inbox, device]) socket.close();
    await admin.post("/app/settings", { before_send_timeout_ms: 1_000 });
  });

  it("[HOOK-6] [INV-2] a resend of what is stored gets the first mid and is not asked about again", async () => {
    const bob = await app.user("again");
    const first = await send(bob, "replace once", { transaction_id: 4711 });
    const asked = receiver.received.length;
    expect((await send(bob, "replace once", { transaction_id: 4711 })).msg_ids).toEqual(first.msg_ids);
    expect(receiver.received.length).toBe(asked);
    expect(await contents(bob, alice.uid)).toEqual(["something nicer"]);
  });

  it("[HOOK-6] is not asked about what is refused anyway, nor about typing and receipts", async () => {
    const bob = await app.user("quiet");
    const device = await online(server.current, alice);
    const mid = await device.say(bob.uid, "allow");
    const asked = receiver.received.length;
    await device.typing(bob.uid);
    await (await online(server.current, bob)).operate("READ_ACK", { to: alice.uid, mid, xid: alice.uid });
    await bob.api.post("/roster/block", { user_id: alice.uid });
    expect((await device.text(bob.uid, "blocked")).code).not.toBe(1);
    expect(receiver.received.length).toBe(asked);
  });
});
