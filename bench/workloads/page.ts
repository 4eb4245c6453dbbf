/** What a person waits for in a browser: the first message from an empty page. */

import { join } from "node:path";
import { build } from "esbuild";
import type { BrowserContext } from "playwright-core";
import { project } from "../../server/project.ts";
import { launchProfile } from "../../test/support/browser/launch.ts";
import type { Lab, Workload } from "../lab.ts";
import type { Sample } from "../measure/sample.ts";
import { doneMs, inProfile, timed } from "./timed.ts";

export const page: Workload = {
  name: "page",
  title: "page in Chromium: from its navigation until its first message is committed",
  contenders: [{ name: "first-message", run: (lab) => inChromium((browser) => firstMessage(lab, browser)) }],
  aims: [{ contender: "first-message", figure: "p50Ms", mostMs: 1000 }],
};

async function inChromium(run: (browser: BrowserContext) => Promise<Sample>): Promise<Sample> {
  return inProfile(async (folder) => {
    const browser = await launchProfile(folder);
    try {
      return await run(browser);
    } finally {
      await browser.close();
    }
  });
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
  return timed(lab, lab.seconds, async () => {
    const page = await browser.newPage();
    try {
      await page.goto(`${lab.oriole.url}/bench/first`);
      return await doneMs(page);
    } finally {
      await page.close();
    }
  });
}
