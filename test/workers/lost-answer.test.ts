/** A hub that ends between the commit of what a user sent and the answer. */

import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it } from "vitest";
import { logRows } from "./support/log";
import { loseAnswers } from "./support/meter";
import { SdkClient } from "./support/sdk-client";
import { between, hubOf, keyBetween, makePair } from "./support/stage";
import { until } from "./support/until";

let restore = () => {};

afterEach(() => restore());

describe("an answer that the sender's hub did not live to get", () => {
  it("[PUSH-4] is asked for when the user's next device comes, although the author never does", async () => {
    const [anna, ben] = await makePair();
    const guid = crypto.randomUUID();
    const first = await SdkClient.inbox(anna, guid);
    await first.say(ben.uid, "known");
    await first.unread();
    const stored = await runInDurableObject(hubOf(anna), (_instance, { storage }) =>
      storage.sql.exec("SELECT stale FROM conversation WHERE name = ?", keyBetween(anna, ben)).toArray(),
    );
    expect(stored).toEqual([{ stale: 0 }]);
    restore = loseAnswers("publish");
    first.post(ben.uid, { type: 2, content: "unanswered" }, "77");
    await until(async () => expect(await logRows(between(anna, ben))).toHaveLength(2));
    restore();
    await evictDurableObject(hubOf(anna), { webSockets: "close" });
    const other = await SdkClient.inbox(anna);
    const list = await other.unread();
    const item = list.find(({ xid }) => Number(xid?.uid) === ben.uid);
    expect(Number(item?.head_seq)).toBe(2);
  });

  it("[INV-9] a first send that is refused leaves no conversation in the list", async () => {
    const [anna, ben] = await makePair();
    const a = await SdkClient.inbox(anna);
    expect(await a.send(ben.uid, { type: 3, content: "of the wrong type" })).toMatchObject({ code: 8 });
    const list = await a.unread();
    expect(list.filter(({ xid }) => Number(xid?.uid) === ben.uid)).toEqual([]);
  });
});
