/** What is published: every entry loads as a module and as CommonJS, with types that hold for both, and touches nothing. */

import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { createContext, runInContext } from "node:vm";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
// @ts-expect-error a script without types
import { buildPackage } from "../../../client/scripts/build.mjs";
// @ts-expect-error a script without types
import { buildKitScript, kitDeclarations } from "../../../client/scripts/build-kit.mjs";
// @ts-expect-error a script without types
import { names } from "../../../client/scripts/entries.mjs";

const run = promisify(execFile);
const client = new URL("../../../client/", import.meta.url).pathname;
const entries: string[] = [".", ...names.map((name: string) => `./${name}`)];
const specifier = (entry: string) => `oriole-client${entry.slice(1)}`;

interface Conditions {
  readonly types: string;
  readonly default: string;
}
let folder: string;
let home: string;
let manifest: { exports: Record<string, { import: Conditions; require: Conditions }> };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "oriole-package-"));
  home = join(folder, "node_modules/oriole-client/");
  await mkdir(home, { recursive: true });
  await buildPackage(`${home}dist/`, false);
  await buildKitScript(`${home}dist/`, "es", "js");
  await kitDeclarations(`${home}dist/`);
  await cp(`${client}package.json`, `${home}package.json`);
  // What an application installs beside it.
  for (const name of ["ws", "vue", "@types"]) {
    await symlink(join(client, "../node_modules", name), join(folder, "node_modules", name));
  }
  manifest = JSON.parse(await readFile(`${home}package.json`, "utf8"));
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

const exists = (path: string) => readFile(join(home, path)).then((text) => text.length > 0);

describe.each(entries)("entry %s", (entry) => {
  it("has every file that package.json names for it", async () => {
    const { import: esm, require: cjs } = manifest.exports[entry] ?? expect.fail("not exported");
    for (const file of [esm.types, esm.default, cjs.types, cjs.default]) expect(await exists(file)).toBe(true);
  });

  it("loads in Node by import and by require, with the same names", async () => {
    const show = "console.log(JSON.stringify(Object.keys(it).filter((name) => name !== 'default').sort()))";
    await writeFile(join(folder, "load.mjs"), `import * as it from "${specifier(entry)}"; ${show}`);
    await writeFile(join(folder, "load.cjs"), `const it = require("${specifier(entry)}"); ${show}`);
    const [esm, cjs] = await Promise.all(
      ["load.mjs", "load.cjs"].map((file) => run(process.execPath, [join(folder, file)])),
    );
    expect(JSON.parse(esm?.stdout ?? "").length).toBeGreaterThan(0);
    expect(cjs?.stdout).toBe(esm?.stdout);
  });
});

it("has types that compile in strict mode for a module, for CommonJS, for a bundler and as of old", async () => {
  const lines = entries.map((entry, at) => `import * as it${at} from "${specifier(entry)}"; void it${at};`);
  const typed = `import { createClient, type Message, type OrioleClient } from "oriole-client";
const client: OrioleClient = createClient({ url: "http://x", appId: "a" });
client.on("message", ({ message }: { message: Message }) => void message.content.length);
// @ts-expect-error there is no such event
client.on("nothing", () => {});
`;
  const files: string[] = [];
  for (const extension of ["mts", "cts", "ts"]) {
    const file = join(folder, `consumer.${extension}`);
    await writeFile(file, `${lines.join("\n")}\n${typed}`);
    files.push(file);
  }
  const strict = { strict: true, noEmit: true, skipDefaultLibCheck: true, types: [], target: ts.ScriptTarget.ES2022 };
  const problems = (rootNames: string[], options: ts.CompilerOptions) => {
    const program = ts.createProgram(rootNames, { ...strict, lib: ["lib.es2022.d.ts"], ...options });
    return ts
      .getPreEmitDiagnostics(program)
      .filter(({ file }) => !file || /consumer|oriole-client/.test(file.fileName))
      .map(({ messageText, file }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
  };
  const nodeNext = { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext };
  const bundler = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };
  expect(problems(files.slice(0, 2), nodeNext)).toEqual([]);
  expect(problems(files.slice(2), bundler)).toEqual([]);
  // What TypeScript took for CommonJS before version 6: it knows no exports, but main, types and typesVersions.
  const old = { module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10 };
  expect(problems(files.slice(2), { ...old, ignoreDeprecations: "6.0" })).toEqual([]);
}, 60_000);

it("has types of the kit that compile with Vue's own", async () => {
  const file = join(folder, "kit.mts");
  const code = `import { createClient } from "oriole-client";
import { MessageList, OrioleProvider, provideClient, useConversations } from "oriole-client/vue";
import { type Component, h } from "vue";
const components: Component[] = [MessageList, OrioleProvider];
h(OrioleProvider, { client: createClient({ url: "http://x", appId: "a" }) });
// @ts-expect-error it shows a conversation
h(MessageList, { xid: 1 });
void [components, provideClient, useConversations];
`;
  await writeFile(file, code);
  const program = ts.createProgram([file], {
    ...{ strict: true, noEmit: true, skipLibCheck: false, types: [], target: ts.ScriptTarget.ES2022 },
    ...{ module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  });
  const problems = ts
    .getPreEmitDiagnostics(program)
    .filter((one) => one.file?.fileName === file || one.file?.fileName.startsWith(home))
    .map(({ messageText, file: at }) => `${at?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
  expect(problems).toEqual([]);
}, 60_000);

it("has a kit that a server draws, and that leaves nothing running there", async () => {
  const code = `import { createClient } from "oriole-client";
import { ConversationList, ConversationView, OrioleProvider, OrioleRoot } from "oriole-client/vue";
import { createSSRApp, h } from "vue";
import { renderToString } from "vue/server-renderer";
const client = createClient({ url: "http://x", appId: "a" });
const inside = () => [h(ConversationList, { lines: [], opened: 0 }), h(ConversationView, { xid: 5 })];
const app = createSSRApp({ render: () => h(OrioleRoot, { language: "en" }, () => h(OrioleProvider, { client }, inside)) });
const warnings = [];
app.config.warnHandler = (warning) => warnings.push(warning);
const html = await renderToString(app);
console.log(JSON.stringify({ composer: html.includes("Write a message"), warnings }));
`;
  await writeFile(join(folder, "serve.mjs"), code);
  // It has to end by itself.
  const { stdout } = await run(process.execPath, [join(folder, "serve.mjs")], { timeout: 30_000 });
  expect(JSON.parse(stdout)).toEqual({ composer: true, warnings: [] });
}, 60_000);

it("publishes no any", () => {
  const roots = Object.entries(manifest.exports)
    .filter(([entry]) => entries.includes(entry) || entry === "./vue")
    .map(([, { import: esm }]) => join(home, esm.types));
  const program = ts.createProgram(roots, {
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    module: ts.ModuleKind.NodeNext,
    types: [],
  });
  const found: string[] = [];
  let files = 0;
  for (const file of program.getSourceFiles()) {
    if (!file.fileName.startsWith(home)) continue;
    files++;
    const visit = (node: ts.Node): void => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) {
        found.push(`${file.fileName.slice(home.length)}: ${node.parent.getText(file).slice(0, 80)}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  expect(files).toBeGreaterThan(100);
  expect(found).toEqual([]);
});

it("has a script with all that a page may use, which knows one core", async () => {
  const context = createContext(Object.create(null));
  runInContext(await readFile(`${home}dist/oriole.all.global.js`, "utf8"), context);
  const here = Object.keys(context["Oriole"] as object);
  for (const entry of [".", "./store", "./tabs", "./files", "./actions", "./content"]) {
    const { import: esm } = manifest.exports[entry] ?? expect.fail("not exported");
    const names = Object.keys(await import(/* @vite-ignore */ pathToFileURL(join(home, esm.default)).href));
    expect(here).toEqual(expect.arrayContaining(names));
  }
  const made = `(() => {
    const { createClient, store, sharedSocket, friends, uploadFile, contentOf, ClientError } = Oriole;
    const client = createClient({ url: "http://x", appId: "a", features: [store(), sharedSocket()] });
    const refused = [friends(client, {}), uploadFile(client, { size: 1, type: "" }, { xid: 5 })];
    return Promise.all(refused.map((one) => one.catch((cause) => cause instanceof ClientError && cause.error)));
  })()`;
  expect(await runInContext(made, context)).toEqual(["UserNotLogin", "UserNotLogin"]);
});

it("loads from a script tag as Oriole, where there is nothing but the language, and makes a client there", async () => {
  const context = createContext(Object.create(null));
  runInContext(await readFile(`${home}dist/oriole.global.js`, "utf8"), context);
  const made = runInContext("Oriole.createClient({ url: 'http://x', appId: 'a' })", context);
  expect(made.state.at).toBe("offline");
  expect(Object.keys(context["Oriole"] as object)).toEqual(expect.arrayContaining(["ClientError", "webStorage"]));
});
