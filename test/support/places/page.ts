/** A page that loads the script-tag build, or a dedicated worker of a page that does. */

import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../browser/launch.ts";
import { behavioursText, type Given, type Place, withoutComments } from "./place.ts";

// As text: what runs in the page must not carry what a compiler of tests adds.
const RUN = `(name, given) => {
  const clients = [];
  const createClient = (options) => {
    const client = Oriole.createClient({ url: given.url, appId: given.appId, maxRetryDelayMs: 500, ...options });
    clients.push(client);
    return client;
  };
  const tools = {
    createClient, Promise, users: given.users,
    setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (timer) => clearTimeout(timer),
    cut: (done) => void cutAll().then(done),
  };
  return behaviours[name](Oriole, tools).finally(() => clients.forEach((client) => client.close()));
}`;

/** Takes { name, given }; asks for cuts; tells how it ended. */
const workerText = (code: string, behaviours: string) => `
${code}
const behaviours = ${behaviours};
let mended = () => {};
const cutAll = () => new Promise((done) => { mended = done; postMessage({ cut: true }); });
const run = ${RUN};
onmessage = ({ data: { name, given } }) => {
  if (!name) return mended();
  run(name, given).then(() => postMessage({}), (error) => postMessage({ failed: String(error.stack) }));
};`;

const RUN_IN_WORKER = `(name, given) => new Promise((resolve, reject) => {
  worker.onerror = ({ message }) => reject(new Error(message));
  worker.onmessage = ({ data }) => {
    if (data.cut) cutAll().then(() => worker.postMessage({}));
    else if (data.failed) reject(new Error(data.failed));
    else resolve();
  };
  worker.postMessage({ name, given });
})`;

export class PagePlace implements Place {
  readonly name: string;
  readonly #browser: Browser;
  readonly #page: Page;
  readonly #run: string;
  #cut: () => void = () => {};

  private constructor(name: string, browser: Browser, page: Page, run: string) {
    this.name = name;
    this.#browser = browser;
    this.#page = page;
    this.#run = run;
  }

  /** `code` is dist/oriole.global.js; the page comes from somewhere else than the server, as an application's does. */
  static async start(code: string, where: "page" | "worker" = "page"): Promise<PagePlace> {
    const browser = await launchBrowser();
    const page = await browser.newPage();
    const behaviours = withoutComments(await behavioursText());
    const place = new PagePlace(`Chromium, ${where}`, browser, page, where === "page" ? RUN : RUN_IN_WORKER);
    await page.exposeFunction("cutAll", () => place.#cut());
    if (where === "page") {
      await page.addScriptTag({ content: code });
      await page.addScriptTag({ content: `var behaviours = ${behaviours}` });
    } else {
      const text = JSON.stringify(workerText(code, behaviours));
      const content = `var worker = new Worker(URL.createObjectURL(new Blob([${text}])))`;
      await page.addScriptTag({ content });
    }
    return place;
  }

  async run(behaviour: string, { url, appId, users, cut }: Given): Promise<void> {
    this.#cut = cut;
    await this.#page.evaluate(`(${this.#run})(${JSON.stringify(behaviour)}, ${JSON.stringify({ url, appId, users })})`);
  }

  async stop(): Promise<void> {
    await this.#browser.close();
  }
}
