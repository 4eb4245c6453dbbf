/** docs/moderation.md, [BAN-1]: a ban on direct sockets, over evictions of everybody who knows of it. */

import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { hubStub } from "../../durable-objects/env";
import { SdkClient } from "./support/sdk-client";
import { between, hubOf, makePair } from "./support/stage";
import { until } from "./support/until";

const USER_BANNED = 11;

describe("a ban", () => {
  it("[BAN-1] refuses the very next message on a direct socket that is open, and its end lets it through", async () => {
    const [anna, ben] = await makePair();
    const inbox = await SdkClient.inbox(anna);
    const direct = await SdkClient.direct(anna, ben.uid, inbox.sn);
    expect(await direct.say(ben.uid, "before")).toMatchObject({ code: 1 });
    const hub = hubStub(env, anna.app, anna.uid);
    await hub.setBans([anna.uid], -1);
    expect(await direct.say(ben.uid, "banned")).toMatchObject({ code: USER_BANNED });
    expect(await inbox.say(ben.uid, "banned")).toMatchObject({ code: USER_BANNED });
    for (const stub of [between(anna, ben), hubOf(anna)]) await evictDurableObject(stub, { webSockets: "hibernate" });
    expect(await direct.say(ben.uid, "still banned")).toMatchObject({ code: USER_BANNED });
    expect(await inbox.say(ben.uid, "still banned")).toMatchObject({ code: USER_BANNED });
    await hub.setBans([anna.uid], 0);
    expect(await direct.say(ben.uid, "after")).toMatchObject({ code: 1 });
    expect(await inbox.say(ben.uid, "after, too")).toMatchObject({ code: 1 });
  });

  it("[BAN-1] counts on a direct socket that is opened later, and ends by itself", async () => {
    const [anna, ben] = await makePair();
    const inbox = await SdkClient.inbox(anna);
    const hub = hubStub(env, anna.app, anna.uid);
    await hub.setBans([anna.uid], Date.now() + 3_000);
    const direct = await SdkClient.direct(anna, ben.uid, inbox.sn);
    expect(await direct.say(ben.uid, "banned")).toMatchObject({ code: USER_BANNED });
    await until(async () => expect(await direct.say(ben.uid, "over")).toMatchObject({ code: 1 }));
  });
});
