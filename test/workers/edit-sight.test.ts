/** [PULL-3] An edit says no more than its message: nothing of what was recalled, or was said before one's time. */

import { exports } from "cloudflare:workers";
import { expect, it, vi } from "vitest";
import { pb } from "../../protocol/codec";
import { SdkClient } from "./support/sdk-client";
import { makeApp, makePair, makeUser, type User } from "./support/stage";

vi.setConfig({ testTimeout: 20_000 });

const { APPEND, REPLACE, RECALL } = pb.MessageOperation.OpType;

async function rest(user: User, path: string, body: unknown): Promise<unknown> {
  const headers = { "content-type": "application/json", app_id: user.app, "access-token": user.token };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  const response = await exports.default.fetch(`http://oriole.example${path}`, init);
  return (await response.json<{ data: unknown }>()).data;
}

/** Texts of all that a client was given of a conversation, in whatever way. */
function given({ frames }: SdkClient, xid: number): string[] {
  const metas = frames.filter((frame) => Number(frame.xid?.uid) === xid).flatMap((frame) => frame.metas ?? []);
  const messages = metas.filter(({ ns }) => ns === pb.Meta.NameSpace.MESSAGE);
  return messages.map(({ payload }) => pb.MessageBody.decode(payload ?? new Uint8Array(0)).content ?? "");
}

it("a device that comes later is given no edit of what was recalled", async () => {
  const [anna, ben] = await makePair();
  const sender = await SdkClient.inbox(anna);
  const { mid } = await sender.say(ben.uid, "one");
  const edits = [await sender.operate(ben.uid, REPLACE, mid, ben.uid, "two")];
  edits.push(await sender.operate(ben.uid, APPEND, mid, ben.uid, " and more"));
  const { seq } = await sender.operate(ben.uid, RECALL, mid, ben.uid);
  expect([...edits.map(({ code }) => code), seq]).toEqual([1, 1, 4]);
  const late = await SdkClient.inbox(ben);
  await late.unread();
  await late.until(() => late.held(anna.uid).seq === 4, "all four entries");
  expect(given(late, anna.uid).filter((text) => text !== "")).toEqual([]);
});

it("a newcomer is given no edit of what was said before, where the group hides its history", async () => {
  const app = await makeApp();
  const [anna, ben, carl] = [await makeUser(app), await makeUser(app), await makeUser(app)];
  const { group_id: gid } = (await rest(anna, "/group/create", { user_list: [ben.uid] })) as { group_id: number };
  const owner = await SdkClient.inbox(anna);
  const { mid: early } = await owner.say(gid, "before");
  await rest(anna, "/group/invite", { group_id: gid, user_list: [carl.uid] });
  const [member, newcomer] = [await SdkClient.inbox(ben), await SdkClient.inbox(carl)];
  // What is open on a socket of its own does not come to that device's inbox.
  const inside = await SdkClient.direct(carl, gid, (await SdkClient.inbox(carl)).sn, 0);
  for (const client of [member, newcomer]) await client.unread();
  await owner.operate(gid, APPEND, early, gid, ", and more");
  await owner.operate(gid, REPLACE, early, gid, "before, altogether");
  const { mid: later } = await owner.say(gid, "after");
  await owner.operate(gid, REPLACE, later, gid, "after all");
  const late = await SdkClient.inbox(carl);
  await late.unread();
  const head = () => Math.max(...[...owner.acks.values()].map(({ seq }) => seq));
  for (const client of [member, newcomer, inside, late]) {
    await client.until(() => client.held(gid).seq === head(), "the head");
  }
  expect(given(member, gid)).toEqual(expect.arrayContaining(["before, altogether", "after all"]));
  for (const client of [newcomer, inside, late]) {
    const texts = given(client, gid).filter((text) => text !== "");
    expect(texts).toContain("after all");
    expect(texts.filter((text) => /before|more/.test(text))).toEqual([]);
  }
  await rest(anna, "/group/settings/history_visible", { group_id: gid, value: true });
  const welcome = await SdkClient.inbox(carl);
  await welcome.unread();
  await welcome.until(() => welcome.held(gid).seq > head(), "the head and the change of the setting");
  expect(given(welcome, gid)).toContain("before, altogether");
});
