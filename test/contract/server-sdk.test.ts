/** oriole-server-sdk as it is published, against the real server: its own README is the first user. */

import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { project } from "../../server/project.ts";
// @ts-expect-error a script without types
import { buildPackage } from "../../server-sdk/scripts/build.mjs";
import type * as Sdk from "../../server-sdk/src/index.ts";
import { operations } from "../../src/registry.ts";
import { bytesOf, FILE, PIXEL, pattern } from "../support/files.ts";
import { filledIn, snippets } from "../support/guides/snippets.ts";
import { type TestApp, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
let folder: string;
let sdk: typeof Sdk;
let app: TestApp;
let token: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "oriole-server-sdk-"));
  await buildPackage(`${folder}/`);
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  sdk = (await import(/* @vite-ignore */ pathToFileURL(join(folder, "index.js")).href)) as typeof Sdk;
  app = await server.current.app("back-end");
  token = await app.sign({ uid: 0, role: "admin" });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const client = () => new sdk.ServerClient({ url: server.current.url, appId: app.id, token });

it("has the same exports as ESM and as CommonJS", () => {
  const required = createRequire(import.meta.url)(join(folder, "index.cjs")) as object;
  expect(Object.keys(sdk).sort()).toEqual(["ServerClient", "ServiceError", "isGenuineWebhook"]);
  expect(Object.keys(required).sort()).toEqual(Object.keys(sdk).sort());
});

it("has types that stand alone", async () => {
  await writeFile(
    join(folder, "consumer.ts"),
    `import { ServerClient } from "./index.js";
const client = new ServerClient({ url: "", appId: "", token: "" });
export const owner: Promise<number> = client.call("GET", "/group/info", { query: { group_id: 1 } }).then((g) => g.owner_id);
// @ts-expect-error no such parameter
client.call("GET", "/group/info", { query: { gid: 1 } });
`,
  );
  await writeFile(join(folder, "index.d.ts"), 'export * from "./types/index.js";\n');
  const tsc = join(project.root, "node_modules/typescript/bin/tsc");
  const options = [
    "--ignoreConfig",
    "--noEmit",
    "--strict",
    "--module",
    "nodenext",
    "--target",
    "es2023",
    "--lib",
    "es2023,dom",
  ];
  execFileSync(process.execPath, [tsc, ...options, join(folder, "consumer.ts")], { cwd: folder, stdio: "pipe" });
});

it("does what its README shows", async () => {
  const blocks = await snippets("server-sdk/README.md", "ts");
  const webhook = blocks.pop();
  const own = { '"oriole-server-sdk"': '"./index.js"', "https://im.example.com": server.current.url, "my-app": app.id };
  const story = filledIn(blocks.join("\n"), own);
  const checked = `export function handle(secret, request, response, body) {\n${webhook}}\nexport { ann, group, names, words };\n`;
  await writeFile(join(folder, "readme.js"), `${story}\n${checked}`);
  process.env["ORIOLE_ADMIN_TOKEN"] = token;
  const told = (await import(/* @vite-ignore */ pathToFileURL(join(folder, "readme.js")).href)) as {
    ann: { user_id: number };
    names: number[];
    words: string;
    handle(
      secret: string,
      request: { headers: object },
      response: { writeHead(code: number): object },
      body: string,
    ): void;
  };
  expect(told.names).toEqual([told.ann.user_id]);
  expect(told.words).toBe("a report");
  const codes: number[] = [];
  const response = { writeHead: (code: number) => ({ end: () => codes.push(code) }) };
  told.handle("whsec_AAAA", { headers: {} }, response, "{}");
  expect(codes).toEqual([401]);
});

describe("against the real server", () => {
  it("acts as the app, as a user, and as a group", async () => {
    const [owner, member] = [await app.user("owner"), await app.user("member")];
    const oriole = client();
    const body = { name: "g", user_list: [member.uid] };
    const { group_id } = await oriole.asUser(owner.uid).call("POST", "/group/create", { body });
    const page = await oriole.asGroup(group_id).call("GET", "/group/member_list", { query: { group_id }, whole: true });
    expect(page.total).toBe(2);
    const members: number[] = [];
    for await (const { user_id } of oriole.each("/group/member_list", { query: { group_id, limit: 1 } })) {
      members.push(user_id);
    }
    expect(members.sort()).toEqual([owner.uid, member.uid].sort());
  });

  it("sends once, however often a transaction is repeated", async () => {
    const [one, other] = [await app.user("one"), await app.user("other")];
    const body = { type: 1, targets: [other.uid], from_user_id: one.uid, content_type: 0, transaction_id: 9 } as const;
    const sends = await Promise.all(
      [1, 2].map(() => client().call("POST", "/message/send", { body: { ...body, content: "once" }, whole: true })),
    );
    expect(new Set(sends.flatMap(({ msg_ids = [] }) => msg_ids)).size).toBe(1);
  });

  it("takes files up and down: small ones, large ones in parts, avatars, ranges and thumbnails", async () => {
    const [one, other] = [await app.user("uploader"), await app.user("reader")];
    const oriole = client();
    const large = pattern(5 * 1024 * 1024 + 1_000);
    const to = { to_id: other.uid, file_type: FILE };
    const url = await oriole.asUser(one.uid).uploadFile(to, { bytes: large, name: "large.bin" });
    const whole = await oriole.asUser(other.uid).downloadFile(url);
    expect(Buffer.from(await whole.arrayBuffer()).equals(large)).toBe(true);
    const part = await oriole.downloadFile(url, { range: "bytes=0-9" });
    expect([part.status, await bytesOf(part)]).toEqual([206, large.subarray(0, 10)]);
    const avatar = await oriole.asUser(one.uid).uploadFile({ avatar: "user" }, { bytes: PIXEL, name: "a.png" });
    const small = await oriole.asUser(other.uid).downloadFile(avatar, { image_type: 2, w: 10 });
    expect(small.headers.get("content-type")).toMatch(/^image\//);
    const { group_id } = await oriole.asUser(one.uid).call("POST", "/group/create", { body: { name: "g" } });
    const face = { avatar: "group", group_id } as const;
    expect(await oriole.asUser(one.uid).uploadFile(face, { bytes: PIXEL, name: "g.png" })).toContain("object_name=");
    const stranger = oriole.asUser((await app.user("stranger")).uid);
    await expect(stranger.downloadFile(url)).rejects.toMatchObject({ error: "UserPermissionDenied" });
    await expect(stranger.uploadFile(face, { bytes: PIXEL, name: "g.png" })).rejects.toMatchObject({
      error: "GroupMemberPermissionRequired",
    });
    await expect(oriole.asUser(one.uid).uploadFile({ avatar: "user" }, { bytes: large, name: "a" })).rejects.toThrow();
    await expect(oriole.downloadFile("https://example.com/a.png")).rejects.toThrow("no URL of a file");
  });

  it("has a way for every operation", () => {
    const bytes = operations.filter(({ supported, streamedBody, answer }) => {
      return supported && (streamedBody !== null || answer === "bytes");
    });
    // What `call` cannot carry, uploadFile and downloadFile do.
    const byFile = [
      "/file/download/avatar",
      "/file/download/chat",
      "/file/download/open",
      "/file/upload",
      "/file/upload/part",
    ];
    expect(bytes.map(({ path }) => path).sort()).toEqual(byFile);
  });

  it("names refusals", async () => {
    const query = { group_id: 5 };
    await expect(client().call("GET", "/group/info", { query })).rejects.toMatchObject({
      error: "GroupNotExist",
      number: 601,
      code: 20001,
      retryable: false,
    });
    const stranger = new sdk.ServerClient({ url: server.current.url, appId: app.id, token: "nonsense" });
    await expect(stranger.call("GET", "/user/list")).rejects.toMatchObject({ error: "InvalidToken" });
    const nobody = new sdk.ServerClient({ url: "http://127.0.0.1:9", appId: app.id, token, attempts: 2 });
    await expect(nobody.call("GET", "/user/list")).rejects.toMatchObject({
      error: "ServerNotReachable",
      retryable: true,
    });
  });
});
