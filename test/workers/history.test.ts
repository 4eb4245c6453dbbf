/** [REST-8] History by REST, as far back as there is any. */

import { evictDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { expect, it } from "vitest";
import { conversationStub, hubStub } from "../../durable-objects/env";
import { pb } from "../../protocol/codec";
import { between, keyBetween, makeApp, makePair, makeUser, type User } from "./support/stage";

interface Page {
  code: number;
  data: { is_last: boolean; next_msg_id: number; messages: { content: string }[] };
}

/** Contents over all pages, newest first. */
async function historyOf({ app, token }: User, opposite_id: number): Promise<string[]> {
  const found: string[] = [];
  for (let from = 0; ; ) {
    const query = `opposite_id=${opposite_id}&msg_id_start=${from}&limit=100`;
    const headers = { app_id: app, "access-token": token };
    const response = await exports.default.fetch(`http://oriole.example/message/conversation?${query}`, { headers });
    const { code, data } = (await response.json()) as Page;
    expect(code).toBe(200);
    found.push(...data.messages.map(({ content }) => content));
    if (data.is_last) return found;
    from = data.next_msg_id;
  }
}

const body = (content: string, system = false) =>
  pb.MessageBody.encode({ type: pb.MessageBody.Type.CHAT, content, ...(system ? { is_system: true } : {}) }).finish();

const upTo = (count: number, first = 1) => Array.from({ length: count - first + 1 }, (_, n) => String(first + n));

it("reaches back to the first message of a conversation, also of more than an object has in memory", async () => {
  const [anna, ben] = await makePair();
  const stub = conversationStub(env, `${anna.app}:${keyBetween(anna, ben)}`);
  const texts = upTo(1_500);
  const items = texts.map((content) => {
    return { uid: anna.uid, sn: 0, clientMid: content, ns: 1, payload: body(content), to: ben.uid, echo: true };
  });
  for (let at = 0; at < items.length; at += 250) await stub.publish(items.slice(at, at + 250));
  await evictDurableObject(between(anna, ben));
  expect(await historyOf(ben, anna.uid)).toEqual(texts.toReversed());
});

it("has the last 2,000 notices of the system conversation", async () => {
  const user = await makeUser(await makeApp());
  const { uid } = user;
  const notices = upTo(2_700).map((content) => {
    return { uid, ns: 1, from: 0, fromSn: 0, to: uid, payload: body(content, true) };
  });
  await hubStub(env, user.app, uid).notify(notices);
  const held = await historyOf(user, 0);
  expect(held.slice(0, 2_000)).toEqual(upTo(2_700, 701).toReversed());
  expect(held.length).toBeLessThan(2_300);
});
