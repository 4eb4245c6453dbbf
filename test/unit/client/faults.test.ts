/** Clocks that are wrong, floods at login, tokens that end at a bad moment, servers that want to be left alone: nothing lost, doubled or left open. */

import { describe, expect, it } from "vitest";
import type { Message } from "../../../client/src/index";
import { pb } from "../../../protocol/codec";
import { settled } from "./fake-clock";
import { contents, ofName, World } from "./harness";

const A = 1;
const B = 2;
const HOUR_MS = 3600_000;

const logged = (world: World) => world.server.log(A, B).entries.map(({ current }) => current?.content);

describe("a clock that is wrong by hours", () => {
  it.each([-7 * HOUR_MS, 7 * HOUR_MS])(
    "by %i ms changes no order and no time of what was committed",
    async (skewMs) => {
      const world = new World(1);
      const a = await world.online(A);
      world.clock.skewMs = skewMs;
      const b = await world.online(B);
      for (let round = 0; round < 5; round++) {
        a.client.conversation(B).send(`a${round}`);
        b.client.conversation(A).send(`b${round}`);
        await world.pass(100);
      }
      const shown = (messages: readonly Message[]) => messages.map(({ content, time }) => [content, time]);
      const committed = world.server.log(A, B).entries.map(({ current, time }) => [current?.content, time]);
      expect(committed).toHaveLength(10);
      expect(shown(a.client.conversation(B).messages())).toEqual(committed);
      expect(shown(b.client.conversation(A).messages())).toEqual(committed);
      expect([contents(a.heard).length, contents(b.heard).length]).toEqual([5, 5]);
    },
  );

  it("[TR-5] that is set back meanwhile hides no socket that died", async () => {
    const world = new World(2);
    const { client } = await world.online(A);
    await world.pass(10_000);
    world.clock.skewMs = -5 * HOUR_MS;
    for (const socket of world.server.live(A)) socket.dead = true;
    await world.pass(60_000);
    expect(world.server.sockets).toHaveLength(2);
    expect(client.state.at).toBe("online");
  });

  it.each([-5 * HOUR_MS, 5 * HOUR_MS])(
    "that is set by %i ms holds no send back that waits for another try",
    async (ms) => {
      const world = new World(3);
      const { client } = await world.online(A);
      world.server.refuse = () => "MessageRateLimitExceeded";
      const sent = Promise.all(["one", "two"].map((text) => client.conversation(B).send(text)));
      await world.pass(50);
      world.clock.skewMs = ms;
      world.server.refuse = () => undefined;
      await world.pass(10_000);
      await sent;
      expect(logged(world)).toEqual(["one", "two"]);
    },
  );
});

it("10,000 queued notices at a login are told once each, in order, and hold up nothing else", async () => {
  const world = new World(4);
  const { client, heard } = await world.online(A);
  world.server.offline = true;
  for (const socket of world.server.live(A)) socket.cut();
  await world.server.flow();
  for (let number = 0; number < 10_000; number++) {
    world.server.notice(A, 4, pb.UserNotice.encode({ type: 9, content: String(number) }).finish());
  }
  world.server.say(B, A, "hello");
  const asked = world.server.received.length;
  world.server.offline = false;
  await world.pass(30_000);
  const told = ofName(heard, "notice").map(({ content }) => Number(content));
  expect(told).toEqual(Array.from({ length: 10_000 }, (_, number) => number));
  expect(contents(heard)).toEqual(["hello"]);
  expect(client.syncState).toBe("synced");
  // One list, and pages of 500.
  expect(world.server.received.length - asked).toBeLessThanOrEqual(22);
}, 30_000);

describe("a token that ends in flight", () => {
  it.each([
    ["before the server had it", false],
    ["after the server had it", true],
  ])("loses and doubles no message sent %s", async (_when, committed) => {
    const world = new World(5);
    const tokens: number[] = [];
    const { client, heard } = world.client(A);
    const login = client.loginWithToken(async () => {
      tokens.push(tokens.length);
      await settled();
      return String(A);
    });
    await world.pass(100);
    await login;
    await world.pass(100);
    world.server.auto = false;
    const sends = ["one", "two", "three"].map((text) => client.conversation(B).send(text));
    await settled();
    // The send is in, and its ack is not out yet.
    if (committed) world.server.step();
    for (const socket of world.server.live(A)) socket.cut(4307);
    world.server.auto = true;
    // The first token that it gets instead is no good either.
    let refusals = 0;
    world.server.refuseLogin = () => (refusals++ === 0 ? "InvalidToken" : undefined);
    await world.pass(60_000);
    const acks = await Promise.all(sends);
    expect(acks.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(logged(world)).toEqual(["one", "two", "three"]);
    expect(tokens.length).toBe(3);
    expect(client.state.at).toBe("online");
    expect(ofName(heard, "kicked")).toEqual([]);
  });

  it("and cannot be had again settles everything by name", async () => {
    const world = new World(6);
    let given = 0;
    const { client, heard } = world.client(A);
    const login = client.loginWithToken(() => {
      if (given++ > 0) throw new Error("the back end says no");
      return String(A);
    });
    await world.server.flow();
    await login;
    world.server.offline = true;
    const sending = client.conversation(B).send("x", { timeoutMs: 30_000 });
    const outcome = sending.catch(({ error }: { error: string }) => error);
    for (const socket of world.server.live(A)) socket.cut(4307);
    await world.pass(60_000);
    expect(await outcome).toBe("ServerTimeOut");
    expect(client.state.at).not.toBe("online");
    expect(ofName(heard, "kicked")).toEqual([]);
  });
});

it("[RATE-1] leaves a server alone for as long as Retry-After says, and then does not come all at once", async () => {
  const world = new World(7);
  const asked: number[] = [];
  const start = world.clock.now();
  const limited =
    '{"code":429,"message":"slow down","error":{"name":"ServerTooManyRequest","number":716,"retry":"later"}}';
  const { client } = world.client(A, {
    ports: {
      http: async () => {
        asked.push(world.clock.now() - start);
        if (asked.length === 1) return { status: 429, body: limited, retryAfter: "90" };
        return { status: 200, body: '{"code":200,"data":{"token":"1","user_id":1}}' };
      },
    },
  });
  const login = client.login({ username: "ann", password: "x" });
  await settled();
  expect(client.state).toMatchObject({ at: "waiting", cause: { error: "ServerTooManyRequest", retryAfterMs: 90_000 } });
  await world.pass(89_000);
  expect(asked).toEqual([0]);
  await world.pass(30_000);
  await login;
  expect(asked[1]).toBeGreaterThanOrEqual(90_000);
  expect(client.state.at).toBe("online");
});

describe("every promise settles", () => {
  const ends: Record<string, (world: World, client: Awaited<ReturnType<World["online"]>>["client"]) => Promise<void>> =
    {
      "at logout": async (_world, client) => client.logout(),
      "at close": async (_world, client) => client.close(),
      "when another device takes over": async (world) => {
        for (const socket of world.server.live(A)) socket.cut(4111);
        await world.pass(1000);
      },
      "when a new login begins": async (_world, client) => {
        client.loginWithToken(() => new Promise(() => {})).catch(() => {});
      },
    };
  it.each(Object.entries(ends))("%s, with a network that swallows everything", async (_what, end) => {
    const world = new World(8);
    const http = () => new Promise<never>((_, reject) => world.clock.after(30_000, () => reject(new Error("lost"))));
    const { client } = await world.online(A, { ports: { http } });
    const conversation = client.conversation(B);
    await Promise.all([conversation.send("known"), world.pass(100)]);
    const [known] = conversation.messages();
    const mid = known?.mid ?? 0;
    world.server.say(B, A, "theirs");
    await world.pass(100);
    for (const socket of world.server.live(A)) socket.dead = true;
    const promises: Record<string, Promise<unknown>> = {
      send: conversation.send("x"),
      history: conversation.history({ before: 0 }),
      markRead: conversation.markRead(),
      markUnread: conversation.markUnread(mid),
      markPlayed: conversation.markPlayed(mid),
      recall: conversation.recall(mid),
      edit: conversation.edit(mid, "y"),
      append: conversation.append(mid, "z"),
      delete: conversation.delete(mid),
      remove: conversation.remove(true),
      open: conversation.open(),
      request: client.request("GET", "/user/profile"),
    };
    const open = new Set(Object.keys(promises));
    for (const [name, promise] of Object.entries(promises)) {
      const close = () => open.delete(name);
      promise.then(close, close);
    }
    await settled();
    await end(world, client);
    await world.pass(60_000);
    expect([...open]).toEqual([]);
  });
});
