/**
 * Makes docs/screens anew: `npm run screens`. Those with Chinese letters need a font that has them, by
 * ORIOLE_SCREEN_FONTS=/a/folder/of/ttf; without it they stay as they are.
 */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it } from "vitest";
import type { User } from "../support/browser/chat-window.ts";
import { ServerProcess } from "../support/browser/server-process.ts";
import { drawPicture } from "../support/screens/picture.ts";
import { DESKTOP, PHONE, Studio } from "../support/screens/studio.ts";
import { fillWithTalk } from "../support/screens/talk.ts";

const fonts = process.env["ORIOLE_SCREEN_FONTS"];

describe.skipIf(!process.env["ORIOLE_SCREENS"])("the screens of docs/", () => {
  let data: string;
  let server: ServerProcess;
  let studio: Studio;
  let alice: User;
  let leave: () => void;

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), "oriole-screens-"));
    server = new ServerProcess(data);
    await server.start();
    const { appId, users } = await server.demo();
    const [first, second] = users;
    if (!first || !second) throw new Error("the demo has no two users");
    alice = first;
    studio = await Studio.open(server.url, data, fonts);
    leave = await fillWithTalk(server.url, appId, [alice, second], await drawPicture(studio.browser));
  });

  afterAll(async () => {
    leave?.();
    await studio?.browser.close();
    await server?.kill();
    await rm(data, { recursive: true, force: true });
  });

  it("login", async () => {
    const page = await studio.loginForm({ size: { width: 900, height: 700 }, colours: "light" }, alice);
    await studio.shoot(page, "login");
  });

  it("chat", async () => {
    const shown = await studio.window({ size: DESKTOP, colours: "light" }, alice);
    await shown.enter("bob");
    await shown.message("Sunday at eight, then. Bring the good binoculars.").waitFor();
    await shown.page.locator(".message img").first().waitFor();
    await studio.shoot(shown.page, "chat");
  });

  it("devices", async () => {
    const { page } = await studio.window({ size: DESKTOP, colours: "light" }, alice);
    await page.getByText("bob", { exact: true }).first().click();
    await page.getByRole("button", { name: "Settings" }).click();
    const devices = page.getByRole("list", { name: "Devices" });
    await devices.getByText("alice's laptop").waitFor();
    await devices.evaluate((list) => list.scrollIntoView({ block: "center" }));
    await page.locator(".message img").first().waitFor();
    await studio.shoot(page, "devices");
  });

  it("group, dark", async () => {
    const shown = await studio.window({ size: DESKTOP, colours: "dark" }, alice);
    await shown.enter("Demo group");
    await shown.button("Details").click();
    await shown.page.getByRole("list", { name: "Members" }).getByText("bob").waitFor();
    await studio.shoot(shown.page, "group-dark");
  });

  it("search", async () => {
    const { page } = await studio.window({ size: DESKTOP, colours: "light" }, alice);
    await page.getByRole("searchbox", { name: "Search" }).fill("oriole");
    await page.getByRole("button", { name: "Search messages" }).click();
    await page.getByRole("searchbox", { name: "Words to look for" }).fill("oriole");
    await page.getByRole("searchbox", { name: "Words to look for" }).press("Enter");
    await page.getByText("The oriole is back").first().waitFor();
    await studio.shoot(page, "search");
  });

  it("phone", async () => {
    const list = await studio.window({ size: PHONE, colours: "light" }, alice);
    await studio.shoot(list.page, "phone-list");
    const chat = await studio.window({ size: PHONE, colours: "dark" }, alice);
    await chat.enter("bob");
    await chat.page.locator(".message img").first().waitFor();
    await studio.shoot(chat.page, "phone-chat-dark");
  });

  describe.skipIf(!fonts)("in Chinese", () => {
    const language = "zh";

    it("login", async () => {
      const page = await studio.loginForm({ size: { width: 900, height: 700 }, colours: "dark", language }, alice);
      await studio.shoot(page, "login-chinese");
    });

    it("group", async () => {
      const { page } = await studio.window({ size: DESKTOP, colours: "light", language }, alice);
      await page.getByText("周末观鸟").first().click();
      await page.getByRole("main").getByText("那就周日早上八点，桥头见！").waitFor();
      await page.getByRole("main").getByRole("button", { name: "详情" }).click();
      await page.getByRole("list", { name: "成员" }).getByText("小美").waitFor();
      await studio.shoot(page, "group-chinese");
    });

    it("phone", async () => {
      const { page } = await studio.window({ size: PHONE, colours: "light", language }, alice);
      await page.getByRole("button", { name: "设置" }).click();
      await page.getByRole("list", { name: "登录设备" }).waitFor();
      await studio.shoot(page, "phone-settings-chinese");
    });
  });
});
