/** What pages of a browser take, as they say themselves. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Lab } from "../lab.ts";
import { repeated } from "../measure/repeat.ts";
import { median, type Sample } from "../measure/sample.ts";

/** A folder for a profile on disk: what is kept in memory alone opens faster than what a person has. */
export async function inProfile(run: (folder: string) => Promise<Sample>): Promise<Sample> {
  const folder = await mkdtemp(join(tmpdir(), "oriole-profile-"));
  try {
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Again and again for so many seconds; `once` gives what it took, ms. */
export async function timed(lab: Lab, seconds: number, open: () => Promise<number>): Promise<Sample> {
  const times: number[] = [];
  // The first one loads what all share.
  await open();
  const once = async () => {
    times.push(await open());
  };
  const sample = await repeated({ server: lab.oriole, seconds, once }, 1);
  const sorted = times.sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  const meanMs = times.reduce((sum, time) => sum + time, 0) / Math.max(1, times.length);
  return { ...sample, p50Ms: median(times), p95Ms: at(0.95), p99Ms: at(0.99), meanMs, little: null };
}

/** What the page says when it is done, ms since its navigation. */
export async function doneMs(page: Page): Promise<number> {
  const done = page.locator("html[data-done-ms]");
  await done.waitFor({ state: "attached" });
  const said = await done.getAttribute("data-done-ms");
  if (!Number(said)) throw new Error(String(said));
  return Number(said);
}
