/** The kit's message list with more messages than any screen holds, in a real browser and without a server. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildLab, type LabFiles, openLab, showLab } from "../support/browser/lab-page.ts";
import { launchBrowser } from "../support/browser/launch.ts";
import { moveWhileLoading, placesOnTheWay } from "../support/browser/movement.ts";

const ALL = 100_000;
/** Rows of a screen of 720 px, and of what is kept ready above and below it. */
const MOST_ROWS = 60;

describe("the message list", () => {
  let folder: string;
  let files: LabFiles;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "oriole-lab-"));
    [browser, files] = await Promise.all([launchBrowser(), buildLab(folder)]);
    context = await browser.newContext({ viewport: { width: 1000, height: 720 } });
    page = await openLab(context, files, 1, ALL);
  });

  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const rows = () => page.locator(".message");
  /** The first number on the screen and the last. */
  const onScreen = async (of: Page = page) =>
    of.getByRole("log").evaluate((list) => {
      const { top, bottom } = list.getBoundingClientRect();
      const seen = [...list.querySelectorAll(".message")].filter((row) => {
        const box = row.getBoundingClientRect();
        return box.bottom > top && box.top < bottom;
      });
      const numbers = seen.map((row) => Number(row.getAttribute("data-mid")));
      const gaps = numbers.filter((number, index) => index > 0 && number !== (numbers[index - 1] ?? 0) + 1);
      return { first: numbers[0] ?? 0, last: numbers.at(-1) ?? 0, gaps: gaps.length };
    });
  const scrollTo = (part: number) =>
    page.getByRole("log").evaluate((list, to) => {
      list.scrollTop = (list.scrollHeight - list.clientHeight) * to;
    }, part);

  /**
   * How many blocks of script run for 25 scroll events among so many messages, and for the rows that they bring: a measure that
   * nothing else on the machine changes. Blocks are counted in scripts that begin after the profiler.
   */
  async function workOfSteps(messages: number): Promise<number> {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send("Profiler.enable");
    await devtools.send("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    await showLab(page, files, 1, messages);
    await expect.poll(async () => (await onScreen(page)).last).toBe(messages);
    await devtools.send("Profiler.takePreciseCoverage");
    await page.getByRole("log").evaluate(async (list) => {
      for (let step = 0; step < 25; step++) {
        list.scrollTop -= 400;
        list.dispatchEvent(new Event("scroll"));
        await new Promise((later) => setTimeout(later, 20));
      }
    });
    const { result } = await devtools.send("Profiler.takePreciseCoverage");
    await page.close();
    const counts = result.flatMap(({ functions }) =>
      functions.flatMap(({ ranges }) => ranges.map(({ count }) => count)),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  it("shows the newest of 100,000 first, and renders only what is near the screen", async () => {
    await expect.poll(async () => (await onScreen()).last).toBe(ALL);
    expect(await rows().count()).toBeLessThan(MOST_ROWS);
    expect(await page.locator("*").count()).toBeLessThan(1500);
  });

  it("shows the right rows wherever it is scrolled to, and never more of them", async () => {
    for (const part of [0.75, 0.5, 0.25, 0.01, 0.9]) {
      await scrollTo(part);
      // Heights are estimates until a row was on the screen: near the place, and without a hole.
      await expect.poll(async () => Math.abs((await onScreen()).first - ALL * part)).toBeLessThan(ALL * 0.03);
      await expect.poll(async () => (await onScreen()).gaps).toBe(0);
      const { first, last } = await onScreen();
      expect(last - first).toBeGreaterThan(3);
      expect(await rows().count()).toBeLessThan(MOST_ROWS);
      const text = await page.locator(`.message[data-mid="${first}"] .text`).textContent();
      expect(text?.startsWith(`Message ${first}`)).toBe(true);
    }
  });

  it("comes back to the newest by its button", async () => {
    await page.getByRole("button", { name: "To the newest messages" }).click();
    await expect.poll(async () => (await onScreen()).last).toBe(ALL);
  });

  it("stays smooth: a step through 100,000 messages is no more work than one through 500", async () => {
    expect((await workOfSteps(ALL)) / (await workOfSteps(500))).toBeLessThan(2);
  });

  it("keeps the place while earlier messages come in, page after page", async () => {
    const other = await openLab(context, files, ALL - 200, ALL);
    await expect.poll(async () => (await onScreen(other)).last).toBe(ALL);
    for (let turn = 0; turn < 5; turn++) {
      expect(await moveWhileLoading(other.getByRole("log"))).toBeLessThan(2);
    }
    expect(await other.locator(".message").count()).toBeLessThan(MOST_ROWS);
    await other.close();
  });

  it("lets go of the newest when a reader turns the wheel, whatever grows meanwhile", async () => {
    const other = await openLab(context, files, ALL - 60, ALL);
    await expect.poll(async () => (await onScreen(other)).last).toBe(ALL);
    const log = other.getByRole("log");
    // Between any two frames, as messages do that pour in.
    await log.evaluate((list) => {
      let height = 0;
      setInterval(() => list.querySelector("ol").style.setProperty("padding-bottom", `${++height}px`), 4);
    });
    await log.hover();
    await other.mouse.wheel(0, -300);
    await other.getByRole("button", { name: "To the newest messages" }).waitFor({ timeout: 2_000 });
    await other.close();
  });

  it("goes to either end in one step, by Home and End", async () => {
    const other = await openLab(context, files, ALL - 500, ALL);
    await expect.poll(async () => (await onScreen(other)).last).toBe(ALL);
    const log = other.getByRole("log");
    for (let turn = 1; turn <= 3; turn++) {
      const first = ALL - 500 - 30 * (turn - 1);
      // Which may be told more than once: the list tells itself.
      expect(new Set(await placesOnTheWay(log, "Home"))).toEqual(new Set([0]));
      // The page before it is above what was the first line, which is where it was.
      await expect.poll(async () => (await onScreen(other)).first - first).toBeLessThanOrEqual(0);
      await expect.poll(() => log.evaluate((list) => list.scrollTop)).toBeGreaterThan(1000);
      expect(first - (await onScreen(other)).first).toBeLessThan(4);
    }
    await log.press("End");
    await expect.poll(async () => (await onScreen(other)).last).toBe(ALL);
    await other.close();
  });
});
