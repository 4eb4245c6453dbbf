/** When a connection counts as lost, and when the next one is made. */

import { describe, expect, it } from "vitest";
import { settled } from "./fake-clock";
import { A, B, World } from "./harness";

describe("the connection", () => {
  it("[TR-5] probes after silence and drops a socket that does not answer", async () => {
    const world = new World();
    const { client } = await world.online(A);
    await world.pass(120_000);
    expect(world.server.sockets).toHaveLength(1);
    const socket = world.server.live(A)[0];
    if (socket) socket.dead = true;
    await world.pass(60_000);
    expect(client.state.at).toBe("online");
    expect(world.server.sockets).toHaveLength(2);
  });

  it("drops a socket that answers probes but acks nothing", async () => {
    const world = new World();
    const { client } = await world.online(A);
    const sending = client.conversation(B).send("x");
    await settled();
    const socket = world.server.live(A)[0];
    socket?.up.splice(0);
    await world.pass(20_000);
    await sending;
    expect(world.server.sockets.length).toBe(2);
  });

  it("wakes at once when the host says so", async () => {
    const world = new World();
    let wake = () => {};
    const listen = (woke: () => void) => {
      wake = woke;
      return () => {};
    };
    const { client } = world.client(A, { ports: { wake: listen } });
    const login = client.loginWithToken("1");
    await world.server.flow();
    await login;
    world.server.offline = true;
    world.server.live(A)[0]?.cut();
    await world.pass(60_000);
    world.server.offline = false;
    const at = world.clock.now();
    wake();
    await world.server.flow();
    expect(client.state.at).toBe("online");
    expect(world.clock.now()).toBe(at);
  });

  it("spreads reconnects of many clients over time", async () => {
    const world = new World(7);
    const clients = await Promise.all(Array.from({ length: 50 }, (_, i) => world.online(1000 + i)));
    world.server.offline = true;
    for (const socket of world.server.sockets) socket.cut(1012);
    await world.pass(30_000);
    world.server.offline = false;
    const before = world.server.sockets.length;
    await world.clock.advance(1000);
    await world.server.flow();
    expect(world.server.sockets.length - before).toBeLessThan(30);
    await world.pass(25_000);
    expect(clients.every(({ client }) => client.state.at === "online")).toBe(true);
  });
});
