import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { Api } from "../support/api.ts";

const main = new URL("../../server/main.ts", import.meta.url).pathname;
const stops: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return address.port;
}

async function dataFolder(): Promise<string> {
  const data = await mkdtemp(join(tmpdir(), "oriole-e2e-"));
  stops.push(() => rm(data, { recursive: true, force: true }));
  return data;
}

/** `npm start` without its build, up to the line that says where it is. */
async function start(data: string, port: number): Promise<{ child: ChildProcess; printed: string }> {
  const env = { ...process.env, ORIOLE_DATA: data, PORT: String(port) };
  const child = spawn("node", [main, "--no-build"], { env, stdio: ["ignore", "pipe", "pipe"] });
  stops.push(() => kill(child, "SIGKILL"));
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  while (!printed.includes(data)) {
    await Promise.race([once(child.stdout, "data"), once(child.stderr, "data"), once(child, "exit")]);
    if (child.exitCode !== null) break;
  }
  return { child, printed };
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, "exit");
}

/** Resolves when nothing answers any more. */
async function silence(url: string): Promise<void> {
  for (;;) {
    const answered = await fetch(url).then(
      (response) => response.arrayBuffer(),
      () => null,
    );
    if (answered === null) return;
  }
}

function credentials(printed: string) {
  const [, appId = ""] = /App ID\s+(\S+)/.exec(printed) ?? [];
  const users = [...printed.matchAll(/User\s+(\S+)\s+password (\S+)/g)];
  return { appId, users: users.map(([, name = "", password = ""]) => ({ name, password })) };
}

describe("the private server", () => {
  it("prints an app, two users who can log in, and a page", async () => {
    const port = await freePort();
    const { printed } = await start(await dataFolder(), port);
    const { appId, users } = credentials(printed);
    expect(printed).toContain(`http://127.0.0.1:${port}/`);
    expect(users.map(({ name }) => name)).toEqual(["alice", "bob"]);
    const api = new Api(`http://127.0.0.1:${port}`, { app_id: appId });
    for (const user of users) {
      const { data } = await api.post("/token/user", user);
      const own = api.as((data as { token: string }).token);
      expect((await own.get("/group/user_joined")).data).toHaveLength(1);
      expect((await own.get("/roster/list")).data).toHaveLength(1);
    }
  });

  it("lets browsers keep the page's files, but not the page", async () => {
    const port = await freePort();
    await start(await dataFolder(), port);
    const ask = async (path: string) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      const [text, kept] = [await response.text(), response.headers.get("cache-control")];
      return { status: response.status, text, kept };
    };
    const page = await ask("/");
    expect(page).toMatchObject({ status: 200, kept: "public, max-age=0, must-revalidate" });
    const files = page.text.match(/\/assets\/[^"]+/g) ?? [];
    expect(files.length).toBeGreaterThanOrEqual(2);
    for (const file of files)
      expect(await ask(file)).toMatchObject({ status: 200, kept: "public, max-age=31536000, immutable" });
    expect((await ask("/assets/none.js")).kept).toBeNull();
  });

  it("[INV-1] keeps what it acknowledged when it is killed, and takes its port again", async () => {
    const data = await dataFolder();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const first = await start(data, port);
    const { appId, users } = credentials(first.printed);
    const [alice, bob] = users;
    const api = new Api(url, { app_id: appId });
    const login = async (user: typeof alice) =>
      (await api.post("/token/user", user)).data as { token: string; user_id: number };
    const sender = await login(alice);
    const { user_id: to } = await login(bob);
    const message = { type: 1, targets: [to], content_type: 0, content: "still here" };
    const { msg_ids } = await api.as(sender.token).post("/message/send", message);
    await kill(first.child, "SIGKILL");
    await silence(url);
    const second = await start(data, port);
    expect(credentials(second.printed)).toEqual({ appId, users });
    const { data: page } = await api.as(sender.token).get("/message/conversation", { opposite_id: to });
    expect(page).toMatchObject({ messages: [{ msg_id: msg_ids?.[0], content: "still here" }] });
  });

  it.each(["SIGINT", "SIGTERM"] as const)("leaves nothing behind on %s", async (signal) => {
    const port = await freePort();
    const { child } = await start(await dataFolder(), port);
    await kill(child, signal);
    await silence(`http://127.0.0.1:${port}`);
  });

  it("refuses a data folder that another server uses", async () => {
    const data = await dataFolder();
    await start(data, await freePort());
    const { child, printed } = await start(data, await freePort());
    if (child.exitCode === null) await once(child, "exit");
    expect(child.exitCode).toBe(1);
    expect(printed).toContain("is in use by process");
  });
});
