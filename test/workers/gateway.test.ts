/** Connections that a gateway holds for a hub: what happens when the two disagree. */

import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { PlainClient, Storage } from "./support/plain-client";
import { SdkClient } from "./support/sdk-client";
import { hubOf, makePair } from "./support/stage";

describe("a gateway and a hub", () => {
  it("[UNREAD-1] a connection the hub does not know is told to come back, not left without answers", async () => {
    const [anna, ben] = await makePair();
    const storage = new Storage();
    const b = await PlainClient.login(ben, storage);
    await runInDurableObject(hubOf(ben), (_instance, { storage: { sql } }) => {
      sql.exec("DELETE FROM gateway_session");
    });
    await evictDurableObject(hubOf(ben));
    b.sync(anna.uid);
    const { code } = await b.until(() => b.closed, "the gateway to close");
    expect(code).toBe(4710);
    const again = await PlainClient.login(ben, storage);
    expect(again.sn).toBe(b.sn);
    await (await SdkClient.inbox(anna)).say(ben.uid, "hello");
    await again.got(anna.uid, "hello");
  });

  it("[PUSH-4] a connection the gateway does not know any more is forgotten by the hub", async () => {
    const [anna, ben] = await makePair();
    await PlainClient.login(ben);
    await runInDurableObject(hubOf(ben), (_instance, { storage: { sql } }) => {
      sql.exec("UPDATE gateway_session SET connection = 'long gone'");
    });
    await evictDurableObject(hubOf(ben));
    const a = await SdkClient.inbox(anna);
    await a.say(ben.uid, "to nobody");
    const b = await PlainClient.login(ben);
    await b.got(anna.uid, "to nobody");
    const known = await runInDurableObject(hubOf(ben), (_instance, { storage: { sql } }) =>
      sql.exec<{ sn: number }>("SELECT sn FROM gateway_session").toArray(),
    );
    expect(known).toEqual([{ sn: b.sn }]);
  });
});
