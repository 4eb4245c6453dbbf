/** What a person waits for who opens the demo page with a long list in its store: from the navigation until the list is painted. */

import { join } from "node:path";
import { build } from "esbuild";
import type { BrowserContext } from "playwright-core";
import { z } from "zod";
import { project } from "../../server/project.ts";
import { launchProfile } from "../../test/support/browser/launch.ts";
import type { Lab, Workload } from "../lab.ts";
import { median, type Sample } from "../measure/sample.ts";
import type { Seed } from "./cold-open-seed.ts";
import { inProfile, timed } from "./timed.ts";

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

/** Says when the first lines have been painted, and when the list has them all. Nothing of the driver's runs in the page meanwhile. */
const SAYS = "bench:";
const watch = `
const said = {};
const note = (name) => requestAnimationFrame(() => setTimeout(() => {
  said[name] ??= performance.now();
  if (name === "wholeMs") console.info("${SAYS}" + JSON.stringify(said));
}));
new MutationObserver((_, observer) => {
  const line = document.querySelector("nav .item");
  if (line) note("paintedMs");
  if (line?.closest("li")?.getAttribute("aria-setsize") !== "${CONVERSATIONS}") return;
  note("wholeMs");
  observer.disconnect();
}).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-setsize"] });`;

const saidSchema = z.object({ paintedMs: z.number(), wholeMs: z.number() });

async function openDemo(lab: Lab, browser: BrowserContext): Promise<z.infer<typeof saidSchema>> {
  const account = JSON.stringify({ appId: lab.app.id, username: "bench", token: lab.app.user(0).token });
  const page = await browser.newPage();
  await page.addInitScript(`sessionStorage.setItem("oriole-demo/account", ${JSON.stringify(account)});${watch}`);
  const heard = page.waitForEvent("console", (message) => message.text().startsWith(SAYS));
  await page.goto(`${lab.oriole.url}/`, { waitUntil: "commit" });
  return saidSchema.parse(JSON.parse((await heard).text().slice(SAYS.length)));
}
