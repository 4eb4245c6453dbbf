/** Messages between users and their devices: who gets them, what is kept of them, and what is not. */

import { describe, expect, it } from "vitest";
import { DeviceMemory } from "../../support/plain/device-memory.ts";
import { numberOf } from "../../support/plain/wire.ts";
import type { PlainClient } from "../../support/plain-client.ts";
import type { Stage } from "./stage.ts";

const ctype = (name: string) => numberOf("MessageBody.ContentType", name);

/** Contents of the messages an application heard of, in order. */
const heard = (client: PlainClient, xid: number): string[] =>
  client.events.flatMap((event) => (event.is === "message" && event.xid === xid ? [event.content] : []));

export function messageSuite(stage: { readonly current: Stage }): void {
  describe("messages", () => {
    it("[PUSH-4] two users talk; each hears the other and not itself", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const [a, b] = await Promise.all([online(anna), online(ben)]);
      const hello = await a.say(ben.uid, "hello");
      expect(await b.got(anna.uid, "hello")).toMatchObject({ id: hello, from: anna.uid, to: ben.uid, status: 0 });
      await b.say(anna.uid, "hello yourself");
      await a.got(ben.uid, "hello yourself");
      expect(heard(a, ben.uid)).toEqual(["hello yourself"]);
      expect(a.store.texts(ben.uid)).toEqual(["hello", "hello yourself"]);
      expect(b.store.texts(anna.uid)).toEqual(["hello", "hello yourself"]);
    });

    it("[PUSH-4] every device of the recipient and every other device of the sender gets it, the sending one does not", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const [a1, a2, b1, b2] = await Promise.all([online(anna), online(anna), online(ben), online(ben)]);
      const mid = await a1.say(ben.uid, "from one device");
      await Promise.all([b1.got(anna.uid, "from one device"), b2.got(anna.uid, "from one device")]);
      expect(await a2.got(ben.uid, "from one device")).toMatchObject({ id: mid, from: anna.uid, to: ben.uid });
      await b2.say(anna.uid, "marker");
      await Promise.all([a1.got(ben.uid, "marker"), a2.got(ben.uid, "marker"), b1.got(anna.uid, "marker")]);
      expect(heard(a1, ben.uid)).toEqual(["marker"]);
      expect(heard(b2, anna.uid)).toEqual(["from one device"]);
    });

    it("[INV-3] everybody sees what two users say at once in the same order", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const [a, b, a2] = await Promise.all([online(anna), online(ben), online(anna)]);
      const all = (from: PlainClient, to: number, who: string) =>
        Promise.all(Array.from({ length: 30 }, (_, i) => from.say(to, `${who}${i}`)));
      await Promise.all([all(a, ben.uid, "a"), all(b, anna.uid, "b")]);
      const complete = (client: PlainClient, xid: number) =>
        client.until(() => client.store.of(xid).length === 60, "60 messages");
      await Promise.all([complete(a, ben.uid), complete(b, anna.uid), complete(a2, ben.uid)]);
      expect(a.store.texts(ben.uid)).toEqual(b.store.texts(anna.uid));
      expect(a2.store.texts(ben.uid)).toEqual(b.store.texts(anna.uid));
      const from = (who: string) => b.store.texts(anna.uid).filter((text) => text.startsWith(who));
      expect(from("a")).toEqual(Array.from({ length: 30 }, (_, i) => `a${i}`));
    });

    it("[PULL-1] messages for somebody who is away arrive at the first login and at later ones, in order", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const a = await online(anna);
      for (const text of ["one", "two", "three"]) await a.say(ben.uid, text);
      const memory = new DeviceMemory(ben.uid);
      const b = await online(ben, memory);
      expect(b.unreads[0]).toEqual([{ xid: anna.uid, n: 3, type: 1 }]);
      await b.got(anna.uid, "three");
      await b.until(() => b.pages.at(-1)?.nextKey === 0, "the end of the sync");
      await b.close();
      await a.say(ben.uid, "four");
      await a.say(ben.uid, "five");
      const again = await online(ben, memory);
      expect(again.unreads[0]).toEqual([{ xid: anna.uid, n: 2, type: 1 }]);
      await again.got(anna.uid, "five");
      expect(heard(again, anna.uid)).toEqual(["four", "five"]);
      expect(again.store.texts(anna.uid)).toEqual(["one", "two", "three", "four", "five"]);
    });

    it("[SEND-1] carries every content type with attachment, ext and config as they were", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const [a, b] = await Promise.all([online(anna), online(ben)]);
      const names = ["IMAGE", "AUDIO", "VIDEO", "FILE", "LOCATION", "COMMAND", "FORWARD"];
      const config = '{"mentionAll":false,"mentionList":[6597069766672],"big":12345678901234567890}';
      for (const name of names) {
        const attachment = `{"url":"https://files.example/${name}?file_sign=x","fLen":1}`;
        await a.say(ben.uid, "", { body: { ctype: ctype(name), attachment, config, ext: `{"of":"${name}"}` } });
      }
      await b.until(() => heard(b, anna.uid).length === names.length, "all content types");
      const bodies = b.events.flatMap((event) => (event.is === "message" ? [event.body] : []));
      expect(bodies.map((body) => body.ctype)).toEqual(names.map(ctype));
      for (const [at, body] of bodies.entries()) {
        expect(body).toMatchObject({ config, ext: `{"of":"${names[at]}"}`, status: 0 });
        expect(body.attachment).toContain(names[at]);
      }
    });

    it("[SEND-11] what comes by REST, from the system and to everybody has what these clients take apart", async () => {
      const { app, pair, online } = stage.current;
      const [anna, ben] = await pair();
      const b = await online(ben);
      const system = { type: 1, targets: [ben.uid], content_type: 0 };
      await anna.api.post("/message/send", { ...system, content: "by REST" });
      await (await app.admin()).post("/message/notify", { ...system, content: "from the system" });
      await b.got(anna.uid, "by REST");
      await b.got(0, "from the system");
    });

    it("[SEND-5] fields that only the server sets are removed", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const [a, b] = await Promise.all([online(anna), online(ben)]);
      await a.say(ben.uid, "pretending", {
        body: { status: 2, is_system: true, edit_timestamp: 1, ext: '{"kept":1}' },
      });
      await b.got(anna.uid, "pretending");
      const event = await b.event("message");
      expect(event.body).toMatchObject({ status: 0, is_system: false, edit_timestamp: "0", ext: '{"kept":1}' });
    });

    it("[SEND-6] typing reaches connected devices of the peer, is acked, and is kept nowhere", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const [a, a2, b] = await Promise.all([online(anna), online(anna), online(ben)]);
      expect(await a.typing(ben.uid)).toMatchObject({ code: 1 });
      expect(await b.event("typing")).toMatchObject({ from: anna.uid, ext: '{"input_status":"typing"}' });
      // Nobody has said anything: no conversation, no history, nothing to sync.
      await b.close();
      const later = await online(ben);
      expect(later.unreads[0]).toEqual([]);
      expect(await later.history(anna.uid, 0, 20)).toMatchObject({ messages: [], next: 0 });
      await a.say(ben.uid, "typed");
      await a2.got(ben.uid, "typed");
      expect(a2.events.filter(({ is }) => is === "typing")).toEqual([]);
      expect((await later.history(anna.uid, 0, 20)).messages).toHaveLength(1);
    });

    it("[SEND-6] typing reaches no other device of the one who types, whatever it goes together with", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const [a, a2, b] = await Promise.all([online(anna), online(anna), online(ben)]);
      const words = ["one", "two", "three", "four"];
      await Promise.all(words.flatMap((word) => [a.say(ben.uid, word), a.typing(ben.uid)]));
      await Promise.all([a2.got(ben.uid, "four"), b.got(anna.uid, "four"), b.event("typing")]);
      expect(a2.events.filter(({ is }) => is === "typing")).toEqual([]);
    });

    it("[SEND-6] typing to somebody who is away does not keep the first message away from him", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const a = await online(anna);
      await a.typing(ben.uid);
      await a.say(ben.uid, "typed");
      await (await online(ben)).got(anna.uid, "typed");
    });

    it("[SEND-7] call control reaches the peer and the caller's other devices; only a record counts", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const [a1, a2, b] = await Promise.all([online(anna), online(anna), online(ben)]);
      const callId = `${anna.uid}_${Date.now()}`;
      const call = { action: "call", type: 1, roomId: 7, initiator: anna.uid, callId, pin: "1" };
      expect(await a1.call(ben.uid, call)).toMatchObject({ code: 1 });
      expect(await b.event("call")).toMatchObject({ from: anna.uid, config: JSON.stringify(call) });
      expect(await a2.event("call")).toMatchObject({ from: anna.uid, to: ben.uid });
      expect(await b.call(anna.uid, { action: "pickup", callId })).toMatchObject({ code: 1 });
      await a1.until(() => a1.events.find((event) => event.is === "call" && event.config.includes("pickup")), "pickup");
      expect((await ben.api.get("/message/unread")).data).toEqual([{ conversation_id: { uid: anna.uid }, num: 0 }]);
      await a1.call(ben.uid, { action: "record", callId, initiator: anna.uid }, "61000");
      await b.got(anna.uid, "61000");
      expect((await ben.api.get("/message/unread")).data).toEqual([{ conversation_id: { uid: anna.uid }, num: 1 }]);
      expect((await b.history(anna.uid, 0, 20)).messages.map(({ content }) => content)).toEqual(["61000"]);
    });
  });

  describe("client mids", () => {
    it("[SEND-1] a client mid above 2^53 is echoed to the digit", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const a = await online(anna);
      for (const clientMid of ["9007199254740993", "17953806352512551", "18446744073709551615"]) {
        expect(await a.text(ben.uid, clientMid, { clientMid })).toMatchObject({ code: 1, clientMid });
      }
    });

    it("[INV-2] two sends of one millisecond share their client mid and are both stored", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const [a, b] = await Promise.all([online(anna), online(ben)]);
      const clientMid = String(Date.now());
      const mids = await Promise.all([a.say(ben.uid, "left", { clientMid }), a.say(ben.uid, "right", { clientMid })]);
      expect(new Set(mids).size).toBe(2);
      await b.got(anna.uid, "right");
      expect(b.store.texts(anna.uid)).toEqual(["left", "right"]);
    });

    it("[INV-2] a resend gets the first mid and is stored once, also after reconnecting", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const memory = new DeviceMemory(anna.uid);
      const a = await online(anna, memory);
      const clientMid = String(Date.now());
      const first = await a.text(ben.uid, "once", { clientMid });
      const second = await a.text(ben.uid, "once", { clientMid });
      a.cut();
      const again = await online(anna, memory);
      const third = await again.text(ben.uid, "once", { clientMid });
      expect([second.mid, third.mid]).toEqual([first.mid, first.mid]);
      expect([second.time, third.time]).toEqual([first.time, first.time]);
      expect((await again.history(ben.uid, 0, 20)).messages).toHaveLength(1);
      // Another device with the same client mid means another message.
      const other = await online(anna);
      expect(await other.say(ben.uid, "once", { clientMid })).not.toBe(first.mid);
    });
  });
}
