/** The SDK in every place it runs: one list of behaviours, the published bundles, the real server. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "acorn";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
// @ts-expect-error a script without types
import { buildScripts } from "../../client/scripts/build.mjs";
// @ts-expect-error a script without types
import { bundleCore } from "../../client/scripts/bundle-core.mjs";
// @ts-expect-error a script without types
import { bundleAlone } from "../../client/scripts/bundle-entry.mjs";
// @ts-expect-error a script without types
import { bundleEs5 } from "../../client/scripts/bundle-es5.mjs";
import { Cable } from "../support/browser/cable.ts";
import { Reader } from "../support/guides/reader.ts";
import { alipay, taro, uniApp } from "../support/places/dialects.ts";
import { Es5Engine } from "../support/places/es5-engine.ts";
import { MiniProgram } from "../support/places/mini-program.ts";
import type { Dialect } from "../support/places/mini-program-realm.ts";
import { NodePlace } from "../support/places/node.ts";
import { PagePlace } from "../support/places/page.ts";
import { behaviourNames, type Given, type Place, type PlaceUser } from "../support/places/place.ts";
import { type Loading, ProcessPlace } from "../support/places/process.ts";
import { namedRuntimes, otherNode, type Runtime } from "../support/places/runtimes.ts";
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

async function show(place: Place, behaviour: string, otherwise?: () => void): Promise<void> {
  const cable = await Cable.plug(() => server.current.url);
  const breakAll = () => {
    cable.cut();
    cable.mend();
  };
  const cut = otherwise ?? breakAll;
  const given: Given = { url: cable.url, appId: app.id, users: await users(), cut };
  try {
    await place.run(behaviour, given);
  } finally {
    cable.unplug();
  }
}

function inPlace(name: string, start: () => Promise<Place>, which = behaviours): void {
  let place: Place | null = null;
  const current = () => place ?? expect.fail("not started");
  describe(name, () => {
    beforeAll(async () => {
      place = await start();
    });
    afterAll(() => place?.stop());
    it.each(which)("%s", (behaviour) => show(current(), behaviour));
  });
}

inPlace("Node", async () => {
  const file = join(folder, "core.mjs");
  await writeFile(file, await bundleCore());
  return NodePlace.start(file);
});

const scriptTag = (): Promise<string> => bundleAlone('export * from "../index";', "iife", { globalName: "Oriole" });
const talks = behaviours.filter((name) => /^logs in|^sends and receives/.test(name));
const breaks = behaviours.filter((name) => /again and again$/.test(name));

inPlace("Chromium", async () => PagePlace.start(await scriptTag()));

inPlace("a worker in Chromium", async () => PagePlace.start(await scriptTag(), "worker"), [...talks, ...breaks]);

inPlace("ES5 engine", async () => {
  const code: string = await bundleEs5();
  // Throws at the first word that is newer.
  parse(code, { ecmaVersion: 5, sourceType: "script" });
  return Es5Engine.start(code);
});

const miniProgram = async (dialect?: Dialect) =>
  MiniProgram.start(await bundleAlone('export * from "../miniprogram/index";', "cjs"), dialect);

inPlace("Alipay", () => miniProgram((wx, bytes) => ({ my: alipay(wx, bytes) })), [...talks, ...breaks]);
inPlace(
  "uni-app in Alipay",
  () =>
    miniProgram((wx, bytes) => {
      const my = alipay(wx, bytes);
      return { my, uni: uniApp(my, true) };
    }),
  talks,
);
inPlace("uni-app", () => miniProgram(({ wx }) => ({ wx, uni: uniApp(wx, false) })), talks);
inPlace("Taro", () => miniProgram((wx) => ({ host: taro(wx) })), talks);

describe("mini-program", () => {
  let program: MiniProgram;
  beforeAll(async () => {
    program = await miniProgram();
  });
  afterAll(() => program.stop());

  it.each(behaviours)("%s", (behaviour) => show(program, behaviour));

  it.each(breaks)("%s, because it was hidden and shown", async (behaviour) => {
    let times = 0;
    await show(program, behaviour, () => {
      times++;
      program.host.hide();
      program.host.show();
    });
    expect(times).toBeGreaterThan(0);
  });

  it("never has more sockets than the host allows", () => {
    expect(program.host.mostSockets).toBeGreaterThan(0);
    expect(program.host.mostSockets).toBeLessThanOrEqual(5);
  });
});

describe("the package as it is published", () => {
  let reader: Reader;
  beforeAll(async () => {
    reader = await Reader.start({ client: buildScripts });
  });
  afterAll(() => reader.stop());

  const other = otherNode();
  const own: Runtime = { name: `Node ${process.versions.node}`, command: [process.execPath] };
  const inRuntime = ({ name, command }: Runtime, how: Loading, which: string[]) =>
    inPlace(
      `${name}, by ${how}`,
      async () => {
        const place = await ProcessPlace.start(command, reader.folder, how);
        expect(place.added).toEqual([]);
        return place;
      },
      which,
    );
  inRuntime(own, "import", talks);
  inRuntime(own, "require", talks);
  for (const runtime of [...(other ? [other] : []), ...namedRuntimes()]) {
    inRuntime(runtime, "import", behaviours);
    inRuntime(runtime, "require", talks);
  }
  it.skipIf(other !== null)("has another Node to run in, on PATH", ({ skip }) => skip("there is none"));
});
