/** What the devices of one user are to each other: serials, and what a new one is spared. */

import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import type { HubRpc } from "../../durable-objects/rpc";
import { pb } from "../../protocol/codec";
import { PlainClient, Storage } from "./support/plain-client";
import { SdkClient } from "./support/sdk-client";
import { hubOf, makePair, type User } from "./support/stage";

const { READ_ACK } = pb.MessageOperation.OpType;

describe("devices", () => {
  it("[SYS-3] the first plain device of an SDK user is not given the notices that the user had before", async () => {
    const [anna, ben] = await makePair();
    const [a, b] = await Promise.all([SdkClient.inbox(anna, "the-device"), SdkClient.inbox(ben)]);
    const read = async (author: SdkClient) =>
      b.operate(anna.uid, READ_ACK, (await author.say(ben.uid, "read")).mid, anna.uid);
    await read(a);
    await read(a);
    await a.until(() => a.held(0).seq === 2, "two receipts");
    // It says what it holds when it comes again, and one without a place begins at the end.
    const again = await SdkClient.inbox(anna, "the-device");
    again.conversations.set(0, { ...a.held(0) });
    await again.unread();
    const plain = await PlainClient.login(anna);
    expect(plain.unreads[0]?.map(({ xid }) => xid)).not.toContain(0);
    await read(again);
    await again.until(() => again.held(0).seq === 3, "a third receipt");
    again.close();
    await (await SdkClient.inbox(anna)).unread();
    const second = await PlainClient.login(anna);
    expect(second.unreads[0]?.map(({ xid }) => xid)).not.toContain(0);
  });

  it("[LOGIN-2] no device gets the serial of a removed one, so it is given what that one said", async () => {
    const [anna, ben] = await makePair();
    const first = await PlainClient.login(anna);
    await first.say(ben.uid, "from the first");
    await hubRpc(anna).removeDevice(anna.uid, first.sn);
    await first.until(() => first.closed, "the removal");
    const storage = new Storage();
    const second = await PlainClient.login(anna, storage);
    expect(second.sn).toBe(first.sn + 1);
    await second.got(ben.uid, "from the first");
    expect((await PlainClient.login(anna, storage)).sn).toBe(second.sn);
  });

  it("[UNREAD-1] a conversation that cannot be asked costs nobody the list", async () => {
    const [anna, ben] = await makePair();
    const a = await PlainClient.login(anna);
    await a.say(ben.uid, "hello");
    await runInDurableObject(hubOf(anna), (_, { storage: { sql } }) => {
      const columns = "uid, name, stale, head_mid, head_seq, head_time, read_mid, read_seq, cleared_mid";
      // Its object refuses to exist.
      sql.exec(`INSERT INTO conversation (${columns}) VALUES (?, 'u:1:none', 1, 9, 9, 9, 5, 5, 0)`, anna.uid);
    });
    await evictDurableObject(hubOf(anna));
    const second = await PlainClient.login(anna);
    expect(second.unreads[0]?.map(({ xid }) => xid)).toContain(ben.uid);
    expect(second.closed).toBeNull();
  });
});

function hubRpc(user: User) {
  return hubOf(user) as unknown as Pick<HubRpc, "removeDevice">;
}
