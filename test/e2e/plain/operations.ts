/** The nine operations: who hears of each, and what it leaves behind (xsync.md §7.6). */

import { beforeEach, describe, expect, it } from "vitest";
import { DeviceMemory } from "../../support/plain/device-memory.ts";
import type { PlainClient } from "../../support/plain-client.ts";
import type { TestUser } from "../../support/private-server.ts";
import type { Stage } from "./stage.ts";

const named = (client: PlainClient, name: string) =>
  client.events.filter((event) => event.is === "operation" && event.name === name);

const names = (client: PlainClient) => client.events.flatMap((event) => (event.is === "operation" ? [event.name] : []));

export function operationSuite(stage: { readonly current: Stage }): void {
  describe("operations", () => {
    let anna: TestUser;
    let ben: TestUser;
    let a1: PlainClient;
    let a2: PlainClient;
    let b1: PlainClient;
    let b2: PlainClient;

    beforeEach(async () => {
      const { pair, online } = stage.current;
      [anna, ben] = await pair();
      [a1, a2, b1, b2] = await Promise.all([online(anna), online(anna), online(ben), online(ben)]);
    });

    /** A message of Anna that all four devices hold. */
    const said = async (text = "a message"): Promise<number> => {
      const mid = await a1.say(ben.uid, text);
      await Promise.all([a2.got(ben.uid, text), b1.got(anna.uid, text), b2.got(anna.uid, text)]);
      return mid;
    };

    /** Both sides hear a last message, so what was not heard before it was not sent. */
    const settle = async (): Promise<void> => {
      await a1.say(ben.uid, "last of all");
      await b1.say(anna.uid, "last of ben");
      await Promise.all([a1, a2].map((client) => client.got(ben.uid, "last of ben")));
      await Promise.all([b1, b2].map((client) => client.got(anna.uid, "last of all")));
    };

    it("[OP-2] [OP-3] READ_ACK: the author's devices and the reader's other ones hear it; history says read", async () => {
      const mid = await said();
      expect(await b1.operate("READ_ACK", { to: anna.uid, mid })).toMatchObject({ code: 1 });
      for (const client of [a1, a2]) {
        expect(await client.event("operation", "READ_ACK")).toMatchObject({ from: ben.uid, to: anna.uid, mid });
        expect(client.store.find(ben.uid, mid)?.status).toBe(2);
      }
      expect(await b2.event("operation", "READ_ACK")).toMatchObject({ from: ben.uid, mid });
      await settle();
      expect(names(b1)).toEqual([]);
      const { messages } = await a1.history(ben.uid, 0, 20);
      expect(messages.find(({ id }) => id === mid)?.body.status).toBe(2);
      expect((await ben.api.get("/message/unread")).data).toEqual([{ conversation_id: { uid: anna.uid }, num: 1 }]);
    });

    it("[OP-2] READ_ACK of the newest marks all before it; repeated and late ones tell nobody anything", async () => {
      const mids = [await said("one"), await said("two"), await said("three")];
      await b1.operate("READ_ACK", { to: anna.uid, mid: mids[2] ?? 0 });
      await a1.until(() => named(a1, "READ_ACK").length === 3, "three receipts");
      expect(a1.store.of(ben.uid).map(({ status }) => status)).toEqual([2, 2, 2]);
      await b1.operate("READ_ACK", { to: anna.uid, mid: mids[0] ?? 0 });
      await b1.operate("READ_ACK", { to: anna.uid, mid: mids[2] ?? 0 });
      await settle();
      expect(named(a1, "READ_ACK")).toHaveLength(3);
      expect(named(b2, "READ_ACK")).toHaveLength(1);
    });

    it("[OP-2] READ_ALL: the user's other devices alone hear it", async () => {
      const mid = await said();
      expect(await b1.operate("READ_ALL", { to: ben.uid, mid, xid: anna.uid })).toMatchObject({ code: 1 });
      expect(await b2.event("operation", "READ_ALL")).toMatchObject({ from: ben.uid, mid, xid: anna.uid });
      expect(b2.store.find(anna.uid, mid)?.status).toBe(2);
      expect((await ben.api.get("/message/unread")).data).toEqual([{ conversation_id: { uid: anna.uid }, num: 0 }]);
      await settle();
      expect([...names(a1), ...names(a2), ...names(b1)]).toEqual([]);
    });

    it("[OP-2] READ_ALL tells the author nothing, so a READ_ACK after it still does", async () => {
      const mid = await said();
      await b1.operate("READ_ALL", { to: ben.uid, mid, xid: anna.uid });
      await b1.operate("READ_ACK", { to: anna.uid, mid });
      expect(await a1.event("operation", "READ_ACK")).toMatchObject({ mid });
    });

    it("[OP-2] READ_CANCEL: unread begins with the message again; the user's other devices alone hear it", async () => {
      const [one, two] = [await said("one"), await said("two")];
      await b1.operate("READ_ACK", { to: anna.uid, mid: two });
      await b2.event("operation", "READ_ACK");
      expect(await b1.operate("READ_CANCEL", { to: ben.uid, mid: two, xid: anna.uid })).toMatchObject({ code: 1 });
      expect(await b2.event("operation", "READ_CANCEL")).toMatchObject({ from: ben.uid, mid: two, xid: anna.uid });
      expect((await ben.api.get("/message/unread")).data).toEqual([{ conversation_id: { uid: anna.uid }, num: 1 }]);
      const { messages } = await b2.history(anna.uid, 0, 20);
      expect(messages.map(({ id, body }) => [id, body.status])).toEqual([
        [two, 0],
        [one, 2],
      ]);
      await settle();
      expect([...named(a1, "READ_CANCEL"), ...named(a2, "READ_CANCEL"), ...named(b1, "READ_CANCEL")]).toEqual([]);
      // What the author was told stays told.
      expect((await a1.history(ben.uid, 0, 20)).messages.find(({ id }) => id === two)?.body.status).toBe(2);
    });

    it("[OP-2] READ_CANCEL goes back only: of what nobody read it reads nothing", async () => {
      await said("one");
      expect(await b1.operate("READ_CANCEL", { to: ben.uid, mid: await said("two"), xid: anna.uid })).toMatchObject({
        code: 1,
      });
      expect((await ben.api.get("/message/unread")).data).toEqual([{ conversation_id: { uid: anna.uid }, num: 2 }]);
    });

    it("[OP-2] DELIVER_ACK: the author's devices hear it; history says delivered", async () => {
      const mid = await said();
      expect(await b1.operate("DELIVER_ACK", { to: anna.uid, mid })).toMatchObject({ code: 1 });
      for (const client of [a1, a2]) {
        expect(await client.event("operation", "DELIVER_ACK")).toMatchObject({ from: ben.uid, mid });
        expect(client.store.find(ben.uid, mid)?.status).toBe(1);
      }
      await settle();
      expect([...names(b1), ...names(b2)]).toEqual([]);
    });

    it("[OP-2] a DELIVER_ACK tells of the messages before it, once, and of nothing that was read", async () => {
      const mids = [await said("one"), await said("two"), await said("three")];
      await b1.operate("READ_ACK", { to: anna.uid, mid: mids[0] ?? 0 });
      await b1.operate("DELIVER_ACK", { to: anna.uid, mid: mids[2] ?? 0 });
      await b1.operate("DELIVER_ACK", { to: anna.uid, mid: mids[1] ?? 0 });
      await a1.until(() => a1.store.of(ben.uid).every(({ status }) => status > 0), "three receipts");
      expect(a1.store.of(ben.uid).map(({ status }) => status)).toEqual([2, 1, 1]);
      await settle();
      expect(named(a1, "DELIVER_ACK")).toHaveLength(2);
    });

    it("[OP-2] PLAY_ACK: the author's devices hear it", async () => {
      const mid = await said();
      expect(await b1.operate("PLAY_ACK", { to: anna.uid, mid })).toMatchObject({ code: 1 });
      for (const client of [a1, a2]) {
        await client.event("operation", "PLAY_ACK");
        expect(client.store.find(ben.uid, mid)?.played).toBe(true);
      }
      await settle();
      expect([...names(b1), ...names(b2)]).toEqual([]);
    });

    it("[OP-2] DELETE: hides the message from this user on every device, and from nobody else", async () => {
      const mid = await said();
      expect(await a1.operate("DELETE", { to: anna.uid, mid, xid: ben.uid })).toMatchObject({ code: 1 });
      expect(await a2.event("operation", "DELETE")).toMatchObject({ from: anna.uid, mid, xid: ben.uid });
      expect(a2.store.find(ben.uid, mid)).toBeNull();
      await settle();
      expect([...names(a1), ...names(b1), ...names(b2)]).toEqual([]);
      const ids = async (client: PlainClient, xid: number) =>
        (await client.history(xid, 0, 20)).messages.map(({ id }) => id);
      expect(await ids(a1, ben.uid)).not.toContain(mid);
      expect(await ids(b1, anna.uid)).toContain(mid);
    });

    it("[OP-1] RECALL: everybody but the recalling device hears it, and history forgets the message", async () => {
      const mid = await said();
      const { list } = b1.memory;
      expect(await a1.operate("RECALL", { to: ben.uid, mid, xid: ben.uid })).toMatchObject({ code: 1 });
      for (const [client, xid] of [
        [a2, ben.uid],
        [b1, anna.uid],
        [b2, anna.uid],
      ] as const) {
        expect(await client.event("operation", "RECALL")).toMatchObject({ from: anna.uid, mid });
        expect(client.store.find(xid, mid)).toBeNull();
        expect((await client.history(xid, 0, 20)).messages).toEqual([]);
      }
      expect(list).toContain(anna.uid);
      await settle();
      expect(names(a1)).toEqual([]);
      expect((await ben.api.get("/message/unread")).data).toEqual([{ conversation_id: { uid: anna.uid }, num: 1 }]);
    });

    it("[OP-1] RECALL by somebody else, and twice, fails in the words clients know", async () => {
      const mid = await said();
      const refused = { code: 2, status: "FAIL", reason: "exceed recall time limit" };
      expect(await b1.operate("RECALL", { to: anna.uid, mid, xid: anna.uid })).toMatchObject(refused);
      expect(await a1.operate("RECALL", { to: ben.uid, mid, xid: ben.uid })).toMatchObject({ code: 1 });
      expect((await a1.operate("RECALL", { to: ben.uid, mid, xid: ben.uid })).code).not.toBe(1);
      expect((await a1.operate("RECALL", { to: ben.uid, mid: mid + 1, xid: ben.uid })).code).toBe(8);
    });

    it("[OP-1] APPEND: everybody but the appending device gets the text once; ack and push agree on its time", async () => {
      const mid = await said("begun");
      const ack = await a1.operate("APPEND", { to: ben.uid, mid, content: ", done" });
      expect(ack).toMatchObject({ code: 1 });
      expect(ack.editTimestamp).toMatch(/^\d{13}$/);
      for (const [client, xid] of [
        [a2, ben.uid],
        [b1, anna.uid],
        [b2, anna.uid],
      ] as const) {
        const { body } = await client.event("operation", "APPEND");
        expect(body.edit_timestamp).toBe(ack.editTimestamp);
        expect(client.store.find(xid, mid)).toMatchObject({ content: "begun, done", editTimestamp: ack.editTimestamp });
      }
      await settle();
      expect(names(a1)).toEqual([]);
    });

    it("[OP-1] REPLACE: content replaces, config and ext merge as objects, `null` changes nothing", async () => {
      const mid = await a1.say(ben.uid, "draft", {
        body: { config: '{"a":{"x":1,"y":[1]}}', ext: '{"kept":true}' },
      });
      await b1.got(anna.uid, "draft");
      const edit = { to: ben.uid, mid, content: "final", config: '{"a":{"y":[2]},"b":1}', ext: "null" };
      const first = await a1.operate("REPLACE", edit);
      const second = await a1.operate("REPLACE", {
        to: ben.uid,
        mid,
        content: "truly final",
        config: "null",
        ext: "null",
      });
      expect(Number(second.editTimestamp)).toBeGreaterThan(Number(first.editTimestamp));
      await b1.until(() => named(b1, "REPLACE").length === 2, "two edits");
      const merged = { content: "truly final", editTimestamp: second.editTimestamp };
      expect(b1.store.find(anna.uid, mid)).toMatchObject(merged);
      const config = { a: { x: 1, y: [2] }, b: 1 };
      expect(JSON.parse(b1.store.find(anna.uid, mid)?.config ?? "")).toEqual(config);
      const { body } = (await b2.history(anna.uid, 0, 20)).messages[0] ?? {};
      expect(body).toMatchObject({ content: "truly final", ext: '{"kept":true}' });
      expect(JSON.parse(body?.config ?? "")).toEqual(config);
    });

    it("[OP-1] edits of another's message, of no message and of a recalled one are refused", async () => {
      const mid = await said();
      expect((await b1.operate("APPEND", { to: anna.uid, mid, content: "x" })).code).toBe(9);
      expect((await b1.operate("REPLACE", { to: anna.uid, mid, content: "x" })).code).toBe(9);
      expect((await a1.operate("APPEND", { to: ben.uid, mid, content: "" })).code).toBe(8);
      expect((await a1.operate("APPEND", { to: ben.uid, mid: mid + 1, content: "x" })).code).toBe(8);
      await a1.operate("RECALL", { to: ben.uid, mid, xid: ben.uid });
      expect((await a1.operate("REPLACE", { to: ben.uid, mid, content: "x" })).code).toBe(8);
      await settle();
      expect(names(b1)).toEqual(["RECALL"]);
    });

    it("[INV-2] a resent APPEND appends once and gets the same edit time", async () => {
      const mid = await said("begun");
      const clientMid = `${Date.now()}7`;
      const append = { to: ben.uid, mid, content: "!", clientMid };
      const first = await a1.operate("APPEND", append);
      const second = await a1.operate("APPEND", append);
      expect([second.mid, second.editTimestamp]).toEqual([first.mid, first.editTimestamp]);
      await settle();
      expect(b1.store.find(anna.uid, mid)?.content).toBe("begun!");
    });

    it("[INV-6] devices that were away converge at their next login", async () => {
      const { online } = stage.current;
      const memory = new DeviceMemory(ben.uid);
      const away = await online(ben, memory);
      const mids = [await said("recalled"), await said("appended"), await said("replaced"), await said("deleted")];
      const [recalled = 0, appended = 0, replaced = 0, deleted = 0] = mids;
      await away.got(anna.uid, "deleted");
      await away.until(() => away.pages.at(-1)?.nextKey === 0, "the end of the sync");
      await away.close();
      await a1.operate("RECALL", { to: ben.uid, mid: recalled, xid: ben.uid });
      await a1.operate("APPEND", { to: ben.uid, mid: appended, content: " once" });
      await a1.operate("APPEND", { to: ben.uid, mid: appended, content: " twice" });
      await a1.operate("REPLACE", { to: ben.uid, mid: replaced, content: "new" });
      await b1.operate("DELETE", { to: ben.uid, mid: deleted, xid: anna.uid });
      await b1.operate("READ_ALL", { to: ben.uid, mid: deleted, xid: anna.uid });
      const back = await online(ben, memory);
      await back.event("operation", "READ_ALL");
      await back.until(
        () => back.store.texts(anna.uid).join("|") === "appended once twice|new",
        "the same as elsewhere",
      );
      const fresh = await online(ben);
      const { messages } = await fresh.history(anna.uid, 0, 20);
      expect(messages.map(({ content }) => content)).toEqual(["new", "appended once twice"]);
    });

    it("[OP-5] DELETE of a conversation removes it from this device alone", async () => {
      const { online } = stage.current;
      await said("in the list");
      expect(await b1.removeConversation(anna.uid, false)).toMatchObject({ code: 1 });
      await settle();
      expect(b2.events.filter(({ is }) => is === "removal")).toEqual([]);
      expect(b2.store.texts(anna.uid)).toContain("in the list");
      expect((await online(ben)).unreads[0]?.map(({ xid }) => xid)).toContain(anna.uid);
    });

    it("[OP-5] DELETE_EVERYWHERE removes it and its history from every device of the user, and from nobody else", async () => {
      const { online } = stage.current;
      const memory = new DeviceMemory(ben.uid);
      const away = await online(ben, memory);
      await said("gone for ben");
      await away.got(anna.uid, "gone for ben");
      await away.close();
      expect(await b1.removeConversation(anna.uid, true)).toMatchObject({ code: 1 });
      expect(await b2.event("removal")).toMatchObject({ xid: anna.uid, everywhere: true });
      expect(b2.store.of(anna.uid)).toEqual([]);
      expect(b2.memory.list).not.toContain(anna.uid);
      expect((await b2.history(anna.uid, 0, 20)).messages).toEqual([]);
      expect((await a1.history(ben.uid, 0, 20)).messages).toHaveLength(1);
      const fresh = await online(ben);
      expect(fresh.unreads[0]?.map(({ xid }) => xid)).not.toContain(anna.uid);
      const back = await online(ben, memory);
      await back.event("removal");
      expect(back.store.of(anna.uid)).toEqual([]);
      await a1.say(ben.uid, "begun again");
      for (const client of [b1, b2, fresh, back]) {
        await client.got(anna.uid, "begun again");
        expect(client.store.texts(anna.uid)).toEqual(["begun again"]);
      }
    });
  });
}
