/** What a person waits for who opens the demo page with a long list in its store: from the navigation until the list is painted. */

import { join } from "node:path";
import { build } from "esbuild";
import type { BrowserContext } from "playwright-core";
import { project } from "../../server/project.ts";
import { launchProfile } from "../../test/support/browser/launch.ts";
import type { Lab, Workload } from "../lab.ts";
import type { Sample } from "../measure/sample.ts";
import { median } from "../measure/sample.ts";
import type { Seed } from "./cold-open-seed.ts";
import { doneMs, inProfile, timed } from "./timed.ts";

const CONVERSATIONS = 10_000;
const MESSAGES = 10;
/** An open is a new browser, which takes longer than what is measured. */
const TIMES_AS_LONG = 4;

export const coldOpen: Workload = {
  name: "cold-open",
  title: `demo page in Chromium, ${CONVERSATIONS} conversations and ${CONVERSATIONS * MESSAGES} messages kept: from its navigation until the list is painted`,
  contenders: [{ name: "list-painted", run: (lab) => inProfile((folder) => coldOpens(lab, folder)) }],
  aims: [{ contender: "list-painted", figure: "p50Ms", mostMs: 300 }],
};

/** Every open is a new browser on the same profile: neither the page nor its database is in anybody's memory. */
async function coldOpens(lab: Lab, folder: string): Promise<Sample> {
  await inBrowser(folder, (browser) => seedStore(lab, browser));
  const whole: number[] = [];
  const sample = await timed(lab, lab.seconds * TIMES_AS_LONG, () =>
    inBrowser(folder, async (browser) => {
      const opened = await openDemo(lab, browser);
      whole.push(opened.wholeMs);
      return opened.paintedMs;
    }),
  );
  return { ...sample, extra: { wholeListMs: Math.round(median(whole)) } };
}

async function inBrowser<Result>(folder: string, run: (browser: BrowserContext) => Promise<Result>): Promise<Result> {
  const browser = await launchProfile(folder);
  try {
    return await run(browser);
  } finally {
    await browser.close();
  }
}

async function seedStore(lab: Lab, browser: BrowserContext): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [join(project.root, "bench/workloads/cold-open-seed.ts")],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "ColdOpen",
  });
  const { uid, token } = lab.app.user(0);
  const seed: Seed = {
    url: lab.oriole.url,
    appId: lab.app.id,
    token,
    firstXid: uid + 1,
    conversations: CONVERSATIONS,
    messages: MESSAGES,
  };
  await browser.route("**/bench/seed", (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Seed</title>" }),
  );
  const page = await browser.newPage();
  await page.goto(`${lab.oriole.url}/bench/seed`);
  await page.addScriptTag({ content: outputFiles[0]?.text ?? "" });
  await page.evaluate(`ColdOpen.seed(${JSON.stringify(seed)})`);
}

/** Notes when the first lines have been painted, and when the list has them all. */
const watch = `
const note = (name) => requestAnimationFrame(() => setTimeout(() => { document.documentElement.dataset[name] ??= String(performance.now()); }));
new MutationObserver(() => {
  const line = document.querySelector("nav .item");
  if (line) note("doneMs");
  if (line?.closest("li")?.getAttribute("aria-setsize") === "${CONVERSATIONS}") note("wholeMs");
}).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-setsize"] });`;

async function openDemo(lab: Lab, browser: BrowserContext): Promise<{ paintedMs: number; wholeMs: number }> {
  const account = JSON.stringify({ appId: lab.app.id, username: "bench", token: lab.app.user(0).token });
  const page = await browser.newPage();
  await page.addInitScript(`sessionStorage.setItem("oriole-demo/account", ${JSON.stringify(account)});${watch}`);
  await page.goto(`${lab.oriole.url}/`);
  const paintedMs = await doneMs(page);
  const whole = page.locator("html[data-whole-ms]");
  await whole.waitFor({ state: "attached" });
  return { paintedMs, wholeMs: Number(await whole.getAttribute("data-whole-ms")) };
}
