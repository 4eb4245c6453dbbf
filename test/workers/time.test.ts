/** Rules with a clock in them: entries are made older where they lie. */

import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { pb } from "../../protocol/codec";
import { CALL_SIGNAL_TTL_MS, RECALL_WINDOW_MS } from "../../protocol/limits";
import { SdkClient } from "./support/sdk-client";
import { between, makePair, type User } from "./support/stage";

const { RECALL } = pb.MessageOperation.OpType;

async function age(a: User, b: User, ms: number): Promise<void> {
  await runInDurableObject(between(a, b), (_instance, { storage }) => {
    storage.sql.exec("UPDATE log SET time = time - ?", ms);
  });
  await evictDurableObject(between(a, b));
}

describe("time", () => {
  it("[OP-1] a message is recalled within five minutes and not after, in the words clients know", async () => {
    const [anna, ben] = await makePair();
    const a = await SdkClient.inbox(anna);
    const { mid } = await a.say(ben.uid, "regretted late");
    await age(anna, ben, RECALL_WINDOW_MS - 30_000);
    const inTime = await a.say(ben.uid, "regretted in time");
    expect((await a.operate(ben.uid, RECALL, inTime.mid, ben.uid)).code).toBe(1);
    await age(anna, ben, 60_000);
    expect((await a.operate(ben.uid, RECALL, mid, ben.uid)).code).toBe(2);
    const refused = a.frames.flatMap(({ acks }) => acks ?? []).find(({ status }) => status?.code === 2);
    expect(refused?.status).toMatchObject({ reason: "exceed recall time limit", error: 401 });
    const b = await SdkClient.inbox(ben);
    await b.unread();
    await b.got(anna.uid, "regretted late");
    expect(b.texts(anna.uid)).not.toContain("regretted in time");
  });

  it("[SEND-7] a call of a minute ago does not ring; its record is delivered", async () => {
    const [anna, ben] = await makePair();
    const a = await SdkClient.inbox(anna);
    const call = (config: string, content: string) =>
      a.send(ben.uid, { type: 2, ctype: pb.MessageBody.ContentType.RTC, config, content });
    await call('{"action":"call"}', "old call");
    await call('{"action":"record"}', "old record");
    await age(anna, ben, CALL_SIGNAL_TTL_MS + 1_000);
    await call('{"action":"call"}', "new call");
    const b = await SdkClient.inbox(ben);
    const list = await b.unread();
    await b.until(() => b.held(anna.uid).seq === 3, "everything up to the head");
    expect(b.texts(anna.uid)).toEqual(["old record", "new call"]);
    expect(list.find(({ xid }) => Number(xid?.uid) === anna.uid)?.unread).toBe(1);
  });
});
