/** What the SDK is told of its user's groups, against the real server. */

import { beforeAll, expect, it } from "vitest";
import { type TestApp, type TestUser, usePrivateServer } from "../support/private-server.ts";
import { useSdkClients } from "../support/sdk-clients.ts";

const server = usePrivateServer();
const clients = useSdkClients(server);
let app: TestApp;

beforeAll(async () => {
  app = await server.current.app("sdk-groups");
});

async function found(owner: TestUser, member: TestUser): Promise<number> {
  const { data } = await owner.api.post("/group/create", { name: "G", type: 0, user_list: [member.uid] });
  return (data as { group_id: number }).group_id;
}

const say = (from: TestUser, gid: number, content: string) =>
  from.api.post("/message/send", { type: 2, targets: [gid], content_type: 0, content });

it.each([
  { visible: true, opened: false },
  { visible: true, opened: true },
  { visible: false, opened: true },
])("[UNREAD-4] nothing is unread for who comes back, %j", async ({ visible, opened }) => {
  const [owner, member] = [await app.user(`owner_${visible}_${opened}`), await app.user(`member_${visible}_${opened}`)];
  const gid = await found(owner, member);
  await owner.api.post("/group/settings/history_visible", { group_id: gid, value: visible });
  const client = await clients.online(app, member);
  const group = client.conversation(gid);
  if (opened) await group.open();
  await say(owner, gid, "one");
  await expect.poll(() => group.summary.unread).toBe(1);
  await owner.api.post("/group/kick", { group_id: gid, user_list: [member.uid] });
  await expect.poll(() => client.conversations().length).toBe(0);
  await say(owner, gid, "two");
  await say(owner, gid, "three");
  await owner.api.post("/group/invite", { group_id: gid, user_list: [member.uid] });
  await expect.poll(() => client.conversations().length).toBe(1);
  await say(owner, gid, "four");
  await expect.poll(() => group.summary.last?.content).toBe("four");
  expect(group.summary.unread).toBe(1);
});

it.each([false, true])("[GROUP-9] mute mode 2 gives no messages, opened: %s", async (opened) => {
  const [owner, member] = [await app.user(`loud_${opened}`), await app.user(`quiet_${opened}`)];
  const gid = await found(owner, member);
  const client = await clients.online(app, member);
  const told: string[] = [];
  client.on("message", ({ message }) => told.push(message.content));
  client.on("notice", ({ type }) => told.push(type));
  if (opened) await client.conversation(gid).open();
  await member.api.post("/group/msg/mute_mode", { group_id: gid, msg_mute_mode: 2 });
  await say(owner, gid, "unheard");
  await owner.api.post("/group/info/name", { group_id: gid, value: "still told" });
  await expect.poll(() => told).toContain("INFO_UPDATED");
  await member.api.post("/group/msg/mute_mode", { group_id: gid, msg_mute_mode: 0 });
  await say(owner, gid, "heard again");
  await expect.poll(() => told).toContain("heard again");
  expect(told).not.toContain("unheard");
});
