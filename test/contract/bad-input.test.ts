/** [INV-9] bad input gets a named code and changes nothing: cases made from the schema of every operation. */

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { errors } from "../../protocol/errors.ts";
import type { Operation } from "../../src/operation.ts";
import { operations } from "../../src/registry.ts";
import { type Attempt, isDescribed, isRefused, send, told } from "../support/bad-input/attempt.ts";
import { attempts } from "../support/bad-input/cases.ts";
import { differences, type Held, heldByObjects, heldInD1, whenSettled } from "../support/bad-input/held.ts";
import { callersOf, createWorld, goodParameters, type World } from "../support/bad-input/world.ts";
import { usePrivateServer } from "../support/private-server.ts";

/** What is tried here in a minute is more than users may do in one. */
const server = usePrivateServer({ RATE_USER: "0", RATE_APP: "0" });

const CASES = 100;
const AT_ONCE = 25;
/** Of making cases, until there are enough that the schema refuses. */
const MAX_ROUNDS = 20;
const seed = Number(process.env["FUZZ_SEED"] ?? Date.now() % 2 ** 31);

/** What calls with nothing to spoil make each time: the table. */
const MAKES: Record<string, string> = { "/app/qr_code": "handovers:" };

let world: World;
let objects: Held;
let rows: Held;

beforeAll(async () => {
  world = await createWorld(server.current);
  rows = await whenSettled(server.current);
  objects = await heldByObjects(world);
});

/** With nothing to spoil, nothing but a body can be refused: a GET then has to ignore what it does not know. */
const mustRefuse = ({ input }: Operation, method: string) => method !== "GET" || Object.keys(input.shape).length > 0;

/** A hundred for each operation, no two of them alike, shared by its methods. */
async function casesOf(operation: Operation): Promise<Attempt[]> {
  const good = goodParameters(world, operation);
  const wanted = Math.ceil(CASES / operation.methods.length);
  const shares = operation.methods.map(async (method) => {
    const found = new Map<string, Attempt>();
    for (let round = 0; found.size < wanted && round < MAX_ROUNDS; round++) {
      const made = fc.sample(attempts(operation, method, good), { seed: seed + round, numRuns: wanted });
      for (const attempt of made) {
        const key = JSON.stringify([attempt.query, String(attempt.body)]);
        if (found.has(key)) continue;
        if (!mustRefuse(operation, method) || (await isRefused(operation, attempt))) found.set(key, attempt);
      }
    }
    return [...found.values()].slice(0, wanted);
  });
  return (await Promise.all(shares)).flat();
}

function expectRefusal(operation: Operation, attempt: Attempt, answer: Awaited<ReturnType<typeof send>>): void {
  const what = told(attempt, answer);
  const { codes, supported, answer: kind, streamedBody } = operation;
  if (kind === "envelope") expect(answer.status, what).toBe(200);
  expect(answer.text, what).not.toMatch(/\bat \S+ \(|\.js:\d+|SQLITE/);
  if (mustRefuse(operation, attempt.method)) {
    expect(answer.code, what).toBe(codes.InvalidRequestParameter ?? errors.InvalidRequestParameter.rest);
  } else {
    expect(answer.code, what).not.toBe(errors.ServerUnknownError.rest);
    expect(isDescribed(operation, answer.code), what).toBe(true);
    if (supported && streamedBody === null) expect(answer.code, what).toBe(200);
  }
}

describe(`bad input (FUZZ_SEED=${seed})`, () => {
  it("is made of parameters that would be taken", () => {
    for (const operation of operations) {
      expect(operation.input.safeParse(goodParameters(world, operation)).error, operation.path).toBeUndefined();
    }
  });

  it.each(operations.map((operation) => [`${operation.methods.join(" ")} ${operation.path}`, operation] as const))(
    "%s",
    async (_, operation) => {
      const cases = await casesOf(operation);
      expect(cases.length).toBeGreaterThanOrEqual(CASES);
      const callers = callersOf(world, operation);
      for (let at = 0; at < cases.length; at += AT_ONCE) {
        const batch = cases.slice(at, at + AT_ONCE);
        const answers = await Promise.all(
          batch.map(async (attempt, index) => {
            const by = callers[index % callers.length] ?? world.mine.app.api;
            return { attempt, answer: await send(by, operation, attempt) };
          }),
        );
        for (const { attempt, answer } of answers) expectRefusal(operation, attempt, answer);
      }
      const now = await heldInD1(server.current);
      const made = MAKES[operation.path];
      const changed = differences(rows, now).filter((each) => made === undefined || !each.startsWith(made));
      // What this one changed is not the next one's fault.
      rows = now;
      expect(changed).toEqual([]);
    },
    60_000,
  );

  it("has changed nothing in any object, and nothing in D1 belatedly", async () => {
    expect(differences(objects, await heldByObjects(world))).toEqual([]);
    expect(differences(rows, await whenSettled(server.current))).toEqual([]);
  });
});
