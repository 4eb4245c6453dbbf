/** As many of the largest messages as are more than one call between objects carries: nothing gets stuck on them. */

import { runDurableObjectAlarm } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { conversationStub } from "../../durable-objects/env";
import { pb } from "../../protocol/codec";
import { between, keyBetween, makePair } from "./support/stage";

vi.setConfig({ testTimeout: 60_000 });

/** Of 96 KB each: 38 MB. */
const COUNT = 400;
const AT_ONCE = 40;

async function pairWithLargeMessages() {
  const [anna, ben] = await makePair();
  const stub = conversationStub(env, `${anna.app}:${keyBetween(anna, ben)}`);
  const content = `needle ${"x".repeat(16_000)}`;
  const body = { content, ext: "e".repeat(16_000), attachment: "a".repeat(16_000), config: "c".repeat(48_000) };
  const payload = pb.MessageBody.encode({ type: pb.MessageBody.Type.CHAT, ...body }).finish();
  for (let sent = 0; sent < COUNT; sent += AT_ONCE) {
    const items = Array.from({ length: AT_ONCE }, () => {
      return { uid: anna.uid, sn: 0, clientMid: crypto.randomUUID(), ns: 1, payload, to: ben.uid, echo: true };
    });
    const { results } = await stub.publish(items);
    expect(results.every(({ ok }) => ok)).toBe(true);
  }
  return { anna, ben, stub };
}

describe("the largest messages", () => {
  it("[INV-7] [HIST-1] [PULL-3] [SEARCH-1] reach D1, are read page by page, and are found", async () => {
    const { anna, ben, stub } = await pairWithLargeMessages();
    const count = env.DB.prepare("SELECT count(*) AS n FROM messages WHERE app = ?").bind(anna.app);
    await vi.waitFor(
      async () => {
        await runDurableObjectAlarm(between(anna, ben));
        expect(await count.first("n")).toBe(COUNT);
      },
      { timeout: 20_000, interval: 200 },
    );

    const backward: number[] = [];
    for (let before = 0; backward.length === 0 || before > 0; ) {
      const page = await stub.history({ uid: ben.uid, before, limit: 500 });
      if (!page.ok) throw new Error(page.error);
      expect(page.value.entries.length).toBeGreaterThan(0);
      backward.push(...page.value.entries.map(({ seq }) => seq));
      before = page.value.next;
    }
    const all = Array.from({ length: COUNT }, (_, n) => n + 1);
    expect(backward).toEqual([...all].reverse());

    const forward: number[] = [];
    for (let after = 0; forward.length < COUNT; ) {
      const page = await stub.page({ uid: ben.uid, after, limit: 500 });
      if (!page.ok) throw new Error(page.error);
      expect(page.value.prevSeq).toBe(forward.length);
      forward.push(...page.value.entries.map(({ seq }) => seq));
      after = page.value.last.mid;
      expect(page.value.last.seq).toBe(forward.at(-1));
    }
    expect(forward).toEqual(all);

    const found: number[] = [];
    for (let cursor = ""; ; ) {
      const url = `http://oriole.example/message/search?keyword=needle&limit=50&cursor=${cursor}`;
      const response = await exports.default.fetch(url, { headers: { app_id: ben.app, "access-token": ben.token } });
      const page = (await response.json()) as { code: number; data: { msg_id: number }[]; cursor?: string };
      expect(page.code).toBe(200);
      found.push(...page.data.map(({ msg_id }) => msg_id));
      if (page.cursor === undefined) break;
      cursor = page.cursor;
    }
    expect(new Set(found).size).toBe(COUNT);
    expect(found).toEqual([...found].sort((one, other) => other - one));
  });
});
