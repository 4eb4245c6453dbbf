/**
 * Walks every call of the original API, the documented ones and those that only its clients make: each is answered as
 * documented on a happy path, with its parameters in the query and in the body alike, or refused for a reason that
 * docs/not-supported.md lists.
 */

import { existsSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { operations } from "../../src/registry.ts";
import { unsupported } from "../../src/routes/unsupported.ts";
import type { Envelope } from "../support/api.ts";
import { type Documented, differences, documented } from "../support/conformance/documented.ts";
import { fileScenes } from "../support/conformance/file-scenes.ts";
import { groupScenes } from "../support/conformance/group-scenes.ts";
import { messageScenes } from "../support/conformance/message-scenes.ts";
import { type Scene, type Scenes, Stage } from "../support/conformance/stage.ts";
import { userScenes } from "../support/conformance/user-scenes.ts";
import { usePrivateServer } from "../support/private-server.ts";

const scenes: Scenes = { ...userScenes, ...groupScenes, ...messageScenes, ...fileScenes };

/** Documented parts of answers that this server does not give, and why. */
const LEFT_OUT: Record<string, string> = {
  public_key: "of the encryption of native clients, which is not spoken here",
  encrypt_type: "of the encryption of native clients, which is not spoken here",
  access_key_secret: "of the encryption of native clients, which is not spoken here",
  store_token: "of the original's own file store",
  push_token: "in /user/settings; a login has none",
};

/** Calls of clients that are no operation of the registry, and the test that shows what answers them. */
const ELSEWHERE: Record<string, string> = {
  "/": "test/contract/http.test.ts",
  "<upload_url>": "test/contract/file.test.ts",
};

const server = usePrivateServer();
let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open(server.current, "conformance");
});

type Call = Pick<Documented, "path" | "parameters"> & { method: string };

const registered = ({ method, path }: Call) =>
  operations.find((each) => each.path === path && each.methods.some((name) => name === method));
const refused = ({ method, path }: Call) =>
  unsupported.find((each) => each.path === path && each.methods.some((name) => name === method));
const sceneOf = ({ method, path }: Call) => scenes[`${method} ${path}`] ?? scenes[path];

async function played(call: Call, place: "query" | "body"): Promise<{ scene: Scene; answer: Envelope }> {
  const play = sceneOf(call);
  if (!play) throw new Error(`no happy path of ${call.method} ${call.path}`);
  const scene = await play(stage);
  const inBody = place === "body" || ofObjects(scene);
  const body = scene.body ?? (inBody ? scene.with : undefined);
  const query = inBody ? {} : scene.with;
  const text = body === undefined ? undefined : JSON.stringify(body);
  return { scene, answer: await scene.by.call(call.method, call.path, query, text) };
}

async function expectFile(call: Call): Promise<void> {
  const scene = await sceneOf(call)?.(stage);
  if (!scene) throw new Error(`no happy path of ${call.method} ${call.path}`);
  for (const name of call.parameters) expect(scene.with, "never tried").toHaveProperty(name);
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(scene.with)) query.set(name, String(value));
  const response = await scene.by.fetch(`${call.path}?${query}`);
  expect([response.status, (await response.arrayBuffer()).byteLength > 0]).toEqual([200, true]);
}

/** Where parameters go: of two methods that are one operation, one shows the query and the other the body. */
function placesOf({ method, methods: [first, second] }: Call & Documented): ("query" | "body")[] {
  if (method === "GET") return ["query"];
  if (second === undefined) return ["query", "body"];
  return [method === first ? "query" : "body"];
}

/** A query holds no objects: such lists come in a body alone. */
const ofObjects = ({ with: given }: Scene) =>
  Object.values(given).some((value) => Array.isArray(value) && value.some((item) => typeof item === "object"));

const documentedCalls = documented.operations.flatMap((each) => each.methods.map((method) => ({ ...each, method })));

describe("documented", () => {
  it.each(
    documentedCalls.filter((call) => !refused(call)).map((call) => [`${call.method} ${call.path}`, call] as const),
  )("%s", async (_, call) => {
    expect(registered(call), "not registered").toBeDefined();
    if (call.raw) return expectFile(call);
    for (const place of placesOf(call)) {
      const { scene, answer } = await played(call, place);
      expect(answer, place).toMatchObject({ code: 200 });
      for (const name of call.parameters) expect(scene.with, "never tried").toHaveProperty(name);
      const wrong = call.answer === undefined ? [] : [...differences(answer.data, call.answer, "data")];
      expect(wrong.filter((each) => !((/^data\.(\w+)/.exec(each)?.[1] ?? "") in LEFT_OUT))).toEqual([]);
    }
    const carried = Object.keys(registered(call)?.output.shape ?? {});
    expect(carried).toEqual(expect.arrayContaining(call.envelope));
  });
});

describe("made by clients alone", () => {
  const calls = documented.clientCalls.filter((call) => !refused(call) && !(call.path in ELSEWHERE));
  it.each(calls.map((call) => [`${call.method} ${call.path}`, call] as const))("%s", async (_, call) => {
    expect(registered(call), "not registered").toBeDefined();
    const { scene, answer } = await played(call, call.method === "GET" ? "query" : "body");
    expect(answer).toMatchObject({ code: 200 });
    for (const name of call.parameters) expect(scene.with, "never tried").toHaveProperty(name);
  });
});

it("what is answered outside of the registry has a test", () => {
  for (const file of Object.values(ELSEWHERE)) expect(existsSync(new URL(`../../${file}`, import.meta.url))).toBe(true);
});

describe("refused", () => {
  const calls = [...documentedCalls, ...documented.clientCalls].filter(refused);
  it.each(calls.map((call) => [`${call.method} ${call.path}`, call] as const))("%s", async (_, { method, path }) => {
    expect(await stage.app.api.call(method, path)).toMatchObject({ code: 404 });
  });

  it("nothing else is", () => {
    const known = new Set(calls.map(({ method, path }) => `${method} ${path}`));
    const all = unsupported.flatMap(({ methods, path }) => methods.map((method) => `${method} ${path}`));
    expect(all.filter((name) => !known.has(name))).toEqual([]);
  });
});
