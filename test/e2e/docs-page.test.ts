/** /docs: the reference in a browser, without anything from elsewhere, and a call tried out on it. */

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { operations } from "../../src/registry.ts";
import { launchBrowser } from "../support/browser/launch.ts";
import { usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
let browser: Browser;
let page: Page;
const asked: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage();
  page.on("request", (request) => asked.push(request.url()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(new URL("/docs", server.current.url).href);
  await page.locator(".opblock-tag").first().waitFor();
});

afterAll(() => browser?.close());

it("lists every area, and asks nobody else for anything", async () => {
  const areas = new Set(operations.map(({ path }) => path.split("/")[1]));
  expect(await page.locator(".opblock-tag").count()).toBe(areas.size);
  const { origin } = new URL(server.current.url);
  expect(asked.filter((url) => !url.startsWith(origin) && !url.startsWith("data:"))).toEqual([]);
  expect(asked.map((url) => new URL(url).pathname)).toContain("/openapi.json");
  expect(complaints).toEqual([]);
});

it("calls the server with an App ID and a token", async () => {
  const app = await server.current.app("docs");
  const user = await app.user("reader");
  await page.locator(".auth-wrapper button.authorize").first().click();
  for (const [scheme, value] of Object.entries({ appId: app.id, accessToken: user.token })) {
    const form = page.locator(".modal-ux .auth-container", { hasText: `${scheme} ` });
    await form.locator("input").fill(value);
    await form.locator("button.authorize").click();
  }
  await page.locator(".modal-ux .btn-done").first().click();
  await page.locator("#operations-tag-user").click();
  const operation = page.locator("#operations-user-getUserProfile");
  await operation.locator(".opblock-summary-control").click();
  await operation.locator("button.execute").click();
  const answer = operation.locator(".live-responses-table");
  await answer.locator(".response-col_description").first().waitFor();
  expect(await answer.textContent()).toContain(`"username": "reader"`);
});
