/** Three people with the demo page open: two who know each other, on screens, and carol, who has just registered, on a phone. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Locator } from "playwright-core";
import { ChatWindow } from "./chat-window.ts";
import { launchBrowser } from "./launch.ts";
import { ServerProcess } from "./server-process.ts";

const CAROL = { name: "carol", password: "a password of her own" };

export class ThreePeople {
  readonly server: ServerProcess;
  readonly #data: string;
  readonly #browser: Browser;
  readonly #contexts: BrowserContext[] = [];
  readonly #windows: ChatWindow[] = [];
  /** As her own page shows it. */
  carolId = "";

  private constructor(server: ServerProcess, data: string, browser: Browser) {
    this.server = server;
    this.#data = data;
    this.#browser = browser;
  }

  static async meet(): Promise<ThreePeople> {
    const data = await mkdtemp(join(tmpdir(), "oriole-people-"));
    const server = new ServerProcess(data);
    const [browser] = await Promise.all([launchBrowser(), server.start()]);
    return new ThreePeople(server, data, browser);
  }

  /** One more window of somebody the demo knows. */
  async enter(name: string): Promise<ChatWindow> {
    const { users } = await this.server.demo();
    const password = users.find((user) => user.name === name)?.password ?? "";
    const context = await this.#context(1280, 800);
    return this.#opened(await ChatWindow.logIn(context, this.server.url, { name, password }));
  }

  async register(): Promise<ChatWindow> {
    const carol = await ChatWindow.open(await this.#context(390, 844), this.server.url);
    await carol.button("New here? Create an account").click();
    await carol.page.getByLabel("Username").fill(CAROL.name);
    await carol.page.getByLabel("Password").fill(CAROL.password);
    await carol.button("Register and log in").click();
    this.carolId = ((await carol.page.getByText(/^ID \d+$/).textContent()) ?? "").slice("ID ".length);
    return this.#opened(carol);
  }

  async part(): Promise<void> {
    await this.#browser.close();
    await this.server.kill();
    await rm(this.#data, { recursive: true, force: true });
  }

  /** Pictures of all windows, for the reader of a failed test. */
  async photograph(): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), "oriole-people-failure-"));
    for (const [index, context] of this.#contexts.entries()) {
      for (const page of context.pages()) await page.screenshot({ path: join(folder, `window-${index}.png`) });
    }
    console.error(`windows at the failure: ${folder}`, ...this.#windows.map(({ troubles }) => troubles));
  }

  #opened(window: ChatWindow): ChatWindow {
    this.#windows.push(window);
    return window;
  }

  async #context(width: number, height: number): Promise<BrowserContext> {
    const viewport = { width, height };
    const context = await this.#browser.newContext({ locale: "en-GB", viewport, permissions: ["microphone"] });
    this.#contexts.push(context);
    return context;
  }
}

export const row = (list: Locator, name: string) => list.getByRole("listitem").filter({ hasText: name });

export const tab = (window: ChatWindow, name: string) => window.page.getByRole("tab", { name, exact: true }).click();

/** Says again what is done: the last button of the dialog on top. */
export const confirm = (window: ChatWindow) =>
  window.page.getByRole("dialog").last().getByRole("button").last().click();

export async function memberAction(window: ChatWindow, member: string, action: string): Promise<void> {
  await window.button(`Actions for ${member}`).click();
  await window.page.getByRole("menuitem", { name: action, exact: true }).click();
}
