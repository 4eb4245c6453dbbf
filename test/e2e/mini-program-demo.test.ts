/** The demo as a mini-program: its files as they are, in a strict host, against the real server. */

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
// @ts-expect-error a script without types
import { buildMiniProgram } from "../../client/scripts/build.mjs";
import { project } from "../../server/project.ts";
import { Cable } from "../support/browser/cable.ts";
import { MiniProgramApp } from "../support/places/mini-program-app.ts";
import { type TestApp, type TestUser, usePrivateServer } from "../support/private-server.ts";

interface Row {
  id: string;
  text: string;
  mark: string;
  own: boolean;
}

const folder = join(project.root, "client/demo/miniprogram");
const server = usePrivateServer();
const running: MiniProgramApp[] = [];
let sdk: string;
let app: TestApp;

beforeAll(async () => {
  sdk = await mkdtemp(join(tmpdir(), "oriole-mini-"));
  for (const [file, code] of await buildMiniProgram()) await writeFile(join(sdk, file), code);
  app = await server.current.app("mini-demo");
});
afterAll(async () => {
  for (const program of running) program.stop();
  await rm(sdk, { recursive: true, force: true });
});

function start(language = "en", kept?: Map<string, unknown>): MiniProgramApp {
  const program = new MiniProgramApp(folder, sdk, language, kept);
  running.push(program);
  program.open("pages/login/login");
  return program;
}

async function login(program: MiniProgramApp, { name, password }: TestUser, url = server.current.url): Promise<void> {
  const fields = { url, appId: app.id, username: name, password };
  for (const [field, value] of Object.entries(fields)) program.input(value, { field });
  await program.tap("onLogin");
}

async function chatWith(program: MiniProgramApp, name: string): Promise<void> {
  program.input(name);
  await program.tap("onStart");
  expect(program.page.path).toBe("pages/chat/chat");
}

const rows = ({ page }: MiniProgramApp) => (page.data["rows"] as Row[] | undefined) ?? [];
const chats = ({ page }: MiniProgramApp) => page.data["chats"] as { title: string; text: string; unread: number }[];
const marked = (program: MiniProgramApp, text: string, mark: string) =>
  rows(program).some((row) => row.text === text && row.mark === mark);

it("logs in, finds a user, sends, receives, marks, types and recalls", async () => {
  const [ann, bob] = [await app.user("demo_ann"), await app.user("demo_bob")];
  const [one, other] = [start(), start("zh_CN")];
  await login(one, ann);
  expect(one.page.path).toBe("pages/chats/chats");
  await login(other, bob);

  await chatWith(one, "demo_bob");
  one.input("hello");
  await one.tap("onSend");
  await other.until("a line with one unread, by name", () =>
    chats(other).some(({ title, text, unread }) => title === "demo_ann" && text === "hello" && unread === 1),
  );
  await one.until("delivered", () => marked(one, "hello", "Delivered"));

  other.tap("onOpen", { xid: ann.uid });
  await one.until("read", () => marked(one, "hello", "Read"));
  one.input("h");
  await other.until("who is typing", () => other.page.data["typing"] === "demo_ann");
  other.input("你好");
  await other.tap("onSend");
  await one.until("the answer", () => rows(one).some(({ text, own }) => text === "你好" && !own));
  await other.until("read there", () => marked(other, "你好", "已读"));

  const mine = rows(other).find(({ own }) => own);
  const offered: string[][] = [];
  other.choose = (names) => offered.push(names) - 1;
  other.tap("onMessage", { id: mine?.id });
  await one.until("recalled", () => rows(one).some(({ text }) => text === "This message was recalled"));
  expect(offered).toEqual([["撤回"]]);

  other.back();
  await other.until("nothing unread", () => chats(other).every(({ unread }) => unread === 0));
  expect(one.mostSockets).toBeLessThanOrEqual(5);
});

it("pages back through what was said before", async () => {
  const [ann, bob] = [await app.user("page_ann"), await app.user("page_bob")];
  const admin = await app.admin();
  for (let at = 0; at < 30; at++) {
    const body = { type: 1, targets: [bob.uid], from_user_id: ann.uid, content_type: 0, content: `m${at}` };
    await admin.post("/message/send", body);
  }
  const program = start();
  await login(program, bob);
  await program.until("thirty unread", () => chats(program)[0]?.unread === 30);
  program.tap("onOpen", { xid: ann.uid });
  await program.until("the newest", () => rows(program).at(-1)?.text === "m29");
  while (program.page.data["more"]) await program.tap("onOlder");
  expect(rows(program).map(({ text }) => text)).toEqual(Array.from({ length: 30 }, (_, at) => `m${at}`));
});

it("keeps the list and what was not sent over the end of the program, and sends it once", async () => {
  const [ann, bob] = [await app.user("kept_ann"), await app.user("kept_bob")];
  const cable = await Cable.plug(() => server.current.url);
  const kept = new Map<string, unknown>();
  const keptIn = (table: string) => String([...kept].find(([key]) => key.endsWith(`/${table}`))?.[1] ?? "");
  const first = start("en", kept);
  await login(first, ann, cable.url);
  await chatWith(first, "kept_bob");
  first.input("before");
  await first.tap("onSend");
  await expect.poll(() => keptIn("list"), { timeout: 20_000 }).toContain("before");
  await expect.poll(() => keptIn("outbox"), { timeout: 20_000 }).toBe("{}");
  cable.cut();
  first.input("offline");
  void first.tap("onSend");
  await expect.poll(() => keptIn("outbox"), { timeout: 20_000 }).toContain("$bytes");
  first.kill();
  cable.unplug();

  const second = start("en", kept);
  await login(second, ann);
  await second.until("the list", () => chats(second).length > 0);
  second.tap("onOpen", { xid: bob.uid });
  const texts = () => rows(second).map(({ text }) => text);
  await second.until("sent", () => rows(second).some(({ text, mark }) => text === "offline" && mark === "Sent"));
  await expect.poll(() => keptIn("outbox"), { timeout: 20_000 }).toBe("{}");
  expect(texts()).toEqual(["before", "offline"]);
  second.kill();

  // Nothing of the store's readable, and no room for anything.
  for (const key of kept.keys()) if (!key.endsWith("/guid")) kept.set(key, "{ torn");
  kept.set = () => {
    throw new Error("full");
  };
  const third = start("en", kept);
  await login(third, bob);
  await third.until("the list from the server", () => chats(third)[0]?.text === "offline");
  third.tap("onOpen", { xid: ann.uid });
  await third.until(
    "each once",
    () =>
      rows(third)
        .map(({ text }) => text)
        .join() === "before,offline",
  );
  third.input("still works");
  await third.tap("onSend");
  expect(third.page.data["problem"]).toBe("");
});

it("says by name why not, and leaves when the session ends", async () => {
  const user = await app.user("demo_cat");
  const program = start();
  await login(program, { ...user, password: "wrong" });
  expect(program.page.data["problem"]).toBe("UserAuthFailed");
  await login(program, user);
  program.input("nobody_of_this_name");
  await program.tap("onStart");
  expect(program.page.data["problem"]).toBe("UserNotExist");
  program.tap("onLogout");
  expect(program.page.path).toBe("pages/login/login");
});

it("is a project that the tools can open", async () => {
  const json = async (file: string) => JSON.parse(await readFile(join(folder, file), "utf8")) as unknown;
  const text = (file: string) => readFile(join(folder, file), "utf8");
  await json("project.config.json");
  const config = (await json("app.json")) as { pages: string[]; sitemapLocation: string };
  await json(config.sitemapLocation);
  expect(config.pages).toEqual(["pages/login/login", "pages/chats/chats", "pages/chat/chat"]);
  const language = await text("language.js");
  const [, en = "", zh = ""] = language.split(/^const \w\w = /m);
  const keys = (part: string) => [...part.matchAll(/^ {2}(\w+): "/gm)].map(([, key]) => key);
  expect(keys(zh)).toEqual(keys(en));
  for (const page of config.pages) {
    await json(`${page}.json`);
    await text(`${page}.wxss`);
    const [view, code] = [await text(`${page}.wxml`), await text(`${page}.js`)];
    for (const [, handler] of view.matchAll(/\bbind\w+="(\w+)"/g))
      expect(code).toMatch(new RegExp(`^  (async )?${handler}\\(`, "m"));
    for (const [, phrase] of view.matchAll(/\bt\.(\w+)/g)) expect(keys(en)).toContain(phrase);
    expect(unbalanced(view)).toEqual([]);
  }
});

/** Elements that are opened and not closed, or closed and not opened. */
function unbalanced(view: string): string[] {
  const open: string[] = [];
  for (const [, close, name = "", self] of view.matchAll(/<(\/?)([\w-]+)[^>]*?(\/?)>/g)) {
    if (self) continue;
    if (!close) open.push(name);
    else if (open.pop() !== name) return [name];
  }
  return open;
}
