/** [REST-11], [UNREAD-1] What nobody ever said anything in is in no list, whatever else was tried there. */

import { exports } from "cloudflare:workers";
import { expect, it, vi } from "vitest";
import { pb, toNumber } from "../../protocol/codec";
import { SdkClient } from "./support/sdk-client";
import { makePair, type User } from "./support/stage";

vi.setConfig({ testTimeout: 20_000 });

async function rest(user: User, method: string, path: string): Promise<unknown> {
  const headers = { app_id: user.app, "access-token": user.token };
  const response = await exports.default.fetch(`http://oriole.example${path}`, { method, headers });
  const { code, data } = await response.json<{ code: number; data: unknown }>();
  expect(code).toBe(200);
  return data;
}

/** The conversations of a user, as REST and its devices have them. */
async function listed(user: User): Promise<unknown[]> {
  const device = await SdkClient.inbox(user);
  const named = (await device.unread()).map(({ xid }) => toNumber(xid?.uid)).filter((xid) => xid > 0);
  device.close();
  return [...((await rest(user, "GET", "/message/conversation_list")) as unknown[]), ...named];
}

it("a removal of what never began begins nothing", async () => {
  const [anna, ben] = await makePair();
  for (let twice = 0; twice < 2; twice++) {
    expect(await rest(anna, "DELETE", `/message/conversation?conversation_id=${ben.uid}`)).toBe(true);
    expect(await listed(anna)).toEqual([]);
  }
});

it("[SEND-6] typing to somebody to whom one never wrote begins nothing, on either side", async () => {
  const [anna, ben] = await makePair();
  const device = await SdkClient.inbox(anna);
  const { CHAT } = pb.MessageBody.Type;
  const typing = { type: CHAT, ext: '{"input_status":"typing"}', qos: pb.MessageBody.QoS.AT_MOST_ONCE };
  expect(await device.send(ben.uid, typing)).toMatchObject({ code: 1 });
  for (const user of [anna, ben]) expect(await listed(user)).toEqual([]);
});
