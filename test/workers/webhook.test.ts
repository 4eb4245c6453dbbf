/** docs/webhooks.md: after-send over evictions, lost alarms and crashes, and what it costs. */

import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { expectArchived } from "./support/log";
import { startMeter } from "./support/meter";
import { SdkClient } from "./support/sdk-client";
import { between, keyBetween, makePair, type User } from "./support/stage";
import { until } from "./support/until";

/** The receiver, at the door of this isolate: the contract tests have a real one, but that one cannot see an eviction. */
let down = false;
let events: { seq: number; content?: string; id: string }[] = [];
let requests = 0;

beforeEach(() => {
  down = false;
  events = [];
  requests = 0;
  vi.spyOn(globalThis, "fetch").mockImplementation(async (_url, init) => {
    requests++;
    if (down) return new Response("", { status: 503 });
    events.push(...JSON.parse(String(init?.body)).events);
    return new Response("");
  });
});

afterEach(() => vi.restoreAllMocks());

async function hookedPair(): Promise<[User, User]> {
  const [anna, ben] = await makePair();
  await env.DB.prepare("UPDATE apps SET settings = ?2, webhook_secrets = ?3 WHERE id = ?1")
    .bind(
      anna.app,
      JSON.stringify({ after_send_url: "https://receiver.example/hook" }),
      JSON.stringify([{ id: "a", secret: `whsec_${btoa("secret")}`, created_at: 0 }]),
    )
    .run();
  return [anna, ben];
}

const alarmOf = (stub: DurableObjectStub) => runInDurableObject(stub, (_instance, { storage }) => storage.getAlarm());

const told = () => events.map(({ content }) => content);

describe("after-send", () => {
  it("[HOOK-12] [HOOK-13] loses nothing and keeps the order when the object is evicted between two tries", async () => {
    const [anna, ben] = await hookedPair();
    const a = await SdkClient.inbox(anna);
    down = true;
    await a.say(ben.uid, "one");
    await until(() => expect(requests).toBeGreaterThan(0));
    for (const text of ["two", "three"]) {
      await evictDurableObject(between(anna, ben));
      await a.say(ben.uid, text);
    }
    await evictDurableObject(between(anna, ben));
    down = false;
    await until(async () => {
      await runDurableObjectAlarm(between(anna, ben));
      expect(told()).toEqual(["one", "two", "three"]);
    });
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    await expectArchived(anna.app, keyBetween(anna, ben), between(anna, ben));
  });

  it("[HOOK-13] an alarm that was lost is set again when the object wakes", async () => {
    const [anna, ben] = await hookedPair();
    const a = await SdkClient.inbox(anna);
    down = true;
    await a.say(ben.uid, "waiting");
    await expectArchived(anna.app, keyBetween(anna, ben), between(anna, ben));
    await runInDurableObject(between(anna, ben), (_instance, { storage }) => storage.deleteAlarm());
    await evictDurableObject(between(anna, ben));
    down = false;
    expect(await alarmOf(between(anna, ben))).not.toBeNull();
    await until(() => expect(told()).toEqual(["waiting"]));
  });

  it("[HOOK-13] what a process was telling when it ended is told again by the alarm that guards it", async () => {
    const [anna, ben] = await hookedPair();
    const a = await SdkClient.inbox(anna);
    await a.say(ben.uid, "told");
    await until(() => expect(told()).toEqual(["told"]));
    // As if it had ended before it could note that the receiver has it.
    await runInDurableObject(between(anna, ben), (_instance, { storage }) => {
      storage.sql.exec("UPDATE fact SET value = '1' WHERE name = 'hooked'");
      return storage.setAlarm(Date.now());
    });
    await evictDurableObject(between(anna, ben));
    await until(async () => {
      await runDurableObjectAlarm(between(anna, ben));
      expect(told()).toEqual(["told", "told"]);
    });
    expect(events[0]?.id).toBe(events[1]?.id);
  });

  it("[INV-10] [HOOK-18] leaves no alarm and no row once all is told", async () => {
    const [anna, ben] = await hookedPair();
    const a = await SdkClient.inbox(anna);
    down = true;
    await a.say(ben.uid, "one");
    const failures = () =>
      env.DB.prepare("SELECT conversation, error FROM webhook_failures WHERE app = ?").bind(anna.app).all();
    await until(async () => {
      expect((await failures()).results).toEqual([{ conversation: keyBetween(anna, ben), error: "HTTP 503" }]);
    });
    down = false;
    await expectArchived(anna.app, keyBetween(anna, ben), between(anna, ben));
    await until(async () => {
      await runDurableObjectAlarm(between(anna, ben));
      expect(await alarmOf(between(anna, ben))).toBeNull();
      expect((await failures()).results).toEqual([]);
    });
  });

  it("costs no row a message while the receiver is away", async () => {
    const [anna, ben] = await hookedPair();
    const a = await SdkClient.inbox(anna);
    down = true;
    await a.say(ben.uid, "first");
    await until(() => expect(requests).toBeGreaterThan(0));
    const meter = await runInDurableObject(between(anna, ben), (_instance, { storage }) => startMeter(storage));
    for (let n = 0; n < 20; n++) await a.say(ben.uid, `more ${n}`);
    meter.stop();
    expect(meter.rows.get("INSERT INTO log")).toBe(40);
    expect(meter.rows.get("INSERT OR REPLACE") ?? 0).toBeLessThan(10);
  });
});
