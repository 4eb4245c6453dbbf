/** A page that loads the script-tag build. */

import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../browser/launch.ts";
import { behavioursText, type Given, type Place, withoutComments } from "./place.ts";

export class PagePlace implements Place {
  readonly name = "Chromium";
  readonly #browser: Browser;
  readonly #page: Page;
  #cut: () => void = () => {};

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.#page = page;
  }

  /** `code` is dist/oriole.global.js; the page comes from somewhere else than the server, as an application's does. */
  static async start(code: string): Promise<PagePlace> {
    const browser = await launchBrowser();
    const page = await browser.newPage();
    const place = new PagePlace(browser, page);
    await page.exposeFunction("cutAll", () => place.#cut());
    await page.addScriptTag({ content: code });
    await page.addScriptTag({ content: `var behaviours = ${withoutComments(await behavioursText())}` });
    return place;
  }

  async run(behaviour: string, { url, appId, users, cut }: Given): Promise<void> {
    this.#cut = cut;
    // As text: what runs in the page must not carry what a compiler of tests adds.
    await this.#page.evaluate(`((name, given) => {
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
    })(${JSON.stringify(behaviour)}, ${JSON.stringify({ url, appId, users })})`);
  }

  async stop(): Promise<void> {
    await this.#browser.close();
  }
}
