/** docs/guide, and the pages of the SDK, as readers follow them: every snippet is compiled, and run against the real server, with the packages as published. */

import { cp, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
// @ts-expect-error a script without types
import { buildPackage as buildClient } from "../../client/scripts/build.mjs";
// @ts-expect-error a script without types
import { buildPackage as buildServerSdk } from "../../server-sdk/scripts/build.mjs";
import { Reader } from "../support/guides/reader.ts";
import { filledIn, snippets } from "../support/guides/snippets.ts";
import { MiniProgramModules } from "../support/places/mini-program-modules.ts";
import { miniProgramRealm } from "../support/places/mini-program-realm.ts";
import { type TestApp, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
let reader: Reader;
let app: TestApp;
let backEnd: { port: number; ann: number; bob: number; team: number; password: string };

/** Readers look at a session; here the question says who asks. */
const USERNAME_OF = `import type { IncomingMessage } from "node:http";
const usernameOf = (request: IncomingMessage) => new URL(request.url ?? "", "http://here").searchParams.get("user");
`;

/** What the page takes as known. */
const WITH_TOKEN = `const { ORIOLE_URL: url = "", ORIOLE_APP: appId = "", ORIOLE_TOKEN: token = "" } = process.env;
`;

const deployment = () => ({ "https://im.example.com": server.current.url, "my-app": app.id });
const asAnn = () => ({ "/api/chat-token": `http://127.0.0.1:${backEnd.port}/api/chat-token?user=ann` });
const story = async (page: string) => (await snippets(`docs/guide/${page}.md`, "ts")).join("\n");

beforeAll(async () => {
  reader = await Reader.start({ client: (to) => buildClient(to, false), "server-sdk": buildServerSdk });
  app = await server.current.app("guides");
  const tell = `server.once("listening", () => {
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const refused = onWebhook("whsec_AAAA", {}, "{}");
  console.log("TOLD", JSON.stringify({ port, ann, bob, team: team.group_id, password: passwordOf("bob"), refused }));
});\n`;
  const own = { ...deployment(), "server.listen(3000)": "const listen = () => server.listen(0)" };
  await reader.write("server.ts", `${USERNAME_OF}${filledIn(await story("server"), own)}${tell}listen();\n`);
  await reader.write("node.ts", filledIn(await story("node"), deployment()));
  const told = await reader.run("server.ts", "TOLD", { ORIOLE_APP_SECRET: `secret of ${app.id}` });
  backEnd = JSON.parse(told);
  expect(backEnd).toMatchObject({ refused: 401 });
  await reader.run("node.ts", "online", { BOT_PASSWORD: backEnd.password });
}, 120_000);

afterAll(() => reader.stop());

it("does what the guide for web apps shows, and the bot of the guide for Node answers", async () => {
  const whole = filledIn(await story("web"), {
    ...deployment(),
    ...asAnn(),
    "4503599627370752": String(backEnd.bob),
    "client.logout();": `
await new Promise<void>((resolve) => {
  const look = () => chat.messages().some(({ content }) => content === "You said: hello") && resolve();
  client.on("message", look);
  look();
});
console.log("TOLD", JSON.stringify({ texts: chat.messages().flatMap(({ content }) => content || []), group_id }));
client.logout();`,
  });
  await reader.write("web.ts", whole);
  const { texts, group_id } = JSON.parse(await reader.run("web.ts", "TOLD")) as { texts: string[]; group_id: number };
  expect(texts).toEqual(["Welcome", "hello, Bob", "You said: hello"]);
  const members = await (await app.admin()).get("/group/member_list", { group_id });
  expect(members.data).toHaveLength(2);
});

it("does what the page of the SDK and the page for Floo apps show", async () => {
  const { name, password, uid } = await app.user("reader");
  const own = { ...deployment(), '"ann"': `"${name}"`, '"secret"': `"${password}"` };
  const [sdk = "", reloads = ""] = await snippets("client/README.md", "ts");
  const [floo = ""] = await snippets("docs/floo.md", "ts");
  const toBob = { ...own, "4503599627370752": String(backEnd.bob) };
  await reader.write("sdk.ts", `${filledIn(sdk, toBob)}console.log("TOLD", mid > 0 && seq === 1);\nclient.close();\n`);
  await reader.write("reloads.ts", `${WITH_TOKEN}${reloads}console.log("TOLD", client.uid);\nclient.close();\n`);
  await reader.write("floo.ts", filledIn(floo, own));
  expect(await reader.run("sdk.ts", "TOLD")).toBe("true");
  const token = await app.sign({ uid });
  const env = { ORIOLE_URL: server.current.url, ORIOLE_APP: app.id, ORIOLE_TOKEN: token };
  expect(await reader.run("reloads.ts", "TOLD", env)).toBe(String(uid));
  // What the bot answered to the page before, as a message.
  expect(await reader.run("floo.ts", String(backEnd.bob))).toBe("You said: hello");
});

it("has snippets that compile", async () => {
  const blocks = await snippets("server-sdk/README.md", "ts");
  const hook = `export function handle(secret: string, request: IncomingMessage, response: ServerResponse, body: string) {
${blocks.pop()}}\n`;
  const types = 'import type { IncomingMessage, ServerResponse } from "node:http";\n';
  await reader.write("server-sdk.ts", `${types}${blocks.join("\n")}${hook}`);
  await reader.compile(["server.ts", "node.ts", "web.ts", "sdk.ts", "reloads.ts", "floo.ts", "server-sdk.ts"]);
});

it("does in a mini-program what its guide shows", async () => {
  const realm = miniProgramRealm();
  const modules = new MiniProgramModules(realm, (path) => join(reader.folder, path));
  await buildNpm(reader.folder, "oriole-client");
  const code = filledIn((await snippets("docs/guide/mini-program.md", "js")).join("\n"), {
    ...deployment(),
    ...asAnn(),
  });
  const run = realm.inside<(require: (name: string) => unknown) => Guide>(`(function (require) {
    ${code}
    return { login, openChat, closeChat, seen, send, found, membersOf, lineOf, client };
  })`);
  const guide = run((name) => modules.require(name));
  try {
    await guide.login();
    const { promise, show } = untilShown("You said: from a mini-program");
    await guide.openChat(backEnd.bob, show);
    await guide.send("from a mini-program");
    await promise;
    await guide.seen();
    guide.closeChat();
    const members = await guide.membersOf(await guide.found("Weekend", [backEnd.bob]));
    expect(members.map(({ user_id }) => user_id)).toContain(backEnd.bob);
    expect(guide.lineOf({ ctype: "image", content: "", attachment: '{"url":"x"}' })).toBe("[image]");
    // In its own conversation a stranger is refused, by name.
    await guide.openChat(backEnd.team + 1024, () => {}).catch(() => {});
    expect(await guide.send("anybody there?")).toMatch(/^Group/);
  } finally {
    guide.client.close();
    realm.host.stop();
  }
});

/** "Build npm" of the WeChat tools: what package.json calls `miniprogram` is copied, in place of the package. */
async function buildNpm(project: string, name: string): Promise<void> {
  const file = createRequire(join(project, "here.js")).resolve(`${name}/package.json`);
  const { miniprogram } = JSON.parse(await readFile(file, "utf8")) as { miniprogram: string };
  await cp(join(file, "..", miniprogram), join(project, "miniprogram_npm", name), { recursive: true });
}

interface Guide {
  login(): Promise<void>;
  openChat(xid: number, show: (messages: { content: string }[]) => void): Promise<void>;
  closeChat(): void;
  seen(): Promise<void>;
  send(text: string): Promise<unknown>;
  found(name: string, others: number[]): Promise<number>;
  membersOf(group: number): Promise<{ user_id: number }[]>;
  lineOf(message: { ctype: string; content: string; attachment: string }): string;
  client: { close(): void };
}

/** A page that waits for a text to be shown. */
function untilShown(text: string) {
  let done = () => {};
  const promise = new Promise<void>((resolve) => {
    done = resolve;
  });
  const show = (messages: { content: string }[]) => {
    if (messages.some(({ content }) => content === text)) done();
  };
  return { promise, show };
}
