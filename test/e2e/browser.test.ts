/** The demo page as its users see it: two windows of a real browser on the server that `npm start` runs. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Api } from "../support/api.ts";
import { Cable } from "../support/browser/cable.ts";
import { ChatWindow, type User } from "../support/browser/chat-window.ts";
import { launchBrowser } from "../support/browser/launch.ts";
import { moveWhileLoading } from "../support/browser/movement.ts";
import { ServerProcess } from "../support/browser/server-process.ts";

const GROUP = "Demo group";
const MANY = 60;
const UNEVEN = 98;

describe("the demo page", () => {
  let data: string;
  let server: ServerProcess;
  /** Alice's way to it. */
  let cable: Cable;
  let browser: Browser;
  /** One browser for both: its windows must not disturb each other. */
  let context: BrowserContext;
  let users: { alice: User; bob: User };
  let alice: ChatWindow;
  let bob: ChatWindow;

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), "oriole-browser-"));
    server = new ServerProcess(data);
    [browser] = await Promise.all([launchBrowser(), server.start()]);
    users = await demoUsers(server);
    cable = await Cable.plug(() => server.url);
    context = await browser.newContext({ locale: "en-GB" });
    alice = await ChatWindow.logIn(context, cable.url, users.alice);
  });

  afterAll(async () => {
    await browser?.close();
    cable?.unplug();
    await server?.kill();
    await rm(data, { recursive: true, force: true });
  });

  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail") return;
    const folder = await mkdtemp(join(tmpdir(), "oriole-browser-failure-"));
    for (const [index, page] of context.pages().entries()) {
      await page.screenshot({ path: join(folder, `window-${index}.png`) });
    }
    console.error(`windows at the failure: ${folder}`, alice?.troubles, bob?.troubles);
  });

  it("tells a wrong password by name", async () => {
    const { page } = await ChatWindow.open(context, `${server.url}/?user=alice`);
    await page.getByLabel("Password").fill("wrong");
    await page.getByLabel("Password").press("Enter");
    await page.getByRole("alert").filter({ hasText: "UserAuthFailed" }).waitFor();
    await page.close();
  });

  it("carries a message from sent over delivered to read", async () => {
    await alice.enter("bob");
    await alice.send("Are you there?");
    await alice.message("Are you there?", "sent").waitFor();

    bob = await ChatWindow.logIn(context, server.url, users.bob);
    await bob.unread("alice", 1).waitFor();
    await alice.message("Are you there?", "delivered").waitFor();

    await bob.enter("alice");
    await bob.message("Are you there?", "received").waitFor();
    await alice.message("Are you there?", "read").waitFor();
    await bob.unread("alice", 1).waitFor({ state: "detached" });
  });

  it("shows markup as the text it is", async () => {
    const markup = '<img src="x" onerror="document.title = 1"><b>not bold</b>';
    await bob.send(markup);
    await alice.message(markup, "received").waitFor();
    expect(await alice.page.locator(".message img, .message b").count()).toBe(0);
  });

  it("says who is typing, and when they stopped", async () => {
    const typing = alice.page.getByRole("main").getByText("typing…");
    await bob.composer.pressSequentially("Thin");
    await typing.waitFor();
    await bob.composer.fill("");
    await bob.composer.blur();
    await typing.waitFor({ state: "detached" });
  });

  it("edits and takes back on both sides", async () => {
    await alice.send("Lunch at noon?");
    await bob.message("Lunch at noon?").waitFor();
    await alice.message("Lunch at noon?", "read").waitFor();
    await alice.choose("Lunch at noon?", "Edit");
    await alice.composer.fill("Lunch at one?");
    await alice.composer.press("Enter");
    await bob.message("Lunch at one?").getByText("edited", { exact: true }).waitFor();
    await alice.message("Lunch at one?").getByText("edited", { exact: true }).waitFor();

    await alice.choose("Lunch at one?", "Take back");
    await bob.page.getByText("alice took back a message").first().waitFor();
    await alice.page.getByText("You took back a message").first().waitFor();
    // Whoever did it by keyboard goes on from the messages.
    expect(await alice.page.getByRole("log").evaluate((list) => list.matches(":focus"))).toBe(true);
    expect(await bob.message("Lunch at one?").count()).toBe(0);
  });

  it("hides a message from its reader alone", async () => {
    await alice.send("Only alice keeps this");
    await bob.message("Only alice keeps this").waitFor();
    await bob.choose("Only alice keeps this", "Delete for me");
    await bob.message("Only alice keeps this").waitFor({ state: "detached" });
    expect(await alice.message("Only alice keeps this").count()).toBe(1);
  });

  it("counts what is unread in a group, and names who speaks", async () => {
    await alice.enter(GROUP);
    await alice.send("First in the group");
    await alice.send("Second in the group");
    await bob.unread(GROUP, 2).waitFor();
    await bob.enter(GROUP);
    await bob.message("First in the group").locator(".author", { hasText: "alice" }).waitFor();
    await bob.unread(GROUP, 2).waitFor({ state: "detached" });
    await bob.send("Hello from bob");
    await alice.message("Hello from bob", "received").waitFor();
  });

  it("makes a group of its own", async () => {
    await alice.button("New group").click();
    await alice.page.getByLabel("Name of the group").fill("Birdwatchers");
    await alice.page.getByRole("checkbox", { name: "bob" }).check();
    await alice.button("Create group").click();
    await alice.opened("Birdwatchers");
    await alice.send("An oriole at the lake!");
    await bob.enter("Birdwatchers");
    await bob.message("An oriole at the lake!").waitFor();
  });

  it("says by name why a message was not sent, and gives back what never could be", async () => {
    const gid = Number(await bob.line("Birdwatchers").getAttribute("data-xid"));
    await call(server, users.bob, "/group/leave", { group_id: gid });
    await bob.page.getByRole("main").getByText("You are not in this group.").waitFor();

    await alice.enter("bob");
    const user_id = Number(await bob.line("alice").getAttribute("data-xid"));
    await call(server, users.bob, "/roster/block", { user_id });
    await alice.send("Are you cross?");
    const refused = alice.message("Are you cross?", "failed").filter({ hasText: "CurrentUserIsInBlocklist" });
    await refused.getByRole("button", { name: "Send again" }).click();
    await refused.getByRole("button", { name: "Discard" }).click();
    await alice.message("Are you cross?").waitFor({ state: "detached" });
    await call(server, users.bob, "/roster/unblock", { user_id });

    // Three bytes each, and more than a message may have.
    const long = "漢".repeat(9_000);
    await alice.send(long);
    await alice.page.getByRole("status").filter({ hasText: "ContentTooLarge" }).waitFor();
    await expect.poll(() => alice.composer.inputValue()).toBe(long);
    await alice.composer.fill("");
  });

  it("registers a user, who is then found by id", async () => {
    const carol = await ChatWindow.open(context, server.url);
    await carol.button("New here? Create an account").click();
    await carol.page.getByLabel("Username").fill("carol");
    await carol.page.getByLabel("Password").fill("a password of her own");
    await carol.button("Register and log in").click();
    await carol.page.getByText("No conversations yet").waitFor();
    const id = await carol.page.getByText(/^ID \d+$/).textContent();

    await alice.button("New chat").click();
    await alice.page.getByLabel("Username or ID").fill("2000000001");
    await alice.button("Start chat").click();
    await alice.page.getByRole("alert").filter({ hasText: "UserNotExist" }).waitFor();
    await alice.page.getByLabel("Username or ID").fill(id?.slice("ID ".length) ?? "");
    await alice.button("Start chat").click();
    await alice.opened("carol");
    await alice.send("Welcome!");
    await carol.unread("alice", 1).waitFor();
    await carol.enter("alice");
    await carol.message("Welcome!", "received").waitFor();
    const kept = () => carol.page.evaluate<string>(`keptText(${id?.slice("ID ".length)})`);
    await carol.page.evaluate(keptText);
    await expect.poll(kept).toContain("Welcome!");
    const names = () =>
      carol.page.evaluate<string>("Object.entries(localStorage).filter(([key]) => key.endsWith('/carol')).join()");
    await expect.poll(names).toContain("alice");

    // The list and what was read last are there after a reload, whatever becomes of the connection.
    await carol.page.routeWebSocket(/xsync/, () => {});
    await carol.page.route("**/roster/list", (route) => route.abort());
    await carol.page.reload();
    await carol.message("Welcome!", "received").waitFor();
    await carol.line("alice").waitFor();
    await carol.send("Is anybody there?");
    await carol.message("Is anybody there?", "sending").waitFor();

    await carol.button("Settings").click();
    await carol.button("Log out").click();
    await carol.button("Log in").waitFor();
    await carol.page.evaluate(keptText);
    await expect.poll(kept).toBe("");
    expect(await names()).toBe("");
    await carol.page.close();
  });

  it("lets the newest of two windows with one login go on, and the other take over", async () => {
    const login = await alice.page.evaluate<[string, string][]>("Object.entries(sessionStorage)");
    const twin = await ChatWindow.open(context, `${cable.url}/favicon.svg`);
    await twin.page.evaluate(`for (const [key, value] of ${JSON.stringify(login)}) sessionStorage.setItem(key, value)`);
    await twin.page.goto(cable.url);
    await alice.banner("closed").filter({ hasText: "UserKickedBySameDevice" }).waitFor();
    await alice.button("Use here").click();
    await twin.banner("closed").waitFor();
    await twin.page.close();
    await alice.enter("bob");
    await alice.anyBanner.waitFor({ state: "detached" });
  });

  it("goes back to the beginning of a conversation, and keeps its place meanwhile", async () => {
    await sendMany(server, users.alice, users.bob, MANY, (number) => `Number ${number}`);
    await bob.enter("alice");
    // A reload begins with the newest page alone, with the same login, and in the same conversation.
    await bob.page.reload();
    await bob.opened("alice");
    await bob.message(`Number ${MANY}`).waitFor();
    expect(await bob.message("Are you there?").count()).toBe(0);

    const top = bob.page.locator("[data-history]");
    expect(await moveWhileLoading(bob.page.getByRole("log"))).toBeLessThan(2);

    await expect
      .poll(async () => {
        await bob.scrollUp();
        return top.getAttribute("data-history");
      })
      .toBe("beginning");
    const texts = await bob.allTexts();
    const numbers = texts.filter((text) => text.startsWith("Number "));
    expect(numbers).toEqual(Array.from({ length: MANY }, (_, index) => `Number ${index + 1}`));
    expect(texts[0]).toBe("Are you there?");
  });

  it("opens a conversation at its newest message, however uneven the new ones are", async () => {
    await bob.enter(GROUP);
    const uneven = (number: number) =>
      `Sighting ${number}${number % 9 === 0 ? " of a bird with much to say".repeat(12) : ""}`;
    await sendMany(server, users.alice, users.bob, UNEVEN, uneven);
    await bob.unread("alice", UNEVEN).waitFor();
    await bob.enter("alice");
    await bob.message(`Sighting ${UNEVEN}`).waitFor();
    await bob.unread("alice", UNEVEN).waitFor({ state: "detached" });
    const list = bob.page.getByRole("log");
    const below = () => list.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight);
    expect(await below()).toBeLessThan(1);
    await bob.button("To the newest messages").waitFor({ state: "detached" });
  });

  it("goes on when the network is back", async () => {
    cable.cut();
    await alice.banner("waiting").filter({ hasText: "ServerNotReachable" }).waitFor();
    await bob.send("Are you still there?");
    await bob.message("Are you still there?", "sent").waitFor();
    await alice.send("Can you hear me?");
    await alice.message("Can you hear me?", "sending").waitFor();
    cable.mend();
    await alice.anyBanner.waitFor({ state: "detached" });
    await alice.message("Are you still there?", "received").waitFor();
    await alice.message("Can you hear me?", "read").waitFor();
    expect((await alice.texts()).slice(-2)).toEqual(["Are you still there?", "Can you hear me?"]);

    await context.setOffline(true);
    await alice.banner("offline").waitFor();
    await context.setOffline(false);
    await alice.anyBanner.waitFor({ state: "detached" });
  });

  it("loses nothing when the server is killed", async () => {
    await alice.send("Before the kill");
    await alice.message("Before the kill", "sent", "delivered", "read").waitFor();
    await server.kill();
    await Promise.all([alice, bob].map((window) => window.anyBanner.waitFor()));
    await alice.send("While the server is down");
    await alice.message("While the server is down", "sending").waitFor();

    await server.start();
    // Not to wait out the delays of two pages that have been refused for a while.
    await Promise.all([alice, bob].map((window) => window.wake()));
    await alice.message("While the server is down", "read").waitFor();
    await bob.message("While the server is down").waitFor();
    await Promise.all([alice, bob].map((window) => window.anyBanner.waitFor({ state: "detached" })));

    for (const [window, peer] of [[alice, "bob"] as const, [bob, "alice"] as const]) {
      await window.page.reload();
      await window.enter(peer);
      await window.message("While the server is down").waitFor();
      const texts = await window.texts();
      expect(texts.slice(-3)).toEqual(["Can you hear me?", "Before the kill", "While the server is down"]);
    }
    await alice.enter(GROUP);
    await alice.message("Hello from bob").waitFor();
  });
});

/** In the page: all that its browser keeps of a user, as text. */
const keptText = `window.keptText = async (uid) => {
  const done = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  const names = (await indexedDB.databases()).map(({ name }) => name).filter((name) => name.endsWith("/" + uid));
  let text = "";
  for (const name of names) {
    const database = await done(indexedDB.open(name));
    for (const table of database.objectStoreNames) {
      text += (await done(database.transaction(table).objectStore(table).getAll())).join();
    }
    database.close();
  }
  return text;
};`;

async function demoUsers(server: ServerProcess): Promise<{ alice: User; bob: User }> {
  const { users } = await server.demo();
  const [alice, bob] = users;
  if (!alice || !bob) throw new Error("the demo has no two users");
  return { alice, bob };
}

/** Many messages, one after the other, past the page. */
async function sendMany(
  server: ServerProcess,
  from: User,
  to: User,
  many: number,
  text: (number: number) => string,
): Promise<void> {
  const { appId } = await server.demo();
  const api = new Api(server.url, { app_id: appId });
  const [sender, receiver] = await Promise.all([from, to].map((user) => logIn(api, user)));
  if (!sender || !receiver) throw new Error("no login");
  for (let number = 1; number <= many; number++) {
    const message = { type: 1, targets: [receiver.user_id], content_type: 0, content: text(number) };
    const sent = await api.as(sender.token).post("/message/send", message);
    expect(sent.code).toBe(200);
  }
}

async function call(server: ServerProcess, user: User, path: string, body: Record<string, number>): Promise<void> {
  const { appId } = await server.demo();
  const api = new Api(server.url, { app_id: appId });
  const { token } = await logIn(api, user);
  expect((await api.as(token).post(path, body)).code).toBe(200);
}

async function logIn(api: Api, { name, password }: User) {
  const { data } = await api.post("/token/user", { name, password });
  return data as { user_id: number; token: string };
}
