/** Parking, direct sockets beside the inbox, and who is called for what. */

import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it } from "vitest";
import type { HubRpc } from "../../durable-objects/rpc";
import { pb, toNumber } from "../../protocol/codec";
import { calls, watchCalls } from "./support/meter";
import { PlainClient } from "./support/plain-client";
import { SdkClient } from "./support/sdk-client";
import { between, hubOf, keyBetween, makeApp, makePair, makeUser, type User } from "./support/stage";
import { until } from "./support/until";

const { READ_ACK, RECALL, DELETE } = pb.MessageOperation.OpType;

let stop = () => {};
afterEach(() => stop());

/** Deliveries to this user's hub while `work` ran. */
async function deliveriesTo(user: User, work: () => Promise<unknown>): Promise<number> {
  const metered = watchCalls();
  stop = metered.stop;
  await work();
  const count = calls(metered, "deliver", hubOf(user).id.name ?? "");
  metered.stop();
  return count;
}

describe("parking", () => {
  it("[INV-10] somebody who is away is called for once, then no more", async () => {
    const [anna, ben] = await makePair();
    const a = await SdkClient.inbox(anna);
    const first = await deliveriesTo(ben, async () => {
      await a.say(ben.uid, "one");
      // Answered by Ben's hub before the next: one call at a time goes to a hub.
      await a.operate(ben.uid, DELETE, (await a.say(ben.uid, "two")).mid, ben.uid);
      await settled(between(anna, ben));
    });
    expect(first).toBeLessThanOrEqual(2);
    const more = await deliveriesTo(ben, async () => {
      for (const text of ["three", "four", "five"]) await a.say(ben.uid, text);
      await settled(between(anna, ben));
    });
    expect(more).toBe(0);
    const b = await SdkClient.inbox(ben);
    const list = await b.unread();
    expect(list.find(({ xid }) => Number(xid?.uid) === anna.uid)?.unread).toBe(5);
    await b.got(anna.uid, "five");
    expect(await deliveriesTo(ben, () => a.say(ben.uid, "six").then(() => b.got(anna.uid, "six")))).toBe(1);
    expect(b.texts(anna.uid)).toEqual(["one", "two", "three", "four", "five", "six"]);
  });

  it("[INV-4] a login while messages are on their way misses none", async () => {
    const [anna, ben] = await makePair();
    const a = await SdkClient.inbox(anna);
    await a.say(ben.uid, "m0");
    const texts = ["m0"];
    let b = await SdkClient.inbox(ben, "the-device");
    for (let round = 1; round <= 10; round++) {
      b.close();
      await b.until(() => b.closed, "the close");
      const sending = a.say(ben.uid, `m${round}`);
      const back = await SdkClient.inbox(ben, "the-device");
      const held = b.held(anna.uid);
      back.conversations.set(anna.uid, held);
      await Promise.all([back.unread(), sending]);
      texts.push(`m${round}`);
      await back.got(anna.uid, `m${round}`);
      b = back;
    }
    expect(b.texts(anna.uid)).toEqual(texts);
  });

  it("[UNREAD-5] typing in a conversation that the other one removed does not keep the next message away", async () => {
    for (const login of [PlainClient.login, listedInbox]) {
      const [anna, ben] = await makePair();
      const a = await SdkClient.inbox(anna);
      const b = await login(ben);
      await a.say(ben.uid, "to be removed");
      await b.got(anna.uid, "to be removed");
      await hubRpc(ben).removeConversation(ben.uid, anna.uid);
      b.close();
      await offline(ben);
      const typing = { qos: pb.MessageBody.QoS.AT_MOST_ONCE, ext: '{"input_status":"typing"}' };
      await a.send(ben.uid, { type: pb.MessageBody.Type.CHAT, ...typing });
      await settled(between(anna, ben));
      const back = await login(ben);
      await a.say(ben.uid, "begun again");
      await back.got(anna.uid, "begun again");
    }
  });

  it("[PUSH-2] typing is pushed without a place in the order, and the order goes on behind it", async () => {
    const [anna, ben] = await makePair();
    const [a, b] = await Promise.all([SdkClient.inbox(anna), SdkClient.inbox(ben)]);
    await a.say(ben.uid, "one");
    await b.got(anna.uid, "one");
    const { seq } = b.held(anna.uid);
    const typing = { qos: pb.MessageBody.QoS.AT_MOST_ONCE, ext: '{"input_status":"typing"}' };
    await a.send(ben.uid, { type: pb.MessageBody.Type.CHAT, ...typing });
    await b.until(() => b.typing.length > 0, "the typing");
    const pushed = b.frames.at(-1);
    expect([pushed?.is_eager_sync, toNumber(pushed?.last_seq), toNumber(pushed?.prev_seq)]).toEqual([true, 0, 0]);
    await a.say(ben.uid, "two");
    await b.got(anna.uid, "two");
    expect(b.held(anna.uid).seq).toBe(seq + 1);
  });

  it("[UNREAD-5] a user whom the hub let a conversation park is asked for again at the next list", async () => {
    const [anna, ben] = await makePair();
    const [a, b] = await Promise.all([PlainClient.login(anna), SdkClient.inbox(ben)]);
    const head = await b.say(anna.uid, "said");
    await a.got(ben.uid, "said");
    a.close();
    await offline(anna);
    // As after a restart of the conversation: nothing new, and nobody here.
    const { mid, seq } = head;
    const place = { mid, seq };
    const announced = { conversation: keyBetween(anna, ben), prev: place, head: place, entries: [] };
    const [answer] = await hubRpc(anna).deliver([{ ...announced, recipients: [{ uid: anna.uid }] }]);
    expect(answer).toEqual({ park: [anna.uid] });
    const metered = watchCalls();
    stop = metered.stop;
    await PlainClient.login(anna);
    expect(calls(metered, "resume", between(anna, ben).id.name ?? "")).toBe(1);
  });

  it("[INV-10] two people who have one chat open cost no call at all", async () => {
    const [anna, ben] = await makePair();
    const [a, b] = await Promise.all([SdkClient.inbox(anna), SdkClient.inbox(ben)]);
    const da = await SdkClient.direct(anna, ben.uid, a.sn);
    const db = await SdkClient.direct(ben, anna.uid, b.sn);
    await da.say(ben.uid, "first");
    await db.got(anna.uid, "first");
    await settled(between(anna, ben));
    const metered = watchCalls();
    stop = metered.stop;
    for (const text of ["a", "b", "c"]) await da.say(ben.uid, text);
    await db.say(anna.uid, "d");
    await da.got(ben.uid, "d");
    await settled(between(anna, ben));
    // Rows on their way to D1 are not the two's; nor are those of the tests before.
    expect(metered.calls.filter((call) => !call.startsWith("store "))).toEqual([]);
  });
});

describe("a direct socket beside the inbox", () => {
  it("[INV-6] attached devices get each message once; others get it through the inbox", async () => {
    const [anna, ben] = await makePair();
    const [a, b, b2] = await Promise.all([SdkClient.inbox(anna), SdkClient.inbox(ben), SdkClient.inbox(ben)]);
    const direct = await SdkClient.direct(ben, anna.uid, b.sn);
    for (const text of ["one", "two", "three"]) await a.say(ben.uid, text);
    await Promise.all([direct.got(anna.uid, "three"), b2.got(anna.uid, "three")]);
    expect(direct.texts(anna.uid)).toEqual(["one", "two", "three"]);
    expect(b.texts(anna.uid)).toEqual([]);
    // What the device says there reaches the user's other device, and not its own inbox.
    await direct.say(anna.uid, "mine");
    await Promise.all([b2.got(anna.uid, "mine"), a.got(ben.uid, "mine")]);
    expect(b.texts(anna.uid)).toEqual([]);
    expect(direct.texts(anna.uid)).toEqual(["one", "two", "three"]);
  });

  it("[INV-4] when it closes, the inbox takes over without a gap, whatever is on its way", async () => {
    const [anna, ben] = await makePair();
    const [a, b] = await Promise.all([SdkClient.inbox(anna), SdkClient.inbox(ben)]);
    const texts: string[] = [];
    for (let round = 0; round < 6; round++) {
      const held = b.held(anna.uid);
      const direct = await SdkClient.direct(ben, anna.uid, b.sn, held.mid);
      direct.conversations.set(anna.uid, held);
      await a.say(ben.uid, `open ${round}`);
      await direct.got(anna.uid, `open ${round}`);
      const sending = a.say(ben.uid, `closing ${round}`);
      direct.close();
      await sending;
      await a.say(ben.uid, `closed ${round}`);
      b.pull(anna.uid);
      await b.got(anna.uid, `closed ${round}`);
      texts.push(`open ${round}`, `closing ${round}`, `closed ${round}`);
    }
    expect(b.texts(anna.uid)).toEqual(texts);
  });

  it("[TR-2] gives what follows the position it names, survives an eviction, and replaces an older one of its device", async () => {
    const [anna, ben] = await makePair();
    const [a, b] = await Promise.all([SdkClient.inbox(anna), SdkClient.inbox(ben)]);
    const { mid } = await a.say(ben.uid, "one");
    await a.say(ben.uid, "two");
    await b.got(anna.uid, "two");
    const direct = await SdkClient.direct(ben, anna.uid, b.sn, mid);
    await direct.until(() => direct.held(anna.uid).entries.size === 0 && direct.frames.length > 0, "the opening page");
    expect(direct.frames[0]?.metas?.map(({ id }) => Number(id))).toEqual([b.held(anna.uid).mid]);
    await evictDurableObject(between(anna, ben));
    const again = await SdkClient.direct(ben, anna.uid, b.sn, 0);
    await direct.until(() => direct.closed, "the older one to be replaced");
    expect(direct.closed).toMatchObject({ code: 4111 });
    await again.got(anna.uid, "two");
    await a.say(ben.uid, "three");
    await again.got(anna.uid, "three");
    expect(again.texts(anna.uid)).toEqual(["one", "two", "three"]);
  });

  it("[TR-1] [TR-2] a client that closes is answered with its own code", async () => {
    const [anna, ben] = await makePair();
    const b = await SdkClient.inbox(ben);
    const direct = await SdkClient.direct(ben, anna.uid, b.sn);
    for (const client of [direct, b]) {
      client.close();
      await client.until(() => client.closed, "the answer");
      expect(client.closed).toMatchObject({ code: 1000 });
    }
  });

  it("[TR-2] a device that is not this user's is refused in words", async () => {
    const [anna, ben] = await makePair();
    await SdkClient.inbox(ben);
    const direct = await SdkClient.direct(ben, anna.uid, 99);
    expect(direct.code).not.toBe(1);
    await direct.until(() => direct.closed, "the close");
    expect(direct.closed?.code).toBeGreaterThanOrEqual(4000);
  });
});

describe("unread", () => {
  it("[INV-5] [UNREAD-4] is derived: others' messages after the read position, not recalled, not deleted by this user", async () => {
    const [anna, ben] = await makePair();
    const [a, b] = await Promise.all([SdkClient.inbox(anna), SdkClient.inbox(ben)]);
    const unread = async () => (await b.unread(0, 0)).find(({ xid }) => Number(xid?.uid) === anna.uid)?.unread ?? 0;
    const mids: number[] = [];
    for (const text of ["one", "two", "three", "four"]) mids.push((await a.say(ben.uid, text)).mid);
    await b.got(anna.uid, "four");
    expect(await unread()).toBe(4);
    await b.say(anna.uid, "mine does not count");
    expect(await unread()).toBe(4);
    await a.operate(ben.uid, RECALL, mids[0] ?? 0, ben.uid);
    expect(await unread()).toBe(3);
    await b.operate(ben.uid, DELETE, mids[1] ?? 0, anna.uid);
    expect(await unread()).toBe(2);
    await b.operate(anna.uid, READ_ACK, mids[2] ?? 0, anna.uid);
    expect(await unread()).toBe(1);
    await evictDurableObject(hubOf(ben));
    await evictDurableObject(between(anna, ben));
    expect(await unread()).toBe(1);
    await b.operate(anna.uid, READ_ACK, mids[3] ?? 0, anna.uid);
    expect(await unread()).toBe(0);
    await a.operate(ben.uid, RECALL, mids[3] ?? 0, ben.uid);
    expect(await unread()).toBe(0);
  });
});

describe("tenants", () => {
  it("[INV-8] a user of another app does not exist, and leaves no conversation behind", async () => {
    const [anna] = await makePair();
    const stranger = await makeUser(await makeApp());
    const a = await SdkClient.inbox(anna);
    expect((await a.say(stranger.uid, "hello?")).code).toBe(8);
    expect((await a.unread()).filter(({ xid }) => Number(xid?.uid) > 0)).toEqual([]);
  });

  it("[INV-8] a token opens no user of another app: its hub is named after its own", async () => {
    const [anna] = await makePair();
    const stranger = await makeUser(await makeApp());
    const forged = { ...anna, token: stranger.token };
    const socket = await SdkClient.inbox(forged);
    await socket.say(anna.uid, "as whom?").then(({ code }) => expect(code).toBe(9));
    const seen = await runInDurableObject(hubOf(anna), (_instance, { storage }) =>
      storage.sql.exec("SELECT uid FROM device").toArray(),
    );
    expect(seen).toEqual([]);
  });
});

/** An inbox that has asked for its list, as the SDK does. */
async function listedInbox(user: User): Promise<SdkClient> {
  const client = await SdkClient.inbox(user);
  await client.unread();
  return client;
}

const hubRpc = (user: User) => hubOf(user) as unknown as Pick<HubRpc, "deliver" | "removeConversation" | "online">;

const offline = (user: User) => until(async () => expect(await hubRpc(user).online([user.uid])).toEqual([]));

/** Once the object has told everybody: its own call has to wait behind what it still sends. */
async function settled(stub: DurableObjectStub): Promise<void> {
  await runInDurableObject(stub, () => scheduler.wait(0));
}
