/** Groups: founding, notices, chat, and operations within them. */

import { beforeEach, describe, expect, it, vi } from "vitest";
import { DeviceMemory } from "../../support/plain/device-memory.ts";
import type { PlainClient } from "../../support/plain-client.ts";
import type { TestUser } from "../../support/private-server.ts";
import type { Stage } from "./stage.ts";

export function groupSuite(stage: { readonly current: Stage }): void {
  describe("groups", () => {
    let anna: TestUser;
    let ben: TestUser;
    let carl: TestUser;
    let a: PlainClient;
    let b: PlainClient;
    let c: PlainClient;
    let gid: number;

    beforeEach(async () => {
      const { trio, online, group } = stage.current;
      [anna, ben, carl] = await trio();
      [a, b, c] = await Promise.all([online(anna), online(ben), online(carl)]);
      gid = await group(anna, [ben]);
      await Promise.all([a.event("group", "CREATED"), b.event("group", "CREATED")]);
    });

    it("[SYS-1] the founder's devices and the members hear CREATED, also at a later login", async () => {
      expect(await b.event("group", "CREATED")).toMatchObject({ gid, from: anna.uid });
      const later = await stage.current.online(ben);
      expect(later.unreads[0]).toContainEqual({ xid: gid, n: 1, type: 2 });
      await later.event("group", "CREATED");
      expect(c.events).toEqual([]);
      expect((await carl.api.get("/group/user_joined")).data).toEqual([]);
      expect((await ben.api.get("/group/user_joined")).data).toEqual([gid]);
    });

    it("[SYS-1] JOINED reaches all members and every device of the one who joined; LEAVED those left and the leaver", async () => {
      const c2 = await stage.current.online(carl);
      await anna.api.post("/group/invite", { group_id: gid, user_list: [carl.uid] });
      for (const client of [a, b, c, c2]) {
        expect(await client.event("group", "JOINED")).toMatchObject({ gid, from: carl.uid, to: [anna.uid] });
      }
      expect(c.memory.groups).toContain(gid);
      await c.say(gid, "here I am");
      await Promise.all([a.got(gid, "here I am"), b.got(gid, "here I am"), c2.got(gid, "here I am")]);
      await carl.api.post("/group/leave", { group_id: gid });
      for (const client of [a, b, c, c2]) {
        expect(await client.event("group", "LEAVED")).toMatchObject({ gid, from: carl.uid });
      }
      expect(c.memory.groups).not.toContain(gid);
      // Still written as a group message, by a client that has not noticed.
      c.memory.groups.add(gid);
      expect(await c.text(gid, "still here?")).toMatchObject({ code: 9 });
      await a.say(gid, "without carl");
      await b.got(gid, "without carl");
      expect(c.store.texts(gid)).not.toContain("without carl");
    });

    it("[PUSH-4] a message reaches every member's devices and the sender's other ones", async () => {
      const { online } = stage.current;
      const [a2, b2] = await Promise.all([online(anna), online(ben)]);
      const mid = await a.say(gid, "to all", { body: { config: `{"mentionAll":false,"mentionList":[${ben.uid}]}` } });
      for (const client of [a2, b, b2]) {
        expect(await client.got(gid, "to all")).toMatchObject({ id: mid, from: anna.uid, to: gid });
      }
      await b.say(gid, "to all again");
      await Promise.all([a, a2, b2].map((client) => client.got(gid, "to all again")));
      expect(a.events.filter((event) => event.is === "message").map(({ content }) => content)).toEqual([
        "to all again",
      ]);
    });

    it("[PULL-1] a new member sees nothing of what was said before, in sync and in history", async () => {
      await a.say(gid, "before carl");
      await anna.api.post("/group/invite", { group_id: gid, user_list: [carl.uid] });
      await c.event("group", "JOINED");
      await a.say(gid, "with carl");
      await c.got(gid, "with carl");
      expect(c.store.texts(gid)).toEqual(["with carl"]);
      expect((await c.history(gid, 0, 20)).messages.map(({ content }) => content)).toEqual(["with carl"]);
      expect((await stage.current.online(carl)).unreads[0]).toContainEqual({
        xid: gid,
        n: expect.any(Number),
        type: 2,
      });
    });

    it("[PULL-7] a newcomer is given nothing from before as news, also where the group shows its history", async () => {
      const memory = new DeviceMemory(carl.uid);
      const { online } = stage.current;
      await (await online(carl, memory)).close();
      await anna.api.post("/group/settings/history_visible", { group_id: gid, value: true });
      await a.say(gid, "before carl");
      await b.got(gid, "before carl");
      await anna.api.post("/group/invite", { group_id: gid, user_list: [carl.uid] });
      await c.event("group", "JOINED");
      await a.say(gid, "with carl");
      await c.got(gid, "with carl");
      const c2 = await online(carl, memory);
      await c2.got(gid, "with carl");
      for (const client of [c, c2]) {
        expect(client.store.texts(gid)).toEqual(["with carl"]);
        const { messages } = await client.history(gid, 0, 20);
        expect(messages.map(({ content }) => content)).toEqual(["with carl", "before carl"]);
      }
    });

    it("[OP-4] READ_ACK without an xid finds the group by the message; its author hears it", async () => {
      // They also talk to each other, so that there is a wrong place to find.
      await a.say(ben.uid, "between us");
      await b.got(anna.uid, "between us");
      const mid = await a.say(gid, "who reads?", { body: { config: `{"groupMemberList":[${ben.uid}]}` } });
      await b.got(gid, "who reads?");
      expect(await b.operate("READ_ACK", { to: anna.uid, mid })).toMatchObject({ code: 1 });
      expect(await a.event("operation", "READ_ACK")).toMatchObject({ from: ben.uid, to: anna.uid, mid, xid: gid });
      const unread = (await ben.api.get("/message/unread")).data;
      expect(unread).toContainEqual({ conversation_id: { uid: gid }, num: 0 });
      expect(unread).toContainEqual({ conversation_id: { uid: anna.uid }, num: 1 });
    });

    it("[HIST-1] status tells a reader what the reader has read, and the author whether somebody has", async () => {
      await anna.api.post("/group/invite", { group_id: gid, user_list: [carl.uid] });
      await c.event("group", "JOINED");
      const mid = await a.say(gid, "read by ben");
      await Promise.all([b.got(gid, "read by ben"), c.got(gid, "read by ben")]);
      await b.operate("READ_ACK", { to: anna.uid, mid });
      const status = async (client: PlainClient) => (await client.history(gid, 0, 20)).messages[0]?.body.status;
      expect(await status(a)).toBe(2);
      expect(await status(b)).toBe(2);
      // Clients derive their badge from it: Carl has read nothing.
      expect(await status(c)).toBe(0);
    });

    it("[OP-1] the owner may recall a member's message, a member not the owner's", async () => {
      const bens = await b.say(gid, "from ben");
      await a.got(gid, "from ben");
      const annas = await a.say(gid, "from anna");
      await b.got(gid, "from anna");
      const refused = { code: 2, reason: "exceed recall time limit" };
      expect(await b.operate("RECALL", { to: gid, mid: annas, xid: gid })).toMatchObject(refused);
      expect(await a.operate("RECALL", { to: gid, mid: bens, xid: gid })).toMatchObject({ code: 1 });
      await b.event("operation", "RECALL");
      expect(b.store.texts(gid)).toEqual(["from anna"]);
    });

    it("[OP-1] APPEND and REPLACE reach the group; group notices can be neither edited nor recalled", async () => {
      const mid = await a.say(gid, "one");
      await b.got(gid, "one");
      await a.operate("APPEND", { to: gid, mid, content: " two" });
      await b.event("operation", "APPEND");
      expect(b.store.find(gid, mid)?.content).toBe("one two");
      await a.operate("REPLACE", { to: gid, mid, content: "three" });
      await b.event("operation", "REPLACE");
      expect(b.store.find(gid, mid)?.content).toBe("three");
      // CREATED is the first entry of the group's log and Anna its author.
      const created = await vi.waitFor(async () => {
        const row = await stage.current.server.database
          .prepare("SELECT mid FROM messages WHERE app = 'plain' AND conversation = ? AND seq = 1")
          .bind(`g:${gid}`)
          .first<{ mid: number }>();
        if (!row) throw new Error("not archived yet");
        return row.mid;
      });
      for (const name of ["REPLACE", "APPEND", "RECALL"]) {
        expect(await a.operate(name, { to: gid, mid: created, xid: gid, content: "x" })).toMatchObject({ code: 8 });
      }
      await (await stage.current.online(ben)).event("group", "CREATED");
    });

    it("[SEND-4] a group takes GROUPCHAT alone, a user CHAT alone", async () => {
      expect(await a.text(gid, "wrong", { body: { type: 2 } })).toMatchObject({ code: 8 });
      expect(await a.text(ben.uid, "wrong", { body: { type: 3 } })).toMatchObject({ code: 8 });
      expect(await a.text(gid, "wrong", { body: { type: 0 } })).toMatchObject({ code: 8 });
    });
  });
}
