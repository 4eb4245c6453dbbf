/** What a person waits for in a browser: the first message from an empty page. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import type { BrowserContext, Page } from "playwright-core";
import { project } from "../../server/project.ts";
import { launchProfile } from "../../test/support/browser/launch.ts";
import type { Lab, Workload } from "../lab.ts";
import { repeated } from "../measure/repeat.ts";
import { median, type Sample } from "../measure/sample.ts";

export const page: Workload = {
  name: "page",
  title: "page in Chromium: from its navigation until its first message is committed",
  contenders: [{ name: "first-message", run: (lab) => inChromium((browser) => firstMessage(lab, browser)) }],
  aims: [{ contender: "first-message", figure: "p50Ms", mostMs: 1000 }],
};

/** A profile on disk: what is kept in memory alone opens faster than what a person has. */
async function inChromium(run: (browser: BrowserContext) => Promise<Sample>): Promise<Sample> {
  const folder = await mkdtemp(join(tmpdir(), "oriole-profile-"));
  const browser = await launchProfile(folder);
  try {
    return await run(browser);
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Opens pages one after another for the measured time; `open` gives what the page itself took, from its navigation on. */
async function opened(lab: Lab, browser: BrowserContext, open: (page: Page) => Promise<number>): Promise<Sample> {
  const times: number[] = [];
  const once = async () => {
    const page = await browser.newPage();
    try {
      times.push(await open(page));
    } finally {
      await page.close();
    }
  };
  // The first page loads what all pages share.
  await once();
  times.length = 0;
  const sample = await repeated({ server: lab.oriole, seconds: lab.seconds, once }, 1);
  const sorted = times.sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  const meanMs = times.reduce((sum, time) => sum + time, 0) / Math.max(1, times.length);
  return { ...sample, p50Ms: median(times), p95Ms: at(0.95), p99Ms: at(0.99), meanMs, little: null };
}

/** From the navigation until the server has committed what is said: loading the SDK, logging in by token, sending. */
async function firstMessage(lab: Lab, browser: BrowserContext): Promise<Sample> {
  const [sender, receiver] = [lab.app.user(0), lab.app.user(1)];
  const { outputFiles } = await build({
    entryPoints: [join(project.root, "client/src/index.ts")],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    globalName: "Oriole",
  });
  const setup = JSON.stringify({ url: lab.oriole.url, appId: lab.app.id });
  const script = `
const client = Oriole.createClient(${setup});
client.loginWithToken(${JSON.stringify(sender.token)})
  .then(() => client.conversation(${receiver.uid}).send("first"))
  .then(() => { document.documentElement.dataset.doneMs = performance.now(); }, (cause) => { document.documentElement.dataset.doneMs = String(cause); });`;
  await browser.route("**/bench/sdk.js", (route) =>
    route.fulfill({ contentType: "text/javascript", body: outputFiles[0]?.text ?? "" }),
  );
  await browser.route("**/bench/first", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<script src="/bench/sdk.js"></script><script>${script}</script>`,
    }),
  );
  return opened(lab, browser, async (page) => {
    await page.goto(`${lab.oriole.url}/bench/first`);
    return doneMs(page);
  });
}

/** What the page says when it is done, ms since its navigation. */
async function doneMs(page: Page): Promise<number> {
  const done = page.locator("html[data-done-ms]");
  await done.waitFor({ state: "attached" });
  const said = await done.getAttribute("data-done-ms");
  if (!Number(said)) throw new Error(String(said));
  return Number(said);
}
