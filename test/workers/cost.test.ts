/** What a message and a login cost: rows written, and calls between objects. */

import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it } from "vitest";
import { expectArchived } from "./support/log";
import { type Meter, startMeter } from "./support/meter";
import { SdkClient } from "./support/sdk-client";
import { between, hubOf, keyBetween, makePair, type User } from "./support/stage";
import { until } from "./support/until";

let meter: Meter | null = null;

afterEach(() => meter?.stop());

async function measure(user: User): Promise<Meter> {
  meter = await runInDurableObject(hubOf(user), (_instance, { storage }) => startMeter(storage));
  return meter;
}

const total = ({ rows }: Meter) => [...rows.values()].reduce((sum, written) => sum + written, 0);

describe("cost", () => {
  it("one steady message between two inboxes: at most 4 rows and 3 calls, D1 included", async () => {
    const [anna, ben] = await makePair();
    const [a, b] = await Promise.all([SdkClient.inbox(anna), SdkClient.inbox(ben)]);
    for (const text of ["one", "two"]) {
      await a.say(ben.uid, text);
      await b.got(anna.uid, text);
    }
    await expectArchived(anna.app, keyBetween(anna, ben), between(anna, ben));
    await quiet(between(anna, ben), hubOf(anna), hubOf(ben));
    const metered = await measure(anna);
    await a.say(ben.uid, "the measured one");
    await b.got(anna.uid, "the measured one");
    await quiet(between(anna, ben));
    const { rows } = metered;
    metered.stop();
    await expectArchived(anna.app, keyBetween(anna, ben), between(anna, ben));
    // To the conversation, to the other hub, and with all else that it holds for D1 to the archiver.
    expect(metered.calls.map((call) => call.split(" ")[0])).toEqual(["publish", "deliver", "store"]);
    expect(total(metered), JSON.stringify([...rows])).toBeLessThanOrEqual(4);
    expect(rows.get("D1")).toBeGreaterThan(0);
    expect(rows.get("INSERT INTO log")).toBe(2);
  });

  it("[INV-10] a repeated login with no traffic in between touches no object but the hub and writes nothing", async () => {
    const [anna, ben] = await makePair();
    const [a, b] = await Promise.all([SdkClient.inbox(anna), SdkClient.inbox(ben, "the-device")]);
    await a.say(ben.uid, "read");
    await b.got(anna.uid, "read");
    await b.operate(anna.uid, 1, b.held(anna.uid).mid, anna.uid);
    b.close();
    await b.until(() => b.closed, "the close");
    // The first one after traffic asks once where the conversation stands.
    const settling = await SdkClient.inbox(ben, "the-device");
    settling.conversations.set(anna.uid, b.held(anna.uid));
    await settling.unread();
    settling.close();
    await settling.until(() => settling.closed, "the close");
    await quiet(between(anna, ben), hubOf(anna), hubOf(ben));
    const metered = await measure(ben);
    const again = await SdkClient.inbox(ben, "the-device");
    again.conversations.set(anna.uid, b.held(anna.uid));
    const list = await again.unread();
    metered.stop();
    const item = list.find(({ xid }) => Number(xid?.uid) === anna.uid);
    expect([item?.unread, Number(item?.head_seq)]).toEqual([0, 1]);
    expect(metered.calls).toEqual([`fetch ${hubOf(ben).id.name}`]);
    expect([...metered.rows]).toEqual([]);
  });

  it("[OP-2] a receipt that moves nothing writes nothing", async () => {
    const [anna, ben] = await makePair();
    const [a, b] = await Promise.all([SdkClient.inbox(anna), SdkClient.inbox(ben)]);
    const { mid } = await a.say(ben.uid, "read twice");
    await b.got(anna.uid, "read twice");
    await b.operate(anna.uid, 1, mid, anna.uid);
    await a.until(() => a.held(0).seq === 1, "the receipt");
    await quiet(between(anna, ben), hubOf(anna), hubOf(ben));
    const metered = await measure(anna);
    await b.operate(anna.uid, 1, mid, anna.uid);
    metered.stop();
    expect([...metered.rows]).toEqual([]);
    expect(metered.calls).toHaveLength(1);
  });
});

/** Runs alarms until the objects have none left. */
async function quiet(...stubs: DurableObjectStub[]): Promise<void> {
  for (const stub of stubs) {
    await until(async () => {
      await runDurableObjectAlarm(stub);
      expect(await runInDurableObject(stub, (_instance, { storage }) => storage.getAlarm())).toBeNull();
    });
  }
}
