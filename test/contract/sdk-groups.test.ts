/** What the SDK has of a group that its user leaves and comes back into, against the real server. */

import { afterAll, beforeAll, expect, it } from "vitest";
import { createClient, type OrioleClient } from "../../client/src/index.ts";
import { type TestApp, type TestUser, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
const clients: OrioleClient[] = [];
let app: TestApp;

beforeAll(async () => {
  app = await server.current.app("sdk-groups");
});

afterAll(() => {
  for (const client of clients) client.close();
});

async function online({ name, password }: TestUser): Promise<OrioleClient> {
  const client = createClient({ url: server.current.url, appId: app.id });
  clients.push(client);
  await client.login({ username: name, password });
  return client;
}

it.each([
  { visible: true, opened: false },
  { visible: true, opened: true },
  { visible: false, opened: true },
])("[UNREAD-4] nothing is unread for who comes back, %j", async ({ visible, opened }) => {
  const [owner, member] = [await app.user(`owner_${visible}_${opened}`), await app.user(`member_${visible}_${opened}`)];
  const { data } = await owner.api.post("/group/create", { name: "G", type: 0, user_list: [member.uid] });
  const { group_id: gid } = data as { group_id: number };
  await owner.api.post("/group/settings/history_visible", { group_id: gid, value: visible });
  const say = (content: string) =>
    owner.api.post("/message/send", { type: 2, targets: [gid], content_type: 0, content });
  const client = await online(member);
  const group = client.conversation(gid);
  if (opened) await group.open();
  await say("one");
  await expect.poll(() => group.summary.unread).toBe(1);
  await owner.api.post("/group/kick", { group_id: gid, user_list: [member.uid] });
  await expect.poll(() => client.conversations().length).toBe(0);
  await say("two");
  await say("three");
  await owner.api.post("/group/invite", { group_id: gid, user_list: [member.uid] });
  await expect.poll(() => client.conversations().length).toBe(1);
  await say("four");
  await expect.poll(() => group.summary.last?.content).toBe("four");
  expect(group.summary.unread).toBe(1);
});
