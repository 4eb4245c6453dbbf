/** The SDK in every place it runs: one list of behaviours, the published bundles, the real server. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "acorn";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
// @ts-expect-error a script without types
import { bundleCore } from "../../client/scripts/bundle-core.mjs";
// @ts-expect-error a script without types
import { bundleAlone } from "../../client/scripts/bundle-entry.mjs";
// @ts-expect-error a script without types
import { bundleEs5 } from "../../client/scripts/bundle-es5.mjs";
import { Cable } from "../support/browser/cable.ts";
import { Es5Engine } from "../support/places/es5-engine.ts";
import { MiniProgram } from "../support/places/mini-program.ts";
import { NodePlace } from "../support/places/node.ts";
import { PagePlace } from "../support/places/page.ts";
import { behaviourNames, type Given, type Place, type PlaceUser } from "../support/places/place.ts";
import { type TestApp, usePrivateServer } from "../support/private-server.ts";

const behaviours = await behaviourNames();
const server = usePrivateServer();
let app: TestApp;
let folder: string;
let serial = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "oriole-places-"));
  app = await server.current.app("places");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function users(): Promise<PlaceUser[]> {
  const names = ["ann", "bob", "cat"].map((name) => `${name}${serial++}`);
  return Promise.all(
    names.map(async (name) => {
      const { uid, password } = await app.user(name);
      return { uid, username: name, password };
    }),
  );
}

async function show(place: Place, behaviour: string): Promise<void> {
  const cable = await Cable.plug(() => server.current.url);
  const cut = () => {
    cable.cut();
    cable.mend();
  };
  const given: Given = { url: cable.url, appId: app.id, users: await users(), cut };
  try {
    await place.run(behaviour, given);
  } finally {
    cable.unplug();
  }
}

function inPlace(name: string, start: () => Promise<Place>): void {
  let place: Place | null = null;
  const current = () => place ?? expect.fail("not started");
  describe(name, () => {
    beforeAll(async () => {
      place = await start();
    });
    afterAll(() => place?.stop());
    it.each(behaviours)("%s", (behaviour) => show(current(), behaviour));
  });
}

inPlace("Node", async () => {
  const file = join(folder, "core.mjs");
  await writeFile(file, await bundleCore());
  return NodePlace.start(file);
});

inPlace("Chromium", async () =>
  PagePlace.start(await bundleAlone('export * from "../index";', "iife", { globalName: "Oriole" })),
);

inPlace("ES5 engine", async () => {
  const code: string = await bundleEs5();
  // Throws at the first word that is newer.
  parse(code, { ecmaVersion: 5, sourceType: "script" });
  return Es5Engine.start(code);
});

describe("mini-program", () => {
  let program: MiniProgram;
  beforeAll(async () => {
    program = await MiniProgram.start(await bundleAlone('export * from "../miniprogram/index";', "cjs"));
  });
  afterAll(() => program.stop());

  it.each(behaviours)("%s", (behaviour) => show(program, behaviour));

  it("never has more sockets than the host allows", () => {
    expect(program.host.mostSockets).toBeGreaterThan(0);
    expect(program.host.mostSockets).toBeLessThanOrEqual(5);
  });
});
