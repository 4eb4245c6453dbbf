/** Windows on the demo, and pictures of them for docs/screens. */

import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { project } from "../../../server/project.ts";
import { ChatWindow, type User } from "../browser/chat-window.ts";
import { launchBrowser } from "../browser/launch.ts";

const folder = join(project.root, "docs/screens");
const QUALITY = 82;
/** What a page of docs/ can carry for one picture. */
export const MAX_BYTES = 60_000;

export const DESKTOP = { width: 1200, height: 720 };
export const PHONE = { width: 390, height: 740 };

export interface Look {
  readonly size: { readonly width: number; readonly height: number };
  readonly colours: "light" | "dark";
  readonly language?: "en" | "zh";
}

export class Studio {
  readonly browser: Browser;
  readonly #url: string;

  private constructor(browser: Browser, url: string) {
    this.browser = browser;
    this.#url = url;
  }

  /** `fonts`: a folder with more of them than came with the browser; `scratch`: one for files that nobody keeps. */
  static async open(url: string, scratch: string, fonts: string | undefined): Promise<Studio> {
    await mkdir(folder, { recursive: true });
    if (fonts) {
      const dirs = [join(tmpdir(), "fonts"), fonts].map((dir) => `<dir>${dir}</dir>`).join("");
      const conf = `<?xml version="1.0"?><fontconfig>${dirs}<cachedir>${scratch}</cachedir></fontconfig>`;
      await writeFile(join(scratch, "fonts.conf"), conf);
      process.env["FONTCONFIG_PATH"] = scratch;
    }
    return new Studio(await launchBrowser(), url);
  }

  async loginForm(look: Look, user: User): Promise<Page> {
    const page = await (await this.#context(look)).newPage();
    await page.goto(`${this.#url}/?user=${user.name}`);
    await page.locator("form").waitFor();
    return page;
  }

  /** A device of its own, at the list of conversations. */
  async window(look: Look, user: User): Promise<ChatWindow> {
    const shown = await ChatWindow.logIn(await this.#context({ ...look, language: "en" }), this.#url, user);
    // Its words for getting there are English ones.
    if (look.language === "zh") {
      await shown.page.evaluate('localStorage.setItem("oriole-demo/language", "zh")');
      await shown.page.reload();
    }
    await shown.page.locator("[data-xid]").first().waitFor();
    return shown;
  }

  /** Takes the picture, and closes the window. */
  async shoot(page: Page, name: string): Promise<void> {
    await page.evaluate("document.activeElement?.blur()");
    await page.mouse.move(0, 0);
    // What fades in has to be there, and pictures drawn.
    await page.evaluate(
      "Promise.all(document.getAnimations().filter((each) => each.effect?.getTiming().iterations !== Infinity).map((each) => each.finished.catch(() => {})))",
    );
    await page.evaluate(`new Promise((drawn) => {
      const look = () =>
        [...document.images].every((image) => image.complete)
          ? requestAnimationFrame(() => requestAnimationFrame(drawn))
          : setTimeout(look, 50);
      look();
    })`);
    const session = await page.context().newCDPSession(page);
    const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: QUALITY });
    const image = Buffer.from(data, "base64");
    if (image.length > MAX_BYTES) throw new Error(`${name} has ${image.length} bytes`);
    await writeFile(join(folder, `${name}.webp`), image);
    await page.context().close();
  }

  #context({ size, colours, language = "en" }: Look): Promise<BrowserContext> {
    const locale = language === "zh" ? "zh-CN" : "en-GB";
    return this.browser.newContext({ viewport: size, colorScheme: colours, locale, timezoneId: "Europe/Vienna" });
  }
}
