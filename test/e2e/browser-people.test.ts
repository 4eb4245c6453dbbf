/** Contacts, devices and settings of the demo page, as three people use them. */

import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { violations } from "../support/browser/accessibility.ts";
import type { ChatWindow } from "../support/browser/chat-window.ts";
import { row, ThreePeople } from "../support/browser/three-people.ts";

describe("people on the demo page", () => {
  let people: ThreePeople;
  let alice: ChatWindow;
  let bob: ChatWindow;
  let carol: ChatWindow;

  beforeAll(async () => {
    people = await ThreePeople.meet();
    [alice, bob, carol] = await Promise.all([people.enter("alice"), people.enter("bob"), people.register()]);
  });

  afterAll(() => people?.part());

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await people?.photograph();
  });

  it("asks to be friends, and is answered", async () => {
    // Only whom she accepts.
    await carol.button("Settings").click();
    await carol.page.getByLabel("Who can add me as a friend").selectOption("Whoever I accept");
    await expect.poll(() => carol.page.getByLabel("Who can add me as a friend").inputValue()).toBe("1");

    await alice.button("Contacts").click();
    await alice.button("Find people").click();
    await alice.page.getByLabel("Username or ID").fill("carol");
    await alice.button("Find").click();
    await alice.page.getByLabel("A word about you").fill("We met at the lake");
    await alice.button("Add as a friend").click();
    await alice.page.getByText("Your request is on its way.").waitFor();
    await alice.button("Close").click();

    await carol.button("Contacts").click();
    const requests = carol.page.getByRole("list", { name: "Requests" });
    const asking = row(requests, "We met at the lake");
    // Whole in the narrowest column there is.
    await carol.page.setViewportSize({ width: 800, height: 700 });
    const words = asking.getByText(/^(alice|We met at the lake)$/);
    for (const text of await words.all()) {
      expect(await text.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
    }
    expect(await words.count()).toBe(2);
    await carol.page.setViewportSize({ width: 390, height: 844 });
    await asking.getByRole("button", { name: "Accept" }).click();
    await row(carol.page.getByRole("list", { name: "Friends" }), "alice").waitFor();
    await row(alice.page.getByRole("list", { name: "Friends" }), "carol").waitFor();
  });

  it("calls a friend by another name", async () => {
    await alice.button("About carol").click();
    await alice.page.getByLabel("Your name for them").fill("Carol of the lake");
    await alice.button("Save").click();
    const friend = row(alice.page.getByRole("list", { name: "Friends" }), "Carol of the lake");
    await friend.waitFor();
    await alice.button("Close").click();
    await friend.click();
    await alice.opened("Carol of the lake");
    await alice.send("It was a fine day");
    await carol.button("Chats").click();
    await carol.enter("alice");
    await carol.message("It was a fine day").waitFor();
  });

  it("changes profile, language and colours", async () => {
    await alice.button("Settings").click();
    await alice.page.getByLabel("Nickname").fill("Alice A.");
    await alice.button("Save profile").click();
    await alice.page.getByText("Saved", { exact: true }).waitFor();
    await alice.page.getByLabel("Theme").selectOption("Dark");
    const background = () => alice.page.evaluate("getComputedStyle(document.querySelector('.oriole')).backgroundColor");
    expect(await background()).toBe("rgb(18, 16, 14)");
    await alice.page.getByLabel("Language").selectOption("中文");
    await alice.page.getByRole("heading", { name: "设置" }).waitFor();
    expect(await alice.page.locator("html").getAttribute("lang")).toBe("zh");
    await alice.page.getByLabel("语言").selectOption("English");
  });

  it("logs another device out", async () => {
    const other = await people.enter("alice");
    const devices = alice.page.getByRole("list", { name: "Devices" });
    await expect.poll(() => devices.getByRole("listitem").count()).toBe(2);
    await devices
      .getByText(/^Chrome \(.*· Connected$/)
      .nth(1)
      .waitFor();
    await devices.getByRole("button", { name: /^Log out device/ }).click();
    await other.page.getByText("Another device of yours logged this one out.").waitFor();
    await other.button("Log in").waitFor();
    await expect.poll(() => devices.getByRole("listitem").count()).toBe(1);
  });

  it("says nothing that a checker of accessibility would object to", async () => {
    await alice.button("Chats").click();
    await alice.enter("bob");
    await alice.send("Is this readable?");
    await alice.button("Details").click();
    await alice.page.getByRole("heading", { name: "Contact" }).waitFor();
    expect(await violations(alice.page)).toEqual([]);
    await alice.button("Close").click();
    await alice.button("Emoji").click();
    expect(await violations(alice.page)).toEqual([]);
    await alice.page.keyboard.press("Escape");
    for (const place of ["Contacts", "Groups", "Settings"]) {
      await bob.button(place).click();
      await bob.page.getByRole("heading", { level: 1, name: place }).waitFor();
      expect(await violations(bob.page), place).toEqual([]);
    }
    await bob.button("Log out").click();
    await bob.button("Log in").waitFor();
    expect(await violations(bob.page)).toEqual([]);
  });

  it("is found by its id on a phone, too", async () => {
    expect(Number(people.carolId)).toBeGreaterThan(0);
    expect(await violations(carol.page)).toEqual([]);
    const width = await carol.page.evaluate("document.documentElement.scrollWidth");
    expect(width).toBeLessThanOrEqual(390);
    // The way back of the browser, which on a phone is the only one that is always there.
    await carol.page.goBack();
    await carol.button("Chats").waitFor();

    const line = carol.page.locator("[data-xid]").first();
    await line.press("Enter");
    await carol.button("Back to the list").press("Enter");
    await expect.poll(() => line.evaluate((element) => element.matches(":focus"))).toBe(true);
  });

  it("is asked before it comes into a group, wherever it is", async () => {
    await carol.button("Settings").click();
    const ask = carol.page.getByRole("switch", { name: "Ask me before adding me to a group" });
    await ask.click();
    await ask.and(carol.page.getByRole("switch", { checked: true })).waitFor();
    await alice.button("New group").click();
    await alice.page.getByLabel("Name of the group").fill("Herons");
    await alice.page.getByRole("checkbox", { name: "Carol of the lake" }).check();
    await alice.button("Create group").click();
    await alice.opened("Herons");
    const groups = carol.button("Groups");
    await expect.poll(() => groups.getAttribute("aria-description")).toBe("Invitations: 1");
    // It is no chat of hers yet.
    await carol.button("Chats").click();
    await carol.page.locator("[data-xid]").first().waitFor();
    expect(await carol.line("Herons").count()).toBe(0);
    await groups.click();
    await row(carol.page.getByRole("list", { name: "Invitations" }), "Herons")
      .getByRole("button", { name: "Accept" })
      .click();
    await carol.opened("Herons");
  });
});
