/** [INV-9] bad input gets a named code and changes nothing: cases made from the operations' own schemas. */

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { errors } from "../../protocol/errors.ts";
import type { Operation } from "../../src/operation.ts";
import { operations } from "../../src/registry.ts";
import type { Api } from "../support/api.ts";
import { type TestApp, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
const CASES = 100;
const seed = Number(process.env["FUZZ_SEED"] ?? Date.now() % 2 ** 31);
const OWN = ["/user/", "/roster/", "/token/", "/app/"];
const CODES = new Set<number>([...Object.values(errors).map(({ rest }) => rest), 11012, 20024]);

let app: TestApp;
let admin: Api;
let foreign: number;

const subjects = operations.filter(
  ({ path, input }) => OWN.some((prefix) => path.startsWith(prefix)) && Object.keys(input.shape).length > 0,
);

beforeAll(async () => {
  app = await server.current.app("fuzz");
  admin = (await app.admin()).with({ user_id: String((await app.user("subject")).uid) });
  foreign = (await (await server.current.app("fuzz-far")).user("far")).uid;
});

const small = fc.constantFrom<unknown>(
  null,
  true,
  -1,
  0,
  1.5,
  2 ** 53,
  "",
  " ",
  "null",
  "0x10",
  [],
  {},
  [[]],
  "\u0000",
);
const oversize = fc.constantFrom<unknown>("x".repeat(17_000), Array(10_001).fill(1), "'; DROP TABLE users; --");

const nasty = fc.oneof(
  { weight: 10, arbitrary: small },
  { weight: 1, arbitrary: oversize },
  { weight: 5, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  { weight: 3, arbitrary: fc.string({ unit: "binary" }) },
);

/** Parameters as wrong as can be: each may be missing, of another type, oversize, repeated or somebody else's. */
function parametersOf({ input }: Operation): fc.Arbitrary<Record<string, unknown>> {
  const value = fc.oneof(
    { weight: 6, arbitrary: nasty },
    { weight: 1, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 200 }) },
    { weight: 1, arbitrary: fc.array(nasty, { maxLength: 3 }) },
  );
  const known = fc.record(Object.fromEntries(Object.keys(input.shape).map((name) => [name, value])));
  return fc.tuple(known, fc.dictionary(fc.string({ maxLength: 8 }), nasty, { maxKeys: 1 })).map(([own, more]) => ({
    ...more,
    ...own,
  }));
}

const answer = z.object({ code: z.int(), message: z.string().nullable() });

async function send(operation: Operation, parameters: Record<string, unknown>): Promise<z.infer<typeof answer>> {
  const [method = "GET"] = operation.methods;
  const url = new URL(operation.path, server.current.url);
  const asBody = method !== "GET";
  if (!asBody) {
    for (const [name, value] of Object.entries(parameters)) {
      const text = typeof value === "string" ? value : JSON.stringify(value);
      if (text !== undefined && text.length < 4_000) url.searchParams.append(name, text);
    }
  }
  const body = operation.bareBody === "list" ? parameters["list"] : parameters;
  const response = await admin.fetch(url, { method, ...(asBody ? { body: JSON.stringify(body ?? null) } : {}) });
  expect(response.status).toBe(200);
  return answer.parse(await response.json());
}

const TABLES = [
  "apps",
  "keywords",
  "users",
  "roster",
  "roster_applications",
  "push_bindings",
  "push_profiles",
  "pins",
  "revoked_tokens",
];

async function everything(): Promise<string> {
  const { database } = server.current;
  const tables = await database.batch(TABLES.map((table) => database.prepare(`SELECT * FROM ${table}`)));
  return JSON.stringify(tables.map(({ results }) => results));
}

describe(`bad input (seed ${seed})`, () => {
  it.each(
    subjects.filter(({ bareBody }) => bareBody !== "text").map((operation) => [operation.path, operation] as const),
  )(
    "%s",
    async (_, operation) => {
      const cases = fc
        .sample(parametersOf(operation), { seed, numRuns: CASES * 3 })
        // What the schema takes may be done; here is what it does not take.
        .filter((parameters) => !operation.input.safeParse(parameters).success)
        .slice(0, CASES);
      const before = await everything();
      for (let at = 0; at < cases.length; at += 25) {
        const batch = cases.slice(at, at + 25);
        const answers = await Promise.all(batch.map((parameters) => send(operation, parameters)));
        for (const [index, { code, message }] of answers.entries()) {
          const wrong = `${JSON.stringify(batch[index]).slice(0, 300)} got ${code} ${message}`;
          // By query, a wrong type may become a right text: then it is judged as one.
          if (operation.methods[0] !== "GET") expect(code, wrong).not.toBe(200);
          expect(code, wrong).not.toBe(500);
          if (code !== 200) expect(CODES.has(code), wrong).toBe(true);
        }
      }
      expect(await everything()).toBe(before);
    },
    30_000,
  );

  it("a user of another app is nobody, whatever is asked about it", async () => {
    for (const operation of subjects) {
      const { user_id, roster_id, list, conversation_id } = operation.input.shape as Record<string, unknown>;
      if (operation.path.startsWith("/token/") || !(user_id || conversation_id || roster_id || list)) continue;
      const parameters = {
        ...(user_id ? { user_id: foreign } : {}),
        ...(roster_id ? { roster_id: foreign } : {}),
        ...(conversation_id ? { conversation_id: foreign } : {}),
        ...(list ? { list: [foreign] } : {}),
      };
      const before = await everything();
      await send(operation, parameters);
      expect(await everything(), operation.path).toBe(before);
    }
  });
});
