import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { BLOCK_SIZE, blockOf, isGroupId } from "../../protocol/ids";
import { allocateId } from "../../src/store/allocate-id";

const PER_ASKER = 300;
const apps = ["one", "two", "three"];
const askers = apps.flatMap((app) => [
  { app, kind: "user" as const },
  { app, kind: "group" as const },
]);

describe("ids", () => {
  let ids: ((typeof askers)[number] & { id: number })[];

  beforeAll(async () => {
    // In turn, so that neighbouring requests want different blocks.
    const wanted = Array.from({ length: PER_ASKER }, () => askers).flat();
    ids = await Promise.all(
      wanted.map(async (asker) => ({ ...asker, id: await allocateId(env.DB, asker.app, asker.kind) })),
    );
  }, 30_000);

  it("are never given twice, however many ask at once", () => {
    expect(new Set(ids.map(({ id }) => id)).size).toBe(PER_ASKER * askers.length);
  });

  it("tell users from groups", () => {
    expect(ids.every(({ id, kind }) => isGroupId(id) === (kind === "group"))).toBe(true);
  });

  it("belong in whole blocks to one app", () => {
    const owners = new Map<number, Set<string>>();
    for (const { app, id } of ids) owners.set(blockOf(id), (owners.get(blockOf(id)) ?? new Set()).add(app));
    expect([...owners.values()].every((each) => each.size === 1)).toBe(true);
  });

  it("fill a block before the next is taken", () => {
    for (const { app, kind } of askers) {
      const blocks = ids.filter((each) => each.app === app && each.kind === kind).map(({ id }) => blockOf(id));
      expect(new Set(blocks).size).toBe(Math.ceil(PER_ASKER / BLOCK_SIZE));
    }
  });

  it("start above what could be a count, and stay below 10^15", () => {
    for (const { id } of ids) {
      expect(id).toBeGreaterThanOrEqual(8192 * BLOCK_SIZE);
      expect(id).toBeLessThan(10 ** 15);
    }
  });
});
