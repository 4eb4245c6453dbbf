/** [REST-9] a broadcast reaches every user once, whatever happens to the object that carries it. */

import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import { broadcastStub, hubStub } from "../../durable-objects/env";
import { pb } from "../../protocol/codec";
import { SdkClient } from "./support/sdk-client";
import { makeApp, makeUser, type User } from "./support/stage";
import { until } from "./support/until";

const FIRST_BLOCK = 400_000;
let blocks = 0;

/** Users in blocks of their own, put into D1 in one statement: the users of 13 hubs are only a number here. */
async function crowd(app: string, count: number): Promise<number[]> {
  blocks += 64;
  const first = (FIRST_BLOCK + blocks) * 256;
  const uids = Array.from({ length: count }, (_, n) => first + Math.floor(n / 256) * 512 + (n % 256));
  await env.DB.prepare(
    "INSERT INTO users (app, uid, username, password, created_at) SELECT ?1, value, 'u' || value, '', 0 FROM json_each(?2)",
  )
    .bind(app, JSON.stringify(uids))
    .run();
  return uids;
}

function begin(app: string, content: string, once: string | null = null) {
  const payload = pb.MessageBody.encode({ type: pb.MessageBody.Type.CHAT, content, is_system: true }).finish();
  return broadcastStub(env, app).begin({ once, payload });
}

const object = (app: string) => env.BROADCAST.get(env.BROADCAST.idFromName(app));

async function finished(app: string): Promise<void> {
  await until(async () => {
    await runDurableObjectAlarm(object(app));
    const states = await broadcastStub(env, app).list(10);
    expect(states.every((state) => state.finished > 0)).toBe(true);
  });
}

/** What each user's system conversation holds, newest first. */
async function heard(app: string, uid: number): Promise<string[]> {
  const { entries } = await hubStub(env, app, uid).systemHistory({ uid, before: 0, limit: 50 });
  return entries.map(({ meta }) => {
    const { payload } = pb.Meta.decode(meta ?? new Uint8Array(0));
    return pb.MessageBody.decode(payload ?? new Uint8Array(0)).content ?? "";
  });
}

async function expectHeardByAll(app: string, uids: readonly number[], texts: string[]): Promise<void> {
  for (let at = 0; at < uids.length; at += 256) {
    const own = await Promise.all(uids.slice(at, at + 256).map((uid) => heard(app, uid)));
    for (const each of own) expect(each).toEqual(texts);
  }
}

describe("a broadcast", () => {
  it("[REST-9] reaches thousands of users once, also those who are connected, and says how far it is", async () => {
    const app = await makeApp();
    const user: User = await makeUser(app);
    const client = await SdkClient.inbox(user);
    const uids = await crowd(app, 2_600);
    const begun = await begin(app, "to everybody", "t1");
    expect(begun).toMatchObject({ ok: true, value: { total: 2_601, reached: 0, finished: 0 } });
    expect(await begin(app, "to everybody", "t1")).toMatchObject({ ok: true, value: { total: 2_601 } });
    await finished(app);
    await client.got(0, "to everybody");
    await expectHeardByAll(app, [...uids.filter((_, n) => n % 7 === 0), user.uid], ["to everybody"]);
    expect(await broadcastStub(env, app).list(10)).toMatchObject([{ total: 2_601, reached: 2_601 }]);
    const alarm = await runInDurableObject(object(app), (_instance, { storage }) => storage.getAlarm());
    expect(alarm).toBeNull();
  });

  it("[REST-9] goes on where it was when its object ends in the middle, and gives it to nobody twice", async () => {
    const app = await makeApp();
    const uids = await crowd(app, 1_500);
    await begin(app, "first");
    await begin(app, "second");
    await finished(app);
    // As if the process had ended after the hubs had the last batch and before that was noted.
    await runInDurableObject(object(app), (_instance, { storage }) => {
      storage.sql.exec(
        "UPDATE broadcast SET finished = 0, cursor = ?, reached = 1024, payload = ? WHERE id = 2",
        uids[1_023] ?? 0,
        pb.MessageBody.encode({ type: pb.MessageBody.Type.CHAT, content: "second", is_system: true }).finish(),
      );
      return storage.deleteAlarm();
    });
    await evictDurableObject(object(app));
    await finished(app);
    await expectHeardByAll(
      app,
      uids.filter((_, n) => n % 5 === 0 || n > 1_400),
      ["second", "first"],
    );
    expect(await broadcastStub(env, app).list(1)).toMatchObject([{ id: 2, reached: 1_500 }]);
  });

  describe("while D1 refuses", () => {
    const move = (from: string, to: string) => env.DB.prepare(`ALTER TABLE ${from} RENAME TO ${to}`).run();
    let away = false;
    afterEach(async () => {
      if (away) await move("users_away", "users");
      away = false;
    });

    it("[REST-9] waits and loses nobody", async () => {
      const app = await makeApp();
      const uids = await crowd(app, 300);
      // The alarm has its first batch to fetch when D1 is gone.
      const payload = pb.MessageBody.encode({ type: pb.MessageBody.Type.CHAT, content: "late" }).finish();
      await runInDurableObject(object(app), (_instance, { storage }) => {
        storage.sql.exec("INSERT INTO broadcast (payload, begun, total) VALUES (?, ?, 300)", payload, Date.now());
      });
      await move("users", "users_away");
      away = true;
      await evictDurableObject(object(app));
      await runDurableObjectAlarm(object(app));
      expect(await broadcastStub(env, app).list(1)).toMatchObject([{ reached: 0, finished: 0 }]);
      await move("users_away", "users");
      away = false;
      await finished(app);
      await expectHeardByAll(app, uids.slice(0, 20), ["late"]);
    });
  });
});
