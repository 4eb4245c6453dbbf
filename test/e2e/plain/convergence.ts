/** What every device ends up with, however late, fast or new it is. */

import { describe, expect, it } from "vitest";
import { DeviceMemory } from "../../support/plain/device-memory.ts";
import type { PlainClient } from "../../support/plain-client.ts";
import type { Stage } from "./stage.ts";

const heard = (client: PlainClient, xid: number): string[] =>
  client.events.flatMap((event) => (event.is === "message" && event.xid === xid ? [event.content] : []));

const synced = (client: PlainClient) =>
  client.until(() => client.pages.length > 0 && client.pages.at(-1)?.nextKey === 0, "the end of the sync");

/** Reads each message as it comes, as an open chat does; resolves when the last is read. */
const readAtOnce = async (client: PlainClient, xid: number, texts: string[]): Promise<void> => {
  await Promise.all(
    texts.map(async (text) => {
      const { id } = await client.got(xid, text);
      await client.operate("READ_ACK", { to: xid, mid: id });
    }),
  );
};

export function convergenceSuite(stage: { readonly current: Stage }): void {
  describe("convergence", () => {
    it("[PUSH-6] a receipt of a peer that reads at once comes when the sender has taken in its ack", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const [a, b] = await Promise.all([online(anna), online(ben)]);
      const texts = ["hello", "are you there?", "well?"];
      const reading = readAtOnce(b, anna.uid, texts);
      for (const text of texts) await a.say(ben.uid, text);
      await reading;
      await a.until(() => a.events.filter((event) => event.is === "operation").length >= 3, "three receipts");
      expect(a.store.of(ben.uid).map(({ content, status }) => [content, status])).toEqual(
        texts.map((text) => [text, 2]),
      );
    });

    it("[OP-5] a conversation removed from one device stays away at its next login, until something happens there", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const memory = new DeviceMemory(ben.uid);
      const [a, b] = await Promise.all([online(anna), online(ben, memory)]);
      await a.say(ben.uid, "in the list");
      await b.got(anna.uid, "in the list");
      await b.removeConversation(anna.uid, false);
      await b.close();
      const back = await online(ben, memory);
      expect(back.unreads[0]).toEqual([]);
      await a.say(ben.uid, "again");
      await back.got(anna.uid, "again");
      await synced(back);
      await back.close();
      expect((await online(ben, memory)).unreads[0]).toEqual([{ xid: anna.uid, n: 0, type: 1 }]);
    });

    it("[UNREAD-2] a new device lists a chat that was read and has had nothing but edits and recalls since", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const [a, b] = await Promise.all([online(anna), online(ben)]);
      const mid = await a.say(ben.uid, "read");
      const gone = await a.say(ben.uid, "to be recalled");
      await b.got(anna.uid, "to be recalled");
      await b.operate("READ_ACK", { to: anna.uid, mid });
      await a.operate("APPEND", { to: ben.uid, mid, content: " and edited" });
      await a.operate("RECALL", { to: ben.uid, mid: gone, xid: ben.uid });
      await b.event("operation", "RECALL");
      const fresh = await online(ben);
      expect(fresh.unreads[0]).toContainEqual({ xid: anna.uid, n: 0, type: 1 });
      expect(fresh.memory.list).toContain(anna.uid);
      expect((await fresh.history(anna.uid, 0, 20)).messages.map(({ content }) => content)).toEqual([
        "read and edited",
      ]);
      await a.say(ben.uid, "new");
      await fresh.got(anna.uid, "new");
      expect(heard(fresh, anna.uid)).toEqual(["read and edited", "new"]);
    });

    it("[PULL-6] pages say how far a message got, so that receipts heard before it are not lost", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const annas = new DeviceMemory(anna.uid);
      const bens = new DeviceMemory(ben.uid);
      await Promise.all([online(anna, annas), online(ben, bens)].map(async (client) => (await client).close()));
      const [a, b] = await Promise.all([online(anna), online(ben)]);
      const texts = ["read", "delivered", "sent"];
      const [read = 0, delivered = 0] = await Promise.all(texts.map((text) => a.say(ben.uid, text)));
      await b.got(anna.uid, "sent");
      await b.operate("READ_ACK", { to: anna.uid, mid: read });
      await b.operate("DELIVER_ACK", { to: anna.uid, mid: delivered });
      const [a2, b2] = await Promise.all([online(anna, annas), online(ben, bens)]);
      await Promise.all([a2.got(ben.uid, "sent"), b2.got(anna.uid, "sent")]);
      expect(a2.store.of(ben.uid).map(({ status }) => status)).toEqual([2, 1, 0]);
      expect(b2.store.of(anna.uid).map(({ status }) => status)).toEqual([2, 1, 0]);
    });

    it("[PULL-4] edits that a device missed end with the same text and ext as elsewhere", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const memory = new DeviceMemory(ben.uid);
      const [a, b] = await Promise.all([online(anna), online(ben, memory)]);
      const mid = await a.say(ben.uid, "one");
      await b.got(anna.uid, "one");
      await synced(b);
      await b.close();
      await a.operate("APPEND", { to: ben.uid, mid, content: " two" });
      await a.operate("REPLACE", { to: ben.uid, mid, ext: '{"done":true}' });
      await a.operate("APPEND", { to: ben.uid, mid, content: " three" });
      const back = await online(ben, memory);
      const message = await back.got(anna.uid, "one two three");
      await synced(back);
      expect(back.store.find(anna.uid, message.id)).toMatchObject({ content: "one two three", ext: '{"done":true}' });
    });

    it("[OP-1] a number beyond 2^53 comes through a REPLACE to the digit", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const [a, b] = await Promise.all([online(anna), online(ben)]);
      const mid = await a.say(ben.uid, "a call", { body: { ext: '{"room":9007199254740993}' } });
      await a.operate("REPLACE", { to: ben.uid, mid, ext: '{"over":true}' });
      const { messages } = await b.history(anna.uid, 0, 20);
      expect(messages[0]?.body.ext).toBe('{"room":9007199254740993,"over":true}');
    });

    it("[PULL-2] what a device did itself is no page of the system conversation, and counts once at most", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const [a, b, b2] = await Promise.all([online(anna), online(ben), online(ben)]);
      const mid = await a.say(ben.uid, "to be deleted");
      await b.got(anna.uid, "to be deleted");
      await b.operate("DELETE", { to: ben.uid, mid, xid: anna.uid });
      await b2.event("operation", "DELETE");
      if ((await b.heartbeat()).some(({ xid }) => xid === 0)) await synced(b);
      expect(b.pages.filter(({ xid, size, nextKey }) => xid === 0 && size === 0 && nextKey > 0)).toEqual([]);
      expect((await b.heartbeat()).filter(({ xid }) => xid === 0)).toEqual([]);
    });
  });
}
