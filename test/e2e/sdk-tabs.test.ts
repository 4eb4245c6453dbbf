/** The built SDK in pages of a real browser, against the real server: reloads, killed tabs, a cut network, one socket for all tabs. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
// @ts-expect-error a script without types
import { buildInner } from "../../client/scripts/bundle-core.mjs";
import { Oriole } from "../../client/src/index.ts";
import { Cable } from "../support/browser/cable.ts";
import { launchBrowser } from "../support/browser/launch.ts";
import { ServerProcess } from "../support/browser/server-process.ts";

/** What a page keeps of its client; a page is another program, and gets text. */
const page = `<!doctype html><title>SDK</title><script type="module">
import { createClient } from "/sdk-test/index.js";
import { store } from "/sdk-test/store.js";
import { sharedSocket } from "/sdk-test/tabs.js";
window.begin = (appId, token, peer, tabs) => {
  const kept = store();
  const client = createClient({ url: location.origin, appId, maxRetryDelayMs: 500, features: tabs ? [kept, sharedSocket()] : [kept] });
  window.heard = [];
  window.troubles = [];
  client.on("message", ({ message }) => heard.push(message.content));
  client.on("error", (error) => troubles.push(error.error + " " + error.message));
  window.client = client;
  client.loginWithToken(token).catch(() => {});
  window.talk = client.conversation(peer);
  window.texts = () => talk.messages().map(({ content, status }) => status + " " + content);
};
window.rows = (uid, appId, table) => new Promise((resolve, reject) => {
  const request = indexedDB.open("oriole/" + appId + "/" + uid);
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const all = request.result.transaction(table).objectStore(table).getAll();
    all.onsuccess = () => { request.result.close(); resolve(all.result); };
  };
});
window.records = (uid, appId) => rows(uid, appId, "outbox").then((all) => all.length);
// Of a row of the list the first member is the conversation's id, and the eleventh its last message.
window.newestKept = (uid, appId, xid) => rows(uid, appId, "list").then((all) => all.flatMap((text) => JSON.parse(text)).find((row) => row[0] === xid)?.[10]?.content);
// As an earlier SDK left it: a value for each conversation.
window.former = (uid, appId) => new Promise((resolve) => {
  const request = indexedDB.open("oriole/" + appId + "/" + uid, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("outbox");
    request.result.createObjectStore("conversations").put([1, 9, 1, 1, 0, 0, 0, 0, true, 0, 0, []], 9);
  };
  request.onsuccess = () => resolve(request.result.close());
});
window.ready = true;
</script>`;

let data: string;
let server: ServerProcess;
let cable: Cable;
let browser: Browser;
let appId: string;
let token: string;
let uid: number;
let peer: Oriole;
const received: string[] = [];

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "oriole-sdk-tabs-"));
  server = new ServerProcess(data);
  [browser] = await Promise.all([launchBrowser(), server.start()]);
  cable = await Cable.plug(() => server.url);
  const demo = await server.demo();
  appId = demo.appId;
  const [ann, bob] = demo.users;
  if (!ann || !bob) throw new Error("no demo users");
  const granted = new Oriole({ url: server.url, appId });
  const grant = await granted.request("POST", "/token/user", {
    anonymous: true,
    body: { name: ann.name, password: ann.password },
  });
  ({ token, user_id: uid } = grant as { token: string; user_id: number });
  peer = new Oriole({ url: server.url, appId });
  peer.on("message", ({ message }) => received.push(message.content));
  await peer.login({ username: bob.name, password: bob.password });
}, 120_000);

afterAll(async () => {
  peer?.close();
  await browser?.close();
  cable?.unplug();
  await server?.kill();
  await rm(data, { recursive: true, force: true });
});

/** One person's browser, with its own storage. */
async function person(): Promise<BrowserContext> {
  const context = await browser.newContext();
  const files: Map<string, string> = await buildInner();
  await context.route("**/sdk-test/**", (route) => {
    const name = new URL(route.request().url()).pathname.slice("/sdk-test/".length);
    const script = files.get(name);
    return route.fulfill(
      script === undefined
        ? { contentType: "text/html", body: page }
        : { contentType: "text/javascript", body: script },
    );
  });
  return context;
}

async function openTab(context: BrowserContext, tabs = false): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto(`${cable.url}/sdk-test/`);
  await tab.waitForFunction("window.ready");
  await tab.evaluate(`begin(${JSON.stringify(appId)}, ${JSON.stringify(token)}, ${peer.uid}, ${tabs})`);
  return tab;
}

const online = (tab: Page) => tab.waitForFunction("client.state.at === 'online' && client.syncState === 'synced'");
const numbered = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name} ${i}`);
const say = (tab: Page, name: string, count: number) =>
  tab.evaluate(
    `for (let i = 0; i < ${count}; i++) talk.send("${name} " + i).catch((error) => troubles.push(String(error))); 0`,
  );
const arrived = (count: number, of: RegExp) =>
  expect.poll(() => received.filter((text) => of.test(text)).length, { timeout: 30_000 }).toBe(count);

it("[INV-2] sends once, after a reload without network and a killed tab, what was under way", async () => {
  const context = await person();
  const first = await context.newPage();
  await first.goto(`${cable.url}/sdk-test/`);
  await first.waitForFunction("window.ready");
  await first.evaluate(`former(${uid}, ${JSON.stringify(appId)})`);
  await first.evaluate(`begin(${JSON.stringify(appId)}, ${JSON.stringify(token)}, ${peer.uid}, false)`);
  await online(first);
  expect(await first.evaluate("client.conversations().map(({ xid }) => xid).includes(9)")).toBe(false);
  await say(first, "before", 3);
  await first.waitForFunction(
    "texts().filter((text) => text.startsWith('sent') || text.startsWith('delivered')).length === 3",
  );
  cable.cut();
  await say(first, "cut", 10);
  await first.waitForFunction(`records(${uid}, ${JSON.stringify(appId)}).then((count) => count === 10)`);
  await first.close();
  cable.mend();
  const second = await openTab(context);
  await arrived(10, /^cut/);
  // Killed while its frames are out, with no time to say goodbye.
  await say(second, "killed", 10);
  await second.waitForFunction(`records(${uid}, ${JSON.stringify(appId)}).then((count) => count <= 10)`);
  await second.close();
  const third = await openTab(context);
  await online(third);
  await arrived(10, /^killed/);
  expect(received).toEqual([...numbered("before", 3), ...numbered("cut", 10), ...numbered("killed", 10)]);
  expect(await third.evaluate("troubles")).toEqual([]);

  // What came last has been written down.
  await expect
    .poll(() => third.evaluate(`newestKept(${uid}, ${JSON.stringify(appId)}, ${peer.uid})`), { timeout: 10_000 })
    .toBe("killed 9");
  cable.cut();
  await third.close();
  cable.mend();
  const fourth = await context.newPage();
  await fourth.goto(`${cable.url}/sdk-test/`);
  await fourth.waitForFunction("window.ready");
  cable.cut();
  await fourth.evaluate(`begin(${JSON.stringify(appId)}, ${JSON.stringify(token)}, ${peer.uid}, false)`);
  await fourth.waitForFunction("talk.messages().length === 20");
  expect(await fourth.evaluate("client.state.at")).not.toBe("online");
  cable.mend();
  await context.close();
});

it("shares one connection among tabs, hands it on when the leader dies, and loses and doubles nothing", async () => {
  received.length = 0;
  const context = await person();
  const leader = await openTab(context, true);
  await online(leader);
  const others = [await openTab(context, true), await openTab(context, true)];
  for (const tab of others) await online(tab);
  const devices = await Promise.all([leader, ...others].map((tab) => tab.evaluate("client.deviceSn")));
  expect(new Set(devices).size).toBe(1);

  await Promise.all(others.map((tab, at) => say(tab, `tab${at}`, 20)));
  await say(leader, "leader", 5);
  await leader.waitForFunction("texts().some((text) => /^(sent|delivered) leader 4/.test(text))");
  await Promise.all([leader.close(), ...others.map((tab, at) => say(tab, `after${at}`, 20))]);
  await arrived(40, /^tab/);
  await arrived(40, /^after/);
  expect(new Set(received).size).toBe(received.length);
  for (const name of ["tab0", "tab1", "after0", "after1"]) {
    expect(received.filter((text) => text.startsWith(`${name} `))).toEqual(numbered(name, 20));
  }
  await peer.conversation(uid).send("to all of you");
  for (const tab of others) {
    await tab.waitForFunction("heard.includes('to all of you')");
    await tab.waitForFunction("texts().filter((text) => text.startsWith('sending')).length === 0");
    const shown = (await tab.evaluate("talk.messages().map(({ content }) => content)")) as string[];
    expect(shown.slice(-1 - received.length, -1)).toEqual(received);
    expect(await tab.evaluate("heard.filter((text) => text === 'to all of you').length")).toBe(1);
  }
  await context.close();
});

it("[FILE-12] uploads and downloads, tells how far it is, and stops when it is told to", async () => {
  const context = await person();
  const tab = await openTab(context);
  await online(tab);
  const moved = (await tab.evaluate(`(async () => {
    const { uploadFile, downloadFile, fileUrl } = await import("/sdk-test/files.js");
    const bytes = new Uint8Array(5_500_000).map((_, at) => at * 31 + (at >> 8));
    const steps = [];
    const progress = ({ loaded, total }) => steps.push(loaded / total);
    const { url } = await uploadFile(client, new File([bytes], "big.bin"), talk, { progress, partsOver: 1_000_000 });
    const { data } = await downloadFile(client, url, { from: 5, end: 1_000_000 });
    const control = new AbortController();
    const stopped = uploadFile(client, new Blob([bytes]), talk, { progress: () => control.abort(), signal: control.signal, partsOver: 1_000_000 });
    const small = await uploadFile(client, new File(["small"], "small.txt", { type: "text/plain" }), talk, { progress });
    return {
      grew: steps.length > 3 && steps.every((step, at) => step <= 1 && (at === 0 || step === 1 || step >= steps[at - 1])),
      last: steps.at(-1),
      same: data.every((byte, at) => byte === bytes[at + 5]) && data.length === 999_995,
      stopped: await stopped.catch((cause) => cause.error),
      small: await (await fetch(await fileUrl(client, small.url))).text(),
    };
  })()`)) as object;
  expect(moved).toEqual({ grew: true, last: 1, same: true, stopped: "UserCancel", small: "small" });
  await context.close();
});
