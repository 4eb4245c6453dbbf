/** What is published is not the source but the bundle, whose names are shortened: the same story has to hold for it. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
// @ts-expect-error a script without types
import { bundleCore, inlineNumbers } from "../../../client/scripts/bundle-core.mjs";
import type * as Sdk from "../../../client/src/index";
import { pb } from "../../../protocol/codec";
import { World } from "./harness";

let folder: string;
let sdk: typeof Sdk;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "oriole-bundle-"));
  const file = join(folder, "index.mjs");
  await writeFile(file, await bundleCore());
  sdk = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as typeof Sdk;
});

/** A host around a server in memory. */
const hostOf = ({ server, clock, random }: World) => ({ socket: server.port, clock, random, wake: () => () => {} });

afterAll(() => rm(folder, { recursive: true, force: true }));

it("exports what the source exports, and touches nothing when imported", () => {
  expect(Object.keys(sdk).sort()).toEqual(["ClientError", "Oriole", "createClient", "createCore", "webStorage"]);
});

it("tells the story: log in, send, receive, receipts, edits, history, direct sockets, notices, errors", async () => {
  const world = new World(3);
  const { server } = world;
  for (let i = 0; i < 30; i++) server.say(2, 1, `old ${i}`);
  const heard: string[] = [];
  const client = sdk.createClient({
    url: "http://server.test",
    appId: "app",
    ports: {
      ...hostOf(world),
      http: async () => ({ status: 200, body: '{"code":200,"data":{"token":"1","user_id":1}}' }),
    },
  });
  client.on("message", ({ message }) => heard.push(message.content));
  client.on("notice", (notice) => heard.push(`${notice.kind} ${notice.type}`));
  client.on("typing", ({ typing }) => heard.push(`typing ${typing}`));
  const login = client.login({ username: "ann", password: "x" });
  await world.pass(1000);
  await login;
  expect(client.state.at).toBe("online");
  expect(client.syncState).toBe("synced");
  expect(heard.length).toBe(20);
  expect(server.log(1, 2).delivered.get(1)).toBe(server.log(1, 2).head.mid);
  heard.length = 0;

  const conversation = client.conversation(2);
  expect(conversation.summary).toMatchObject({ xid: 2, kind: "direct", unread: 30 });
  const sends = ["a", "b", "c"].map((text) => conversation.send(text));
  await world.pass(500);
  const [a, b, c] = await Promise.all(sends);
  const done = [
    conversation.recall(a?.mid ?? 0),
    conversation.edit(b?.mid ?? 0, "B"),
    conversation.append(c?.mid ?? 0, "C"),
  ];
  await world.pass(500);
  await Promise.all(done);
  const texts = () =>
    conversation
      .messages()
      .slice(-3)
      .map(({ content }) => content);
  expect(texts()).toEqual(["", "B", "cC"]);

  const asked = conversation.history({ limit: 30 });
  await world.pass(500);
  expect((await asked).messages[0]).toMatchObject({
    content: "old 0",
    status: "received",
    editedAt: 0,
    recalled: false,
  });
  const read = conversation.markRead();
  await world.pass(500);
  await read;
  expect(conversation.summary.unread).toBe(0);
  expect(server.log(1, 2).read.get(1)).toBeGreaterThanOrEqual(c?.mid ?? Number.NaN);

  const opened = conversation.open();
  await world.pass(500);
  expect(await opened).toBe(true);
  expect(conversation.path).toBe("direct");
  server.say(2, 1, "live");
  server.notice(1, 2, pb.GroupNotice.encode({ type: 5, gid: { uid: 300 }, from: { uid: 1 } }).finish());
  server.live(1)[0]?.cut();
  await world.pass(3000);
  expect(heard.sort()).toEqual(["group JOINED", "live"]);
  expect(client.conversations().map(({ xid }) => xid)).toEqual([2, 300]);

  server.refuse = () => "RosterNotFriend";
  const refused = conversation.send("no").catch((error: unknown) => error);
  await world.pass(500);
  expect(await refused).toMatchObject({ error: "RosterNotFriend", number: 500, retry: "never", retryable: false });
  client.close();
  expect(client.state.at).toBe("offline");
});

it("makes a core client that logs in by token, sends, receives, reads, and shows what others change", async () => {
  const world = new World(4);
  const { server } = world;
  const client = sdk.createCore({ url: "http://server.test", appId: "app", ports: hostOf(world) });
  const heard: string[] = [];
  client.on("message", ({ message }) => heard.push(message.content));
  const login = client.loginWithToken("1");
  await world.pass(1000);
  await login;
  const conversation = client.conversation(2);
  const sent = conversation.send("hello");
  await world.pass(500);
  expect((await sent).seq).toBe(1);
  server.say(2, 1, "hello yourself");
  await world.pass(500);
  expect(heard).toEqual(["hello yourself"]);
  const read = conversation.markRead();
  await world.pass(500);
  await read;
  expect(server.log(1, 2).read.get(1)).toBe(server.log(1, 2).head.mid);
  expect("history" in conversation).toBe(false);
  client.close();
});

it("has numbers in the place of their names, and leaves what only reads like one", () => {
  const code = `/** Of SYNC. */
import { READ_ACK } from "../message/compose";

const MOST_NAMED = 1_000;
// RECALL is not imported.
const kinds = { RECALL, "READ_ACK": [READ_ACK, state.READ_ACK, "MOST_NAMED"] };
if (count > MOST_NAMED) throw \`over \${MOST_NAMED}\`;
`;
  expect(inlineNumbers(code)).toBe(`/** Of SYNC. */
import { READ_ACK } from "../message/compose";

const MOST_NAMED = 1_000;
// RECALL is not imported.
const kinds = { RECALL, "READ_ACK": [1, state.READ_ACK, "MOST_NAMED"] };
if (count > 1_000) throw \`over \${1_000}\`;
`);
});
