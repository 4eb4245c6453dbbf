/** [INV-8] [INV-9] what is not the caller's to name gets a named code, changes nothing and tells nothing. */

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { errors } from "../../protocol/errors.ts";
import type { Operation } from "../../src/operation.ts";
import { operations } from "../../src/registry.ts";
import type { Api } from "../support/api.ts";
import { isDescribed, send, told } from "../support/bad-input/attempt.ts";
import { asAttempt } from "../support/bad-input/cases.ts";
import { type ForeignCall, foreignCalls, STRANGERS } from "../support/bad-input/foreign.ts";
import { differences, type Held, heldByObjects, heldInD1, whenSettled } from "../support/bad-input/held.ts";
import { odd } from "../support/bad-input/odd.ts";
import { callersOf, createWorld, goodParameters, SECRET, type World } from "../support/bad-input/world.ts";
import { usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer({ RATE_USER: "0", RATE_APP: "0" });

const ODD_CASES = 20;
const seed = Number(process.env["FUZZ_SEED"] ?? Date.now() % 2 ** 31);

let world: World;
let objects: Held;
let rows: Held;

beforeAll(async () => {
  world = await createWorld(server.current);
  rows = await whenSettled(server.current);
  objects = await heldByObjects(world);
});

/** A user's own token, the app on behalf of the user, and the app alone. */
function callers(operation: Operation, { kind }: ForeignCall): Api[] {
  const { owner, admin } = world.mine;
  const all = callersOf(world, operation);
  if (kind === STRANGERS) return all.includes(owner.api) ? [owner.api] : [];
  return operation.access === "holder" ? [...all, admin] : all;
}

const subjects = operations.filter(({ input }) => Object.keys(input.shape).length > 0);

describe("foreign input", () => {
  it.each(subjects.map((operation) => [`${operation.methods.join(" ")} ${operation.path}`, operation] as const))(
    "%s",
    async (_, operation) => {
      const good = goodParameters(world, operation);
      const calls = foreignCalls(world, operation, good).flatMap((call) =>
        operation.methods.flatMap((method) => callers(operation, call).map((by) => ({ method, by, call }))),
      );
      const answers = await Promise.all(
        calls.map(async ({ method, by, call }) => {
          const attempt = asAttempt(method, operation, call.parameters, true, "application/json");
          const answer = await send(by, operation, attempt);
          return { answer, what: `${call.what}: ${told(attempt, answer)}` };
        }),
      );
      for (const { answer, what } of answers) {
        expect(answer.code, what).not.toBe(errors.ServerUnknownError.rest);
        expect(isDescribed(operation, answer.code), what).toBe(true);
        expect(answer.text, what).not.toContain(SECRET);
      }
      const reads = operation.methods.every((method) => method === "GET");
      const [nowRows, nowObjects] = [await heldInD1(server.current), reads ? objects : await heldByObjects(world)];
      const changed = [...differences(rows, nowRows), ...differences(objects, nowObjects)];
      // What this one changed is not the next one's fault.
      [rows, objects] = [nowRows, nowObjects];
      expect(changed).toEqual([]);
    },
    60_000,
  );

  it("has changed nothing belatedly", async () => {
    expect(differences(rows, await whenSettled(server.current))).toEqual([]);
    expect(differences(objects, await heldByObjects(world))).toEqual([]);
  });
});

/** These would leave nobody to make the next call. */
const LAST_WORDS = ["/user/delete", "/user/disable"];

describe(`odd values that the schema takes (FUZZ_SEED=${seed})`, () => {
  it.each(
    subjects.filter(({ path }) => !LAST_WORDS.includes(path)).map((operation) => [operation.path, operation] as const),
  )("%s", async (_, operation) => {
    const [method = "GET"] = operation.methods;
    const cases = fc
      .sample(odd(operation, goodParameters(world, operation)), { seed, numRuns: ODD_CASES })
      .filter((parameters) => operation.input.safeParse(parameters).success);
    // The app on behalf of the subject, whose own token may be void by now.
    const by = callersOf(world, operation).at(-1) ?? world.mine.admin;
    await Promise.all(
      cases.map(async (parameters) => {
        const attempt = asAttempt(method, operation, parameters, true, "application/json");
        const answer = await send(by, operation, attempt);
        expect(answer.code, told(attempt, answer)).not.toBe(errors.ServerUnknownError.rest);
        expect(isDescribed(operation, answer.code), told(attempt, answer)).toBe(true);
      }),
    );
  });
});
