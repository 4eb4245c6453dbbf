/** Objects that lose their memory between any two steps of a message's way. */

import { abortAllDurableObjects, evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { expectArchived, expectOneOrder } from "./support/log";
import { PlainClient, Storage } from "./support/plain-client";
import { SdkClient } from "./support/sdk-client";
import { between, hubOf, keyBetween, makePair, type User } from "./support/stage";

type Objects = Record<string, () => Promise<DurableObjectStub[]>>;

function objectsOf(anna: User, ben: User): Objects {
  return {
    conversation: async () => [between(anna, ben)],
    "sender's hub": async () => [hubOf(anna)],
    "recipient's hub": async () => [hubOf(ben)],
    gateway: () => gatewaysOf(anna, ben),
  };
}

/** Those that hold a socket of one of them. */
async function gatewaysOf(...users: User[]): Promise<DurableObjectStub[]> {
  const names = await Promise.all(
    users.map((user) =>
      runInDurableObject(hubOf(user), (_instance, { storage }) =>
        storage.sql.exec<{ gateway: string }>("SELECT gateway FROM gateway_session").toArray(),
      ),
    ),
  );
  return [...new Set(names.flat().map(({ gateway }) => gateway))].map((name) => env.GATEWAY.getByName(name));
}

const NAMES = ["conversation", "sender's hub", "recipient's hub", "gateway"];

/** Those that run lose their memory; their sockets hibernate. */
async function evict(stubs: DurableObjectStub[]): Promise<void> {
  for (const stub of stubs) {
    await evictDurableObject(stub, { webSockets: "hibernate" }).catch((error: unknown) => {
      if (!String(error).includes("not") || !String(error).includes("running")) throw error;
    });
  }
}

describe("eviction", () => {
  for (const name of NAMES) {
    for (const at of [0, 1, 2, 3, 4, 5]) {
      it(`[INV-1] [INV-4] an existing client loses and doubles nothing: ${name} evicted before step ${at}`, async () => {
        const [anna, ben] = await makePair();
        const storage = new Storage();
        const a = await PlainClient.login(anna);
        const b = await PlainClient.login(ben, storage);
        b.holdKeys = true;
        const steps = [
          () => a.say(ben.uid, "one"),
          () => b.got(anna.uid, "one"),
          async () => b.answerKeys(),
          () => a.say(ben.uid, "two"),
          () => b.got(anna.uid, "two"),
          () => b.heartbeat(),
        ];
        for (const [step, work] of steps.entries()) {
          if (step === at) await evict((await objectsOf(anna, ben)[name]?.()) ?? []);
          await work();
        }
        await b.until(() => b.storage.texts(anna.uid).length === 2, "both");
        expect(b.storage.texts(anna.uid)).toEqual(["one", "two"]);
        await expectOneOrder(between(anna, ben), ["one", "two"]);
        await expectArchived(anna.app, keyBetween(anna, ben), between(anna, ben));
      });
    }
  }

  for (const name of NAMES.slice(0, 3)) {
    for (const at of [0, 1, 2, 3]) {
      it(`[INV-1] [INV-4] an SDK client loses and doubles nothing: ${name} evicted before step ${at}`, async () => {
        const [anna, ben] = await makePair();
        const a = await SdkClient.inbox(anna);
        const b = await SdkClient.inbox(ben);
        const steps = [
          () => a.say(ben.uid, "one"),
          () => b.got(anna.uid, "one"),
          () => a.say(ben.uid, "two"),
          () => b.got(anna.uid, "two"),
        ];
        for (const [step, work] of steps.entries()) {
          if (step === at) await evict((await objectsOf(anna, ben)[name]?.()) ?? []);
          await work();
        }
        expect(b.texts(anna.uid)).toEqual(["one", "two"]);
        const list = await b.unread();
        expect(list.find(({ xid }) => Number(xid?.uid) === anna.uid)).toMatchObject({ unread: 2 });
      });
    }
  }

  it("[INV-1] [INV-2] after everything was aborted a resend is stored once and everybody catches up", async () => {
    const [anna, ben] = await makePair();
    const storage = new Storage();
    await PlainClient.login(ben, storage);
    for (let round = 0; round < 5; round++) {
      const clientMid = String(1000 + round);
      const from = await PlainClient.login(anna);
      const first = await from.say(ben.uid, `round ${round}`, clientMid);
      await abortAllDurableObjects();
      const again = await PlainClient.login(anna, from.storage);
      expect(await again.say(ben.uid, `round ${round}`, clientMid)).toEqual(first);
    }
    const back = await PlainClient.login(ben, storage);
    await back.got(anna.uid, "round 4");
    expect(back.storage.texts(anna.uid)).toEqual([0, 1, 2, 3, 4].map((round) => `round ${round}`));
    await expectOneOrder(between(anna, ben), back.storage.texts(anna.uid));
  });

  it("[INV-1] what is aborted while it is being sent is either acked and there, or not acked and resent once", async () => {
    const [anna, ben] = await makePair();
    const texts = Array.from({ length: 8 }, (_, i) => `m${i}`);
    for (const [at, text] of texts.entries()) {
      const a = await SdkClient.inbox(anna, "the-device");
      const clientMid = String(5000 + at);
      a.post(ben.uid, { type: 2, content: text }, clientMid);
      if (at % 2 === 0) await a.until(() => a.acks.get(clientMid), "an ack");
      await abortAllDurableObjects();
      const again = await SdkClient.inbox(anna, "the-device");
      const { mid } = await again.say(ben.uid, text, clientMid);
      const acked = a.acks.get(clientMid);
      if (acked) expect(mid).toBe(acked.mid);
    }
    const b = await SdkClient.inbox(ben);
    await b.unread();
    await b.got(anna.uid, "m7");
    expect(b.texts(anna.uid)).toEqual(texts);
    await expectOneOrder(between(anna, ben), texts);
  });
});
