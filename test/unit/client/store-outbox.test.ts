/** What is being sent survives a reload and a killed tab. */

import { describe, expect, it } from "vitest";
import { Disk, errors, logged, opened, openTab, texts, unsent, useLocks } from "./fake-tab";
import { A, B, World } from "./harness";

useLocks();

describe("the outbox", () => {
  it("[INV-2] sends once what was committed when the tab was killed before the ack", async () => {
    const world = new World(1);
    const disk = new Disk();
    const first = openTab(world, disk);
    await world.pass(1000);
    first.client.conversation(B).send("once");
    // The server commits; the ack is on its way when the tab dies.
    world.server.auto = false;
    await world.server.flow();
    const socket = world.server.live(A)[0];
    while (logged(world).length === 0 && world.server.step()) await world.server.flow();
    expect(socket?.down.length).toBeGreaterThan(0);
    first.kill();
    world.server.auto = true;
    await world.pass(1000);
    const second = openTab(world, disk);
    await world.pass(3000);
    expect(logged(world)).toEqual(["once"]);
    expect(texts(second)).toEqual(["once sent"]);
    expect(second.client.deviceSn).toBe(first.client.deviceSn);
    expect(errors(second)).toEqual([]);
  });

  it("sends after a reload what never left, in its order, before what is sent then", async () => {
    const world = new World(2);
    const disk = new Disk();
    await unsent(world, disk, "a", "b", "c");
    const second = openTab(world, disk);
    await world.pass(500);
    expect(texts(second)).toEqual(["a sending", "b sending", "c sending"]);
    second.client.conversation(B).send("d");
    world.server.offline = false;
    await world.pass(5000);
    expect(logged(world)).toEqual(["a", "b", "c", "d"]);
    expect(texts(second)).toEqual(["a sent", "b sent", "c sent", "d sent"]);
    second.kill();
    const third = openTab(world, disk);
    await world.pass(3000);
    expect(logged(world).length).toBe(4);
    expect(await opened(world, third)).toEqual(["a sent", "b sent", "c sent", "d sent"]);
  });

  it("carries out once an operation that was under way", async () => {
    const world = new World(3);
    const disk = new Disk();
    const first = openTab(world, disk);
    await world.pass(1000);
    const sent = first.client.conversation(B).send("typo");
    await world.pass(500);
    const { mid } = await sent;
    world.server.offline = true;
    for (const socket of world.server.live(A)) socket.cut();
    first.client.conversation(B).edit(mid, "fixed");
    await world.pass(500);
    first.kill();
    world.server.offline = false;
    const second = openTab(world, disk);
    await world.pass(3000);
    expect(texts(second)).toEqual(["fixed sent"]);
    expect(world.server.log(A, B).entries.length).toBe(2);
  });

  it("shows what failed until it is sent again or discarded, and forgets what was cancelled by logout", async () => {
    const world = new World(4);
    const disk = new Disk();
    const first = openTab(world, disk);
    await world.pass(1000);
    world.server.refuse = () => "RosterNotFriend";
    for (const text of ["again", "away"]) first.client.conversation(B).send(text);
    await world.pass(500);
    first.kill();
    world.server.refuse = () => undefined;
    const second = openTab(world, disk);
    await world.pass(3000);
    expect(texts(second)).toEqual(["again failed", "away failed"]);
    const [again, away] = second.client.conversation(B).messages();
    expect(again?.error?.error).toBe("RosterNotFriend");
    second.client.conversation(B).discard(away?.id ?? "");
    second.client.conversation(B).resend(again?.id ?? "");
    await world.pass(500);
    world.server.offline = true;
    for (const socket of world.server.live(A)) socket.cut();
    second.client.conversation(B).send("never mind");
    second.client.logout();
    await world.pass(500);
    world.server.offline = false;
    const third = openTab(world, disk);
    await world.pass(3000);
    expect(texts(third)).toEqual(["again sent"]);
    expect(logged(world)).toEqual(["again"]);
  });
});
