/** What one device sends, the user's other devices get, also one that logs in while it is on its way. */

import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import { SdkClient } from "./support/sdk-client";
import { makePair } from "./support/stage";

const SLOW_MS = 400;

let undo = () => {};

afterEach(() => undo());

/** What a hub publishes takes its time to reach the conversation; everything else is as fast as ever. */
function slowPublish(): void {
  const namespace: DurableObjectNamespace = Object.getPrototypeOf(env.HUB);
  const original = namespace.getByName;
  namespace.getByName = function (this: DurableObjectNamespace, name: string) {
    return new Proxy(original.call(this, name), {
      get(stub, property) {
        const method: unknown = Reflect.get(stub, property);
        if (typeof method !== "function") return method;
        const call = (parameters: unknown[]) => Reflect.apply(method, stub, parameters);
        if (property !== "publish") return (...parameters: unknown[]) => call(parameters);
        return (...parameters: unknown[]) => scheduler.wait(SLOW_MS).then(() => call(parameters));
      },
    });
  };
  undo = () => {
    namespace.getByName = original;
  };
}

describe("a device that logs in while another's messages are on their way", () => {
  it("[PUSH-4] gets what left before, and what its hub had yet to hand on", async () => {
    const [anna, ben] = await makePair();
    const phone = await SdkClient.inbox(anna);
    await phone.say(ben.uid, "zero");
    slowPublish();
    const acks = [phone.say(ben.uid, "one")];
    // The first is out and unanswered, so these two wait in the hub.
    await scheduler.wait(50);
    acks.push(phone.say(ben.uid, "two"), phone.say(ben.uid, "three"));
    await scheduler.wait(50);
    const desk = await SdkClient.inbox(anna);
    await desk.unread();
    await Promise.all(acks);
    await desk.got(ben.uid, "three");
    expect(desk.texts(ben.uid)).toEqual(["zero", "one", "two", "three"]);
  });

  it("[PUSH-4] gets the first message of a conversation that its list did not have yet", async () => {
    const [anna, ben] = await makePair();
    const phone = await SdkClient.inbox(anna);
    slowPublish();
    const ack = phone.say(ben.uid, "hello");
    await scheduler.wait(50);
    const desk = await SdkClient.inbox(anna);
    expect((await desk.unread()).filter(({ xid }) => Number(xid?.uid) === ben.uid)).toEqual([]);
    await ack;
    await desk.got(ben.uid, "hello");
    expect(desk.texts(ben.uid)).toEqual(["hello"]);
  });
});
