/** The main process of the desktop application, with a stand-in for Electron, on the page as it is built. */

import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { project } from "../../server/project.ts";

const run = promisify(execFile);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "oriole-electron-"));
  await cp(join(project.demo, "electron"), folder, {
    recursive: true,
    filter: (path) => !path.includes("node_modules"),
  });
  const electron = join(folder, "node_modules/electron");
  await mkdir(electron, { recursive: true });
  await cp(new URL("../support/electron/fake-electron.mjs", import.meta.url), join(electron, "index.mjs"));
  await writeFile(join(electron, "package.json"), '{ "name": "electron", "exports": "./index.mjs" }');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Starts the application and does `steps` to it, code that fills `told`. */
async function told(steps: string, env: Record<string, string> = {}): Promise<Record<string, unknown>> {
  const code = `import * as electron from "electron";
import "./main.mjs";
const { app, notes, windows, load, allows } = electron;
await electron.ready();
const [window] = windows;
const told = {};
${steps}
console.log(JSON.stringify(told));
`;
  await writeFile(join(folder, "drive.mjs"), code);
  const { stdout } = await run(process.execPath, ["drive.mjs"], {
    cwd: folder,
    env: { ...process.env, ORIOLE_ASSETS: project.assets, ...env },
  });
  return JSON.parse(stdout);
}

it("opens one window without Node in it, on a secure origin of its own", async () => {
  const steps = `Object.assign(told, { notes, count: windows.length, url: window.url, web: window.options.webPreferences })`;
  expect(await told(steps, { ORIOLE_URL: "https://im.example.com/" })).toMatchObject({
    notes: [{ schemes: [{ scheme: "oriole", privileges: { standard: true, secure: true, supportFetchAPI: true } }] }],
    count: 1,
    url: "oriole://demo/?server=https%3A%2F%2Fim.example.com",
    web: { contextIsolation: true, sandbox: true, nodeIntegration: false },
  });
  await expect(told("", { ORIOLE_URL: "file:///etc" })).rejects.toThrow("no address of a server");
});

it("gives the window every file of the page that was built, and nothing else", async () => {
  const steps = `const page = await load(window.url);
told.page = page.status;
told.files = {};
for (const [, path] of page.text.matchAll(/(?:src|href)="([^"]+)"/g))
  told.files[path] = (await load(new URL(path, window.url).href)).status;
told.outside = (await load("oriole://demo/..%2F..%2Fpackage.json")).status;
told.missing = [(await load("oriole://demo/none.js")).status, (await load("oriole://demo/%E0")).status];`;
  const { files, ...others } = await told(steps);
  expect(others).toEqual({ page: 200, outside: 404, missing: [404, 404] });
  const statuses = Object.entries(files as Record<string, number>);
  expect(statuses.length).toBeGreaterThan(2);
  expect(statuses.filter(([, status]) => status !== 200)).toEqual([]);
});

it("sends links to the user's browser, stays on its page, and grants what a chat needs", async () => {
  const steps = `const opened = (url) => window.webContents.openHandler({ url }).action;
told.actions = [opened("https://example.com/"), opened("file:///etc/passwd"), opened("javascript:alert(1)")];
told.external = notes.flatMap(({ external }) => external ?? []);
const prevented = (url) => {
  let stopped = false;
  window.webContents.emit("will-navigate", { preventDefault: () => { stopped = true; } }, url);
  return stopped;
};
told.prevented = [prevented("https://example.com/"), prevented("oriole://demo/?again"), prevented("oriole://demo.evil/")];
const permissions = ["media", "clipboard-sanitized-write", "local-network", "loopback-network", "geolocation", "openExternal"];
told.allowed = await Promise.all(permissions.map(allows));`;
  expect(await told(steps)).toEqual({
    actions: ["deny", "deny", "deny"],
    external: ["https://example.com/"],
    prevented: [true, false, true],
    allowed: [true, true, true, true, false, false],
  });
});

it("ends with its last window, and opens another where the system keeps it running", async () => {
  const steps = `app.emit("activate");
told.still = windows.length;
windows.length = 0;
app.emit("window-all-closed");
told.quit = notes.some(({ quit }) => quit);
app.emit("activate");
told.again = windows.length;`;
  expect(await told(steps)).toEqual({ still: 1, quit: process.platform !== "darwin", again: 1 });
});
