/** Makes docs/screens anew: `node test/support/browser/take-screens.ts`, after a build (`npm start` makes one). */

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { project } from "../../../server/project.ts";
import { ChatWindow, type User } from "./chat-window.ts";
import { launchBrowser } from "./launch.ts";
import { ServerProcess } from "./server-process.ts";

const folder = join(project.root, "docs/screens");
const data = await mkdtemp(join(tmpdir(), "oriole-screens-"));
const server = new ServerProcess(data);
const [browser] = await Promise.all([launchBrowser(), server.start(), mkdir(folder, { recursive: true })]);

try {
  const [alice, bob] = (await server.demo()).users;
  if (!alice || !bob) throw new Error("the demo has no two users");
  await conversation(await desktop(browser, alice), await phone(browser, bob));
} finally {
  await browser.close();
  await server.kill();
  await rm(data, { recursive: true, force: true });
}

async function desktop(of: Browser, user: User): Promise<ChatWindow> {
  const look = { locale: "en-GB", colorScheme: "light", viewport: { width: 1180, height: 720 } } as const;
  return ChatWindow.logIn(await of.newContext(look), server.url, user);
}

async function phone(of: Browser, user: User): Promise<ChatWindow> {
  const look = { locale: "en-GB", colorScheme: "dark", viewport: { width: 390, height: 760 } } as const;
  return ChatWindow.logIn(await of.newContext(look), server.url, user);
}

async function conversation(alice: ChatWindow, bob: ChatWindow): Promise<void> {
  await alice.enter("bob");
  await alice.send("Good morning! Did you see the oriole at the lake?");
  await alice.send("It sang for ten minutes.");
  await bob.enter("alice");
  await bob.send("No! Which lake?");
  await bob.choose("It sang for ten minutes.", "Reply");
  await bob.send("I was at https://example.com/birds all morning and saw nothing.");
  await alice.send("The small one behind the station. The light was wonderful, and it sat quite still.");
  await bob.message("The small one behind the station. The light was wonderful, and it sat quite still.").waitFor();
  await alice
    .message("The small one behind the station. The light was wonderful, and it sat quite still.", "read")
    .waitFor();
  await shoot(alice, "conversation");
  await shoot(bob, "conversation-phone-dark");

  await alice.enter("Demo group");
  await alice.send("Sunday at eight, at the bridge?");
  await alice.button("Details").click();
  await alice.page.getByRole("list", { name: "Members" }).waitFor();
  await shoot(alice, "group");
  await bob.button("Back to the list").click();
  await bob.button("Settings").click();
  await bob.page.getByRole("list", { name: "Devices" }).waitFor();
  await bob.page.getByLabel("Language").selectOption("中文");
  await shoot(bob, "settings-phone-chinese");
}

async function shoot({ page }: ChatWindow, name: string): Promise<void> {
  await page.evaluate("document.activeElement?.blur()");
  await page.screenshot({ path: join(folder, `${name}.jpg`), type: "jpeg", quality: 72, animations: "disabled" });
}
