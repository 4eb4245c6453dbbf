/** The demo page in a window of its own, in the words of somebody who uses it. */

import type { BrowserContext, Locator, Page } from "playwright-core";

export interface User {
  readonly name: string;
  readonly password: string;
}

export type Status = "sending" | "sent" | "delivered" | "read" | "failed" | "received";

export class ChatWindow {
  readonly page: Page;
  /** What went wrong inside the page, for the reader of a failed test. */
  readonly troubles: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on("pageerror", (error) => this.troubles.push(`thrown: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error") this.troubles.push(`console: ${message.text()}`);
    });
    page.on("requestfailed", (request) => this.troubles.push(`no answer: ${request.method()} ${request.url()}`));
  }

  /** A window that shows the login form, or what its session goes on with. */
  static async open(context: BrowserContext, address: string): Promise<ChatWindow> {
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const window = new ChatWindow(page);
    await page.goto(address);
    return window;
  }

  static async logIn(context: BrowserContext, url: string, user: User): Promise<ChatWindow> {
    const window = await ChatWindow.open(context, `${url}/?user=${user.name}`);
    await window.page.getByLabel("Password").fill(user.password);
    await window.button("Log in").click();
    await window.page.getByRole("navigation", { name: "Pages" }).waitFor();
    return window;
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** A line of the conversation list. */
  line(title: string): Locator {
    const lines = this.page.getByRole("navigation", { name: "Chats" }).getByRole("button");
    return lines.filter({ has: this.page.locator(".title").getByText(title, { exact: true }) });
  }

  async enter(title: string): Promise<void> {
    await this.line(title).click();
    await this.opened(title);
  }

  async opened(title: string): Promise<void> {
    await this.page.getByRole("main").getByRole("heading", { name: title }).waitFor();
  }

  /** What a browser tells its pages when the network is back. */
  async wake(): Promise<void> {
    await this.page.evaluate('dispatchEvent(new Event("online"))');
  }

  /** The badge of a line, saying so many. */
  unread(title: string, count: number): Locator {
    return this.line(title).getByLabel(`${count} unread`, { exact: true });
  }

  get composer(): Locator {
    return this.page.getByRole("textbox", { name: "Write a message" });
  }

  async send(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press("Enter");
  }

  /** A message of the open conversation, in one of these states. */
  message(text: string, ...statuses: Status[]): Locator {
    const states = statuses.map((status) => `[data-status="${status}"]`).join(", ");
    const lines = this.page.locator(".message");
    const inState = statuses.length > 0 ? lines.and(this.page.locator(states)) : lines;
    return inState.filter({ has: this.page.getByText(text, { exact: true }) });
  }

  /** Texts of the open conversation that are on the screen or close to it, from the top. */
  texts(): Promise<string[]> {
    return this.page.locator(".message .text").allTextContents();
  }

  /** Texts of everything that is loaded: from the end up, a screen at a time, as a reader would scroll. */
  async allTexts(): Promise<string[]> {
    const seen = new Map<number, string>();
    const log = this.page.getByRole("log");
    await this.#scrollToEnd();
    for (;;) {
      await this.#drawn();
      const rows = await this.page
        .locator(".message")
        .evaluateAll((all) =>
          all.map(
            (row) => [Number(row.getAttribute("data-mid")), row.querySelector(".text")?.textContent ?? ""] as const,
          ),
        );
      for (const [mid, text] of rows) seen.set(mid, text);
      const at = await log.evaluate((list) => {
        const before = list.scrollTop;
        list.scrollBy(0, -list.clientHeight / 2);
        return [before, list.scrollTop] as const;
      });
      if (at[0] === at[1]) break;
    }
    return [...seen].sort(([one], [other]) => one - other).map(([, text]) => text);
  }

  /**
   * Until the last line is on the screen: what the wheel turned is scrolled in a frame of its own, and comes on top of a
   * scroll that the page was asked for meanwhile.
   */
  async #scrollToEnd(): Promise<void> {
    const log = this.page.getByRole("log");
    const atEnd = () =>
      log.evaluate((list) => {
        const last = [...list.querySelectorAll("li")].at(-1);
        const whole = last?.getAttribute("aria-posinset") === last?.getAttribute("aria-setsize");
        return whole && list.scrollHeight - list.scrollTop - list.clientHeight < 2;
      });
    do {
      await log.evaluate((list) => list.scrollTo(0, list.scrollHeight));
      await this.#drawn();
    } while (!(await atEnd()));
  }

  async #drawn(): Promise<void> {
    await this.page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
  }

  async choose(text: string, action: string): Promise<void> {
    const message = this.message(text);
    await message.hover();
    await message.getByRole("button", { name: "Actions for this message" }).click();
    await this.page.getByRole("menuitem", { name: action, exact: true }).click();
  }

  banner(at: "offline" | "connecting" | "waiting" | "closed"): Locator {
    return this.page.locator(`[data-at="${at}"]`);
  }

  get anyBanner(): Locator {
    return this.page.locator("[data-at]");
  }

  /** To the top of what is loaded, by the wheel. */
  async scrollUp(): Promise<void> {
    await this.page.getByRole("log").hover({ position: { x: 5, y: 5 }, force: true });
    await this.page.mouse.wheel(0, -100_000);
  }
}
