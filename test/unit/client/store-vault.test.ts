/** A vault that fails, and whose it is. */

import { describe, expect, it } from "vitest";
import { type OpenVault, storageVault } from "../../../client/src/store/index";
import { Disk, errors, openTab, texts, unsent, useLocks } from "./fake-tab";
import { A, B, World } from "./harness";

useLocks();

describe("the vault", () => {
  const failing: Record<string, OpenVault> = {
    "is blocked": () => new Promise(() => {}),
    "cannot be opened": () => Promise.reject(new Error("denied")),
    "throws where it should reject": async (name) => {
      const fail = () => {
        throw new Error("gone");
      };
      return { ...(await storageVault(new Disk())(name)), read: fail, write: fail };
    },
    "is full": async (name) => ({
      ...(await storageVault(new Disk())(name)),
      write: () => Promise.reject(new Error("QuotaExceededError")),
    }),
    "holds garbage": async (name) => ({
      ...(await storageVault(new Disk())(name)),
      read: async () => [
        null,
        7,
        "x",
        [],
        [1],
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
        [1, 2, "z", {}, 5, 6, 7, 8, 9, 0, 0, 0],
      ],
    }),
  };
  it.each(Object.entries(failing))("that %s leaves a client that works from memory", async (what, vault) => {
    const world = new World(5);
    const tab = openTab(world, new Disk(), A, vault);
    await world.pass(5000);
    expect(tab.client.state.at).toBe("online");
    const sent = tab.client.conversation(B).send("on");
    await world.pass(1000);
    expect((await sent).seq).toBe(1);
    expect(errors(tab)).toEqual(what === "holds garbage" ? [] : ["DbOperationFailed"]);
  });

  it("with one broken text begins anew and keeps the other table", async () => {
    const world = new World(6);
    const disk = new Disk();
    await unsent(world, disk, "kept");
    disk.set(`oriole/app/${A}/conversations`, '{"2": [1, 2,');
    world.server.offline = false;
    const second = openTab(world, disk);
    await world.pass(3000);
    expect(texts(second)).toEqual(["kept sent"]);
  });

  it("[INV-8] is one for each app and user, and empty after wipe()", async () => {
    const world = new World(7);
    const disk = new Disk();
    world.server.say(B, A, "for A");
    const a = openTab(world, disk, A);
    await world.pass(2000);
    a.client.logout();
    world.server.offline = true;
    const b = openTab(world, disk, 3);
    const other = openTab(world, disk, A, storageVault(disk), "other");
    await world.pass(1000);
    expect([b.client.conversations(), other.client.conversations()]).toEqual([[], []]);
    // What was gathered before, and comes to be written later, is not kept any more.
    world.server.offline = false;
    const last = openTab(world, disk, A);
    await world.pass(2000);
    world.server.say(B, A, "late");
    await world.server.flow();
    last.client.logout();
    await last.kept.wipe();
    world.server.offline = true;
    await world.pass(1000);
    const again = openTab(world, disk, A);
    await world.pass(1000);
    expect(again.client.conversations()).toEqual([]);
  });
});
