/** Groups and chatrooms of the demo page, and what is said in them, as three people use them. */

import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { violations } from "../support/browser/accessibility.ts";
import type { ChatWindow } from "../support/browser/chat-window.ts";
import { confirm, memberAction, row, ThreePeople, tab } from "../support/browser/three-people.ts";

/** 96 × 64 grey dots. */
const PICTURE =
  "iVBORw0KGgoAAAANSUhEUgAAAGAAAABACAAAAADAXy3SAAAAMUlEQVR42u3NMQ0AAAwDoEqv9KrYsQQMkB6LQCAQCAQCgUAgEAgEAoFAIBAIBIJvwQCfOAC1e6VsSQAAAABJRU5ErkJggg==";

/** In the page: what a browser does when somebody pastes or drops a file on an element. */
const giveFile = (
  element: { dispatchEvent(event: unknown): boolean },
  file: { how: string; type: string; name: string; bytes: string },
) => {
  // Names of the page's own world, which Node's types do not know.
  const page = globalThis as unknown as Record<string, new (...given: unknown[]) => never>;
  const bytes = Uint8Array.from(atob(file.bytes), (letter) => letter.charCodeAt(0));
  const Transfer = page["DataTransfer"] as unknown as new () => { items: { add(file: unknown): void } };
  const data = new Transfer();
  data.items.add(new File([bytes], file.name, { type: file.type }));
  const Event = file.how === "paste" ? page["ClipboardEvent"] : page["DragEvent"];
  if (!Event) throw new Error("no such event");
  const init = { bubbles: true, cancelable: true, clipboardData: data, dataTransfer: data };
  element.dispatchEvent(new Event(file.how, init));
};

describe("groups on the demo page", () => {
  let people: ThreePeople;
  let alice: ChatWindow;
  let bob: ChatWindow;
  let carol: ChatWindow;

  beforeAll(async () => {
    people = await ThreePeople.meet();
    [alice, bob, carol] = await Promise.all([people.enter("alice"), people.enter("bob"), people.register()]);
    // Whoever has said nothing else takes everybody for a friend.
    await alice.button("Contacts").click();
    await alice.button("Find people").click();
    await alice.page.getByLabel("Username or ID").fill("carol");
    await alice.button("Find").click();
    await alice.button("Add as a friend").click();
    await row(alice.page.getByRole("list", { name: "Friends" }), "carol").waitFor();
    await alice.button("Close").click();
  });

  afterAll(() => people?.part());

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await people?.photograph();
  });

  it("makes a group, invites, promotes and silences", async () => {
    await alice.button("Groups").click();
    await alice.button("New group").click();
    await alice.page.getByLabel("Name of the group").fill("Birdwatchers");
    await alice.page.getByRole("checkbox", { name: "bob" }).check();
    await alice.button("Create group").click();
    await alice.opened("Birdwatchers");
    await alice.button("Details").click();
    await alice.button("Invite").click();
    const dialog = alice.page.getByRole("dialog", { name: "Invite" });
    await dialog.getByRole("checkbox", { name: "carol" }).check();
    await dialog.getByRole("button", { name: "Invite" }).click();
    const members = alice.page.getByRole("list", { name: "Members" });
    await row(members, "carol").waitFor();

    await memberAction(alice, "bob", "Make admin");
    await row(members, "bob").filter({ hasText: "Admin" }).waitFor();
    await memberAction(alice, "carol", "Silence for an hour");
    await row(members, "carol").filter({ hasText: "may not speak" }).waitFor();
    await carol.button("Chats").click();
    await carol.enter("Birdwatchers");
    await carol.page.getByText("You may not write here for now.").waitFor();
    await memberAction(alice, "carol", "Let speak again");
    await carol.send("Free again");
    await alice.message("Free again").waitFor();
  });

  it("answers, mentions, and shows who has read", async () => {
    await tab(alice, "Settings");
    const receipts = alice.page.getByRole("switch", { name: "Authors see who has read" });
    await receipts.click();
    await receipts.and(alice.page.getByRole("switch", { checked: true })).waitFor();
    await tab(alice, "Members");
    await alice.choose("Free again", "Reply");
    await alice.send("Welcome back");
    const answer = carol.message("Welcome back");
    await answer.locator(".quote", { hasText: "Free again" }).waitFor();

    await bob.enter("Birdwatchers");
    await alice.composer.fill("");
    await alice.composer.pressSequentially("Look up, @bo");
    await alice.page.getByRole("option", { name: "bob" }).waitFor();
    await alice.composer.press("Enter");
    await expect.poll(() => alice.composer.inputValue()).toBe("Look up, @bob ");
    await alice.composer.press("Enter");
    await bob.page.locator(".message.mentioned").filter({ hasText: "Look up, @bob" }).waitFor();

    await alice.choose("Look up, @bob", "Read by");
    const readers = alice.page.getByRole("dialog", { name: "Read by" });
    await row(readers.getByRole("list", { name: /^Read by/ }), "bob").waitFor();
    await readers.getByRole("button", { name: "Close" }).click();
  });

  it("sends a picture by paste and a file by drop", async () => {
    await bob.button("Chats").click();
    await alice.composer.evaluate(giveFile, { how: "paste", type: "image/png", name: "bird.png", bytes: PICTURE });
    const picture = bob.page.locator(".message img");
    const width = () => picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth);
    // It goes up to the server and comes down again.
    await expect.poll(width, { timeout: 15_000 }).toBe(96);
    await picture.click();
    await bob.page.getByRole("dialog", { name: "bird.png" }).waitFor();
    await bob.page.keyboard.press("Escape");

    const text = btoa("Seen at eight.");
    await alice.page
      .getByRole("main")
      .evaluate(giveFile, { how: "drop", type: "text/plain", name: "sightings.txt", bytes: text });
    const link = bob.page.getByRole("link", { name: /sightings.txt/ });
    await expect.poll(() => link.getAttribute("href"), { timeout: 15_000 }).toMatch(/^http/);
    expect(await (await fetch((await link.getAttribute("href")) ?? "")).text()).toBe("Seen at eight.");
    await alice.page.getByRole("navigation", { name: "Chats" }).getByText("You: [File] sightings.txt").waitFor();
  });

  it("records a voice note, which is played, and says when it may not", async () => {
    await alice.button("Record a voice note").click();
    await alice.page.getByText("0:01", { exact: true }).waitFor();
    await alice.button("Send the recording").click();
    const note = bob.page.locator(".message").filter({ has: bob.page.locator("audio") });
    await note.getByRole("button", { name: "Play" }).click();
    await note.getByRole("button", { name: "Pause" }).waitFor();
    const position = note.getByRole("slider", { name: "Position" });
    await expect.poll(async () => Number(await position.inputValue())).toBeGreaterThan(0);
    await note.getByRole("button", { name: "Play" }).waitFor();

    await carol.page.evaluate(
      "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('No.', 'NotAllowedError'))",
    );
    await carol.button("Record a voice note").click();
    await carol.page.getByRole("status").filter({ hasText: "NotAllowedError" }).waitFor();
  });

  it("shows an error above whatever lies over the page, where it can be reached", async () => {
    /** Asks for the microphone, opens something, and only then hears that there is none. */
    const errorOver = async (window: ChatWindow, open: () => Promise<void>) => {
      await window.page.evaluate(
        "navigator.mediaDevices.getUserMedia = () => new Promise((_, reject) => { globalThis.refuse = reject; })",
      );
      await window.button("Record a voice note").click();
      await window.page.waitForFunction("globalThis.refuse");
      await open();
      await window.page.locator("dialog:modal").waitFor();
      await window.page.evaluate("globalThis.refuse(new DOMException('No.', 'NotAllowedError'))");
      const toast = window.page.getByRole("status").getByText("NotAllowedError");
      // One that was there before fades, and is nowhere else.
      await expect.poll(() => toast.count()).toBe(1);
      expect(await violations(window.page)).toEqual([]);
      // No click arrives at what is covered or out of reach.
      await window.button("Dismiss").click();
      await toast.waitFor({ state: "detached" });
      const dialog = window.page.locator("dialog:modal");
      expect(await dialog.count()).toBe(1);
      await window.page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
    };
    await errorOver(carol, () => carol.button("Details").click());
    await errorOver(bob, () => bob.page.locator(".message img").click());
    await errorOver(alice, () => alice.choose("Look up, @bob", "Read by"));
  });

  it("has room for a message, its author and its menu on the narrowest phone", async () => {
    const long = "Seven orioles and a kingfisher, all of them before breakfast and none of them shy";
    await alice.send(long);
    await carol.message(long).waitFor();
    await carol.page.setViewportSize({ width: 320, height: 640 });
    const apart = await carol.message(long).evaluate((row) => {
      const bottom = row.querySelector(".bubble").getBoundingClientRect().bottom;
      return row.getBoundingClientRect().bottom - bottom;
    });
    expect(apart).toBeLessThan(2);
    await carol.page.setViewportSize({ width: 390, height: 844 });
  });

  it("shares a file with the group, and takes it back", async () => {
    await tab(alice, "Files");
    const rules = { name: "rules.txt", mimeType: "text/plain", buffer: Buffer.from("Be quiet at the lake.") };
    await alice.page.locator("[data-shared-file]").setInputFiles(rules);
    await alice.page.getByRole("list", { name: "Files" }).getByText("rules.txt").waitFor();
    await alice.button("Remove rules.txt").click();
    await alice.page.getByText("No shared files yet").waitFor();
  });

  it("announces, sets rules, and silences everybody", async () => {
    await tab(alice, "Notices");
    await alice.button("New notice").click();
    await alice.page.getByLabel("Title").fill("Sunday walk");
    await alice.page.getByLabel("Text").fill("At eight, at the bridge.");
    await alice.button("Publish").click();
    await bob.button("Details").click();
    await tab(bob, "Notices");
    await bob.page.getByRole("heading", { name: "Sunday walk" }).waitFor();

    await tab(alice, "Settings");
    await alice.page.getByRole("switch", { name: /^Silence everybody/ }).click();
    await carol.page.getByText("Only the owner and admins may write now.").waitFor();
    // What is typed stays, although the group is loaded anew meanwhile.
    await alice.page.getByLabel("Name of the group").fill("Lake watchers");
    await alice.page.getByRole("switch", { name: /^Silence everybody/, checked: true }).click();
    await carol.composer.waitFor();
    await alice.page.getByRole("form", { name: "Name and description" }).getByRole("button", { name: "Save" }).click();
    await bob.opened("Lake watchers");
  });

  it("keeps out, lets ask, and lets in again", async () => {
    await tab(alice, "Members");
    await memberAction(alice, "carol", "Remove and keep out");
    await confirm(alice);
    await carol.page.getByText("You are not in this group.").waitFor();
    await tab(alice, "Entry");
    await row(alice.page.getByRole("list", { name: "Kept out" }), "carol")
      .getByRole("button", { name: "Let in again" })
      .click();
    await alice.page.getByText("Nobody is kept out.").waitFor();

    const gid = (await alice.line("Lake watchers").getAttribute("data-xid")) ?? "";
    await carol.button("Back to the list").click();
    await carol.button("Groups").click();
    await carol.button("Join by ID or code").click();
    await carol.page.getByLabel("ID of the group or chatroom, or a join code").fill(gid);
    await carol.page.getByLabel("A word about you").fill("Let me back in");
    await carol.button("Join").click();
    await carol.page.getByText("Request sent. An admin decides.").waitFor();
    await row(alice.page.getByRole("list", { name: "Applications" }), "Let me back in")
      .getByRole("button", { name: "Accept" })
      .click();
    await carol.button("Close").click();
    await carol.page.getByRole("list", { name: "My groups" }).getByText("Lake watchers").waitFor();
  });

  it("lets in whoever has the code", async () => {
    await tab(alice, "Members");
    await memberAction(alice, "carol", "Remove from the group");
    await confirm(alice);
    await alice.button("Join code").click();
    await alice.page.getByRole("img", { name: "QR code to join Lake watchers" }).waitFor();
    const code = (await alice.page.locator("[data-code]").textContent()) ?? "";
    await alice.page.getByRole("dialog", { name: "Join code" }).getByRole("button", { name: "Close" }).click();
    await carol.page.getByRole("list", { name: "My groups" }).getByText("Lake watchers").waitFor({ state: "detached" });
    await carol.button("Join by ID or code").click();
    await carol.page.getByLabel("ID of the group or chatroom, or a join code").fill(code);
    await carol.button("Join").click();
    await carol.opened("Lake watchers");
  });

  it("hands a group over, leaves it, and sees it end", async () => {
    await memberAction(alice, "bob", "Make owner");
    await confirm(alice);
    await row(alice.page.getByRole("list", { name: "Members" }), "bob")
      .filter({ hasText: "Owner" })
      .waitFor();
    await tab(alice, "Settings");
    await alice.button("Leave the group").click();
    await confirm(alice);
    await alice.page.getByText("Pick a conversation").waitFor();
    await tab(bob, "Settings");
    await bob.button("End the group").click();
    await confirm(bob);
    await bob.page.getByText("Pick a conversation").waitFor();
  });

  it("meets in a chatroom", async () => {
    await alice.button("Groups").click();
    await alice.button("New chatroom").click();
    await alice.page.getByLabel("Name of the chatroom").fill("The lake");
    await alice.button("Create chatroom").click();
    await alice.opened("The lake");
    await alice.send("Who is here?");
    const gid = (await alice.line("The lake").getAttribute("data-xid")) ?? "";
    await bob.button("Groups").click();
    await bob.button("Join by ID or code").click();
    await bob.page.getByLabel("ID of the group or chatroom, or a join code").fill(gid);
    await bob.button("Join").click();
    await bob.opened("The lake");
    await bob.send("I am");
    await alice.message("I am").waitFor();
  });

  it("calls a chatroom a chatroom, whoever looks at it", async () => {
    await alice.button("Details").click();
    await alice.page.getByRole("heading", { name: "Chatroom", exact: true }).waitFor();
    await memberAction(alice, "bob", "Remove from the chatroom");
    await alice.page.getByText("bob will no longer be in this chatroom.").waitFor();
    await alice.button("Cancel").click();
    await tab(alice, "Settings");
    await alice.page.getByLabel("Name of the chatroom").waitFor();
    await alice.button("End the chatroom").waitFor();
    await alice.button("Close").click();

    await bob.button("Details").click();
    await tab(bob, "Settings");
    await bob.page.getByLabel("My name in this chatroom").waitFor();
    await bob.button("Leave the chatroom").click();
    await confirm(bob);
    await bob.page.getByText("Pick a conversation").waitFor();
  });

  it("finds what was said, and goes there", async () => {
    await alice.page.getByRole("main").getByRole("button", { name: "Search" }).click();
    const words = alice.page.getByRole("searchbox", { name: "Words to look for" });
    await words.fill("who is");
    const hit = alice.page.getByRole("button", { name: /Who is here\?/ });
    const found = () =>
      hit.waitFor({ timeout: 2_000 }).then(
        () => true,
        () => false,
      );
    // The archive follows the conversation by a second.
    await expect
      .poll(
        async () => {
          await words.press("Enter");
          return found();
        },
        { timeout: 20_000 },
      )
      .toBe(true);
    await hit.click();
    await alice.page.locator(".message.pointed").filter({ hasText: "Who is here?" }).waitFor();
    await alice.button("Close").click();

    // In all conversations, by what was typed beside the list already.
    await alice.page.getByRole("complementary").getByRole("searchbox").fill("who is");
    await alice.button("Search messages").click();
    await expect.poll(() => words.inputValue()).toBe("who is");
    await hit.waitFor();
    await words.press("Escape");
    await words.waitFor({ state: "detached" });
    await alice.page.getByRole("complementary").getByRole("searchbox").fill("");
  });

  it("lays what is beside a conversation over everything where there is no room for both", async () => {
    const { page } = alice;
    const panel = page.getByRole("dialog", { name: "Chatroom" });
    const covers = () => panel.evaluate((element) => element.matches(":modal"));
    await alice.button("Details").click();
    expect(await covers()).toBe(false);
    const left = (await panel.boundingBox())?.x ?? 0;
    const pane = await page.getByRole("main").boundingBox();
    expect((pane?.x ?? 0) + (pane?.width ?? 0)).toBeLessThanOrEqual(left);
    await page.setViewportSize({ width: 1100, height: 720 });
    await expect.poll(covers).toBe(true);

    // What opens on top of it is within reach, and Escape takes that away alone.
    await panel.getByRole("button", { name: "Invite" }).click();
    await page.getByRole("dialog", { name: "Invite" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Invite" }).waitFor({ state: "detached" });
    expect(await covers()).toBe(true);
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    expect(await alice.button("Details").evaluate((button) => button.matches(":focus"))).toBe(true);

    await alice.button("Details").click();
    await panel.waitFor();
    await page.mouse.click(300, 600);
    await panel.waitFor({ state: "detached" });

    // What was found would be under it.
    await page.getByRole("main").getByRole("button", { name: "Search" }).click();
    const words = page.getByRole("searchbox", { name: "Words to look for" });
    await words.fill("who is");
    await page.getByRole("button", { name: /Who is here\?/ }).click();
    await words.waitFor({ state: "detached" });
    await page.locator(".message.pointed").filter({ hasText: "Who is here?" }).waitFor();

    await page.setViewportSize({ width: 1280, height: 800 });
    await alice.button("Details").click();
    await panel.getByRole("button", { name: "Invite" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Invite" }).waitFor({ state: "detached" });
    await panel.getByRole("button", { name: "Close" }).press("Escape");
    await panel.waitFor({ state: "detached" });
  });
});
