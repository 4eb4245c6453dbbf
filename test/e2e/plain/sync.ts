/** Pulling: pages, keys, cursors, history. */

import { describe, expect, it } from "vitest";
import { DeviceMemory } from "../../support/plain/device-memory.ts";
import type { PlainClient } from "../../support/plain-client.ts";
import type { Stage } from "./stage.ts";

const numbers = (count: number) => Array.from({ length: count }, (_, i) => `m${i}`);

/** Many messages, in order, without waiting for each ack. */
const sayAll = async (from: PlainClient, to: number, texts: string[]) =>
  Promise.all(texts.map((text) => from.say(to, text)));

const ended = (client: PlainClient, xid: number) =>
  client.until(() => client.pages.at(-1)?.nextKey === 0 && client.pages.at(-1)?.xid === xid, "the end of the sync");

const heard = (client: PlainClient, xid: number): string[] =>
  client.events.flatMap((event) => (event.is === "message" && event.xid === xid ? [event.content] : []));

export function syncSuite(stage: { readonly current: Stage }): void {
  describe("cursors", () => {
    it("[PULL-1] 250 messages come page by page, oldest first, and the sync ends with an empty page", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const a = await online(anna);
      await sayAll(a, ben.uid, numbers(250));
      const b = await online(ben);
      expect(b.unreads[0]).toEqual([{ xid: anna.uid, n: 250, type: 1 }]);
      await b.until(() => heard(b, anna.uid).includes("m249"), "the last message");
      await ended(b, anna.uid);
      // A NOTICE that was still on its way when Ben came makes his client begin a second time, as clients do.
      expect([...new Set(heard(b, anna.uid))]).toEqual(numbers(250));
      if (b.notices.length === 0) expect(b.pages.map(({ size }) => size)).toEqual([100, 100, 50, 0]);
      expect(await b.heartbeat()).toEqual([]);
    });

    it("[PULL-1] cut before the key: the page comes again and nothing is doubled", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const a = await online(anna);
      await sayAll(a, ben.uid, numbers(5));
      const memory = new DeviceMemory(ben.uid);
      const b = stage.current.client(ben, memory);
      b.holdKeys = true;
      await b.login();
      await b.got(anna.uid, "m4");
      b.cut();
      await b.until(() => b.closed, "the cut");
      const again = await online(ben, memory);
      expect(again.unreads[0]).toEqual([{ xid: anna.uid, n: 5, type: 1 }]);
      await ended(again, anna.uid);
      expect(heard(again, anna.uid)).toEqual(numbers(5));
      expect(again.store.texts(anna.uid)).toEqual(numbers(5));
      await again.close();
      const third = await online(ben, memory);
      expect(third.unreads[0]).toEqual([{ xid: anna.uid, n: 0, type: 1 }]);
    });

    it("[PUSH-3] what was pushed and not confirmed comes again after a cut", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const memory = new DeviceMemory(ben.uid);
      const [a, b] = await Promise.all([online(anna), online(ben, memory)]);
      await a.say(ben.uid, "confirmed");
      await ended(b, anna.uid);
      b.holdKeys = true;
      await a.say(ben.uid, "pushed");
      await b.got(anna.uid, "pushed");
      b.cut();
      await b.until(() => b.closed, "the cut");
      const again = await online(ben, memory);
      expect(again.unreads[0]).toEqual([{ xid: anna.uid, n: 1, type: 1 }]);
      await ended(again, anna.uid);
      expect(heard(again, anna.uid)).toEqual(["pushed"]);
      expect(again.store.texts(anna.uid)).toEqual(["confirmed", "pushed"]);
    });

    it("[PULL-1] a key confirms what is up to it and nothing behind it", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const memory = new DeviceMemory(ben.uid);
      const [a, b] = await Promise.all([online(anna), online(ben, memory)]);
      await a.say(ben.uid, "first");
      await ended(b, anna.uid);
      b.holdKeys = true;
      const second = await a.say(ben.uid, "second");
      await a.say(ben.uid, "third");
      await b.got(anna.uid, "third");
      // Its own message lies behind what it has not confirmed; it must not drag the cursor along.
      await b.say(anna.uid, "own");
      b.sync(anna.uid, second);
      await ended(b, anna.uid);
      b.cut();
      await b.until(() => b.closed, "the cut");
      const again = await online(ben, memory);
      await ended(again, anna.uid);
      expect(heard(again, anna.uid)).toEqual(["third"]);
    });

    it("[UNREAD-2] n counts what the device has not confirmed, and drops to 0 with the key", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const [a, b] = await Promise.all([online(anna), online(ben)]);
      b.holdKeys = true;
      await a.say(ben.uid, "one");
      await b.got(anna.uid, "one");
      const mid = await a.say(ben.uid, "two");
      await b.got(anna.uid, "two");
      expect(await b.heartbeat()).toEqual([{ xid: anna.uid, n: 2, type: 1 }]);
      b.sync(anna.uid, mid);
      await ended(b, anna.uid);
      expect(await b.heartbeat()).toEqual([]);
    });

    it("[PULL-5] a device that only sends has nothing to sync, at this login and at the next", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const memory = new DeviceMemory(anna.uid);
      const a = await online(anna, memory);
      await sayAll(a, ben.uid, numbers(150));
      expect(await a.heartbeat()).toEqual([]);
      await a.close();
      const again = await online(anna, memory);
      if (again.unreads[0]?.some(({ n }) => n > 0)) await ended(again, ben.uid);
      expect(await again.heartbeat()).toEqual([]);
      expect(heard(again, ben.uid)).toEqual([]);
      await again.close();
      expect((await online(anna, memory)).unreads[0]).toEqual([{ xid: ben.uid, n: 0, type: 1 }]);
    });

    it("[PULL-1] each device has its own cursor", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const memory = new DeviceMemory(ben.uid);
      await (await online(ben, memory)).close();
      const [a, b1] = await Promise.all([online(anna), online(ben)]);
      await a.say(ben.uid, "for both");
      await ended(b1, anna.uid);
      await b1.operate("READ_ACK", { to: anna.uid, mid: b1.store.of(anna.uid)[0]?.id ?? 0 });
      const b2 = await online(ben, memory);
      expect(b2.unreads[0]).toContainEqual({ xid: anna.uid, n: 1, type: 1 });
      await b2.got(anna.uid, "for both");
    });

    it("[PUSH-3] a new device is not given what was read before it came, and hears by NOTICE what is new", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const [a, b] = await Promise.all([online(anna), online(ben)]);
      const mid = await a.say(ben.uid, "old and read");
      await b.got(anna.uid, "old and read");
      await b.operate("READ_ACK", { to: anna.uid, mid });
      const fresh = await online(ben);
      expect(fresh.unreads[0]).toContainEqual({ xid: anna.uid, n: 0, type: 1 });
      await a.say(ben.uid, "new");
      await fresh.got(anna.uid, "new");
      expect(fresh.notices).toContain(anna.uid);
      expect(heard(fresh, anna.uid)).toEqual(["new"]);
      expect((await fresh.history(anna.uid, 0, 20)).messages.map(({ content }) => content)).toEqual([
        "new",
        "old and read",
      ]);
    });

    it("[PULL-1] a stranger's id, one's own id and a group one is not in answer, and end the sync", async () => {
      const { trio, online, group } = stage.current;
      const [anna, ben, carl] = await trio();
      const gid = await group(ben, [carl]);
      const a = await online(anna);
      for (const xid of [ben.uid, anna.uid]) {
        a.sync(xid);
        await ended(a, xid);
      }
      a.sync(gid);
      await a.until(() => a.errors[0], "a refusal");
      expect(a.errors[0]).toMatchObject({ code: 9 });
    });
  });

  describe("history", () => {
    it("[HIST-1] pages newest first, exclusively, until next_key is 0", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const a = await online(anna);
      const mids = await sayAll(a, ben.uid, numbers(25));
      const b = await online(ben);
      const pages = [await b.history(anna.uid, 0, 10)];
      for (let page = pages[0]; page && page.next !== 0; page = pages.at(-1)) {
        expect(page.next).toBe(page.messages.at(-1)?.id);
        pages.push(await b.history(anna.uid, page.next, 10));
      }
      expect(pages.map(({ messages }) => messages.length)).toEqual([10, 10, 5]);
      expect(pages.flatMap(({ messages }) => messages.map(({ id }) => id))).toEqual([...mids].reverse());
      expect((await b.history(anna.uid, 0, 25)).next).toBe(0);
    });

    it("[HIST-1] status is 0, then 1 when delivered, then 2 when read, for the author and for the reader", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const [a, b] = await Promise.all([online(anna), online(ben)]);
      const mids = await sayAll(a, ben.uid, ["one", "two", "three"]);
      const statuses = async (client: PlainClient, xid: number) =>
        (await client.history(xid, 0, 20)).messages.map(({ body }) => body.status).reverse();
      expect(await statuses(a, ben.uid)).toEqual([0, 0, 0]);
      await b.operate("DELIVER_ACK", { to: anna.uid, mid: mids[1] ?? 0 });
      expect(await statuses(a, ben.uid)).toEqual([1, 1, 0]);
      await b.operate("READ_ACK", { to: anna.uid, mid: mids[0] ?? 0 });
      expect(await statuses(a, ben.uid)).toEqual([2, 1, 0]);
      expect((await statuses(b, anna.uid))[0]).toBe(2);
      await b.operate("READ_ACK", { to: anna.uid, mid: mids[2] ?? 0 });
      expect(await statuses(a, ben.uid)).toEqual([2, 2, 2]);
      expect(await statuses(b, anna.uid)).toEqual([2, 2, 2]);
    });

    it("[HIST-1] leaves operations and recalled messages out and gives edits merged", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const a = await online(anna);
      const [gone = 0, edited = 0] = await sayAll(a, ben.uid, ["gone", "edited", "plain"]);
      await a.operate("RECALL", { to: ben.uid, mid: gone, xid: ben.uid });
      const { editTimestamp } = await a.operate("APPEND", { to: ben.uid, mid: edited, content: "!" });
      const b = await online(ben);
      const { messages } = await b.history(anna.uid, 0, 20);
      expect(messages.map(({ content }) => content)).toEqual(["plain", "edited!"]);
      expect(messages[1]?.body.edit_timestamp).toBe(editTimestamp);
    });

    it("[HIST-1] answers for a conversation that never was", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const a = await online(anna);
      expect(await a.history(ben.uid, 0, 20)).toEqual({ xid: ben.uid, next: 0, messages: [] });
      expect(await a.history(0, 0, 20)).toEqual({ xid: 0, next: 0, messages: [] });
    });
  });
}
