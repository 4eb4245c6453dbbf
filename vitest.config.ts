import { availableParallelism } from "node:os";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/support/longest-first.ts";
import { scratchInMemory } from "./test/support/scratch.ts";

scratchInMemory();

/** One folder a layer, test/<layer>/. */
const tests = (layer: string) => ({ name: layer, include: [`test/${layer}/**/*.test.ts`] });

/** For layers that run the real thing: a busy machine takes several times as long, and only what never comes is a fault. */
const patient = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 15_000 } } };

export default defineConfig({
  test: {
    // Much of the time is spent waiting, so two files at once are worth it on two cores as well.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
    projects: [
      // Pure rules, in Node with a fake clock.
      { test: { ...tests("unit"), environment: "node", isolate: false } },
      // Objects and the Worker inside workerd, with eviction and alarms at will.
      {
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: { bindings: { TEST_MIGRATIONS: await readD1Migrations("./migrations") } },
          })),
        ],
        test: { ...tests("workers"), ...patient, setupFiles: ["test/workers/apply-migrations.ts"] },
      },
      // The public surface over HTTP, against private servers that files share.
      {
        test: {
          ...tests("contract"),
          ...patient,
          globalSetup: ["test/support/build-worker.ts"],
          isolate: false,
        },
      },
      // Whole processes: kill, restart, browser. Each file has servers of its own, so two run at once.
      {
        test: {
          ...tests("e2e"),
          ...patient,
          globalSetup: ["test/support/build-all.ts"],
          testTimeout: 120_000,
        },
      },
    ],
  },
});
