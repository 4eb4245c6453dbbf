/** As many of the largest messages as are more than one call between objects carries: nothing gets stuck on them. */

import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { conversationStub, hubStub } from "../../durable-objects/env";
import { NoticeLog } from "../../durable-objects/hub/notice-log";
import { SystemView } from "../../durable-objects/hub/system-view";
import type { Position } from "../../durable-objects/rpc";
import { pb } from "../../protocol/codec";
import { between, hubOf, keyBetween, makeApp, makePair, makeUser } from "./support/stage";
import { until } from "./support/until";

/** Of 96 KB each: 38 MB. */
const COUNT = 400;
const AT_ONCE = 40;

function largest(type: pb.MessageBody.Type): Uint8Array {
  const content = `needle ${"x".repeat(16_000)}`;
  const body = { content, ext: "e".repeat(16_000), attachment: "a".repeat(16_000), config: "c".repeat(48_000) };
  return pb.MessageBody.encode({ type, ...body }).finish();
}

async function pairWithLargeMessages() {
  const [anna, ben] = await makePair();
  const stub = conversationStub(env, `${anna.app}:${keyBetween(anna, ben)}`);
  const payload = largest(pb.MessageBody.Type.CHAT);
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
    await until(async () => {
      await runDurableObjectAlarm(between(anna, ben));
      expect(await count.first("n")).toBe(COUNT);
    });

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

  it("[HIST-1] [PULL-3] of the system are read page by page", async () => {
    const user = await makeUser(await makeApp());
    const { app, uid } = user;
    const hub = hubStub(env, app, uid);
    const payload = largest(pb.MessageBody.Type.CHAT);
    for (let sent = 0; sent < COUNT; sent += AT_ONCE) {
      const notices = Array.from({ length: AT_ONCE }, () => ({ uid, ns: 1, from: 0, fromSn: 0, to: uid, payload }));
      await hub.notify(notices);
    }
    const seqs: number[] = [];
    for (let before = 0; seqs.length === 0 || before > 0; ) {
      const { entries, next } = await hub.systemHistory({ uid, before, limit: 500 });
      expect(entries.length).toBeGreaterThan(0);
      seqs.push(...entries.map(({ seq }) => seq));
      before = next;
    }
    expect(seqs).toEqual(Array.from({ length: COUNT }, (_, n) => COUNT - n));
    const forward = await runInDurableObject(hubOf(user), (_instance, { storage }) => {
      const view = new SystemView(storage.sql, uid, new NoticeLog(storage.sql, uid));
      const pages: { prevSeq: number; newest: number | undefined; last: Position }[] = [];
      for (let after = 0; pages.at(-1)?.last.seq !== COUNT; after = pages.at(-1)?.last.mid ?? 0) {
        const { prevSeq, entries, last } = view.page(after, 500);
        pages.push({ prevSeq, newest: entries.at(-1)?.seq, last });
      }
      return pages;
    });
    expect(forward.length).toBeGreaterThan(5);
    for (const [at, { prevSeq, newest, last }] of forward.entries()) {
      expect([prevSeq, newest]).toEqual([forward[at - 1]?.last.seq ?? 0, last.seq]);
    }
  });
});
