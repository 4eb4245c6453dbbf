/** Direct sockets whose client is gone without a word: nothing closes them for minutes. */

import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { SdkClient } from "./support/sdk-client";
import { between, makePair } from "./support/stage";

describe("a direct socket that has been silent too long", () => {
  it("[PUSH-5] does not keep its device from hearing of messages at the inbox", async () => {
    const [anna, ben] = await makePair();
    const [a, inbox] = await Promise.all([SdkClient.inbox(anna), SdkClient.inbox(ben)]);
    const direct = await SdkClient.direct(ben, anna.uid, inbox.sn);
    await a.say(ben.uid, "while it is there");
    await direct.got(anna.uid, "while it is there");
    await a.say(ben.uid, "and parked");
    await direct.got(anna.uid, "and parked");
    expect(inbox.texts(anna.uid)).toEqual([]);
    // As if the last word had come over a minute ago.
    await runInDurableObject(between(anna, ben), (_instance, state) => {
      for (const socket of state.getWebSockets()) {
        socket.serializeAttachment({ ...socket.deserializeAttachment(), heardMs: Date.now() - 61_000 });
      }
    });
    await evictDurableObject(between(anna, ben), { webSockets: "hibernate" });
    await a.say(ben.uid, "into the void");
    await inbox.got(anna.uid, "into the void");
  });
});
