/** What a download answers, and what else a file's URL is good for (docs/files.md). */

import { beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../support/api.ts";
import {
  bytesOf,
  FILE,
  given,
  IMAGE,
  offer,
  open,
  PIXEL,
  pattern,
  refusal,
  send,
  signOf,
  upload,
} from "../support/files.ts";
import { found } from "../support/group-scene.ts";
import { type TestApp, type TestUser, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
const DAY = 86_400_000;
let app: TestApp;
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;

beforeAll(async () => {
  app = await server.current.app("downloads", {
    settings: { max_image_bytes: 1_000, max_file_bytes: 6_000_000, max_avatar_bytes: 2_000 },
  });
  [alice, bob, carol] = [await app.user("alice"), await app.user("bob"), await app.user("carol")];
});

describe("[FILE-7] a download", () => {
  it("gives one range, the whole for several, and 416 beyond the end", async () => {
    const bytes = pattern(1_000);
    const url = await upload(alice, bob.uid, { bytes });
    const ask = (range: string, more = {}) => open(bob, url, {}, { headers: { range, ...more } });
    const ranges: [string, number, number][] = [
      ["bytes=0-99", 0, 100],
      ["bytes=900-", 900, 1_000],
      ["bytes=-10", 990, 1_000],
      ["bytes=990-5000", 990, 1_000],
      ["bytes=-5000", 0, 1_000],
    ];
    for (const [range, from, to] of ranges) {
      const response = await ask(range);
      expect(response.status, range).toBe(206);
      expect(response.headers.get("content-range")).toBe(`bytes ${from}-${to - 1}/1000`);
      expect(await bytesOf(response)).toEqual(bytes.subarray(from, to));
    }
    for (const range of ["bytes=1000-", "bytes=-0"]) {
      const response = await ask(range);
      expect(response.status, range).toBe(416);
      expect(response.headers.get("content-range")).toBe("bytes */1000");
    }
    for (const range of ["bytes=0-1,5-6", "bytes=5-2", "lines=0-1", "bytes=x"]) {
      const response = await ask(range);
      expect(response.status, range).toBe(200);
      expect(await bytesOf(response)).toHaveLength(1_000);
    }
    const etag = (await ask("bytes=0-0")).headers.get("etag") ?? "";
    expect((await ask("bytes=0-0", { "if-range": etag })).status).toBe(206);
    expect((await ask("bytes=0-0", { "if-range": '"other"' })).status).toBe(200);
  });

  it("is told by HEAD, and not sent again to who has it", async () => {
    const url = await upload(alice, bob.uid, { bytes: pattern(1_000), type: "audio/amr", name: "声 “b”.amr" });
    const head = await open(bob, url, { format: "mp3" }, { method: "HEAD" });
    expect(head.status).toBe(200);
    expect(Object.fromEntries(head.headers)).toMatchObject({
      "content-length": "1000",
      "content-type": "audio/amr",
      "accept-ranges": "bytes",
      "content-disposition": "inline; filename=\"_ _b_.amr\"; filename*=UTF-8''%E5%A3%B0%20%E2%80%9Cb%E2%80%9D.amr",
      "x-content-type-options": "nosniff",
    });
    const etag = head.headers.get("etag") ?? "";
    for (const known of [etag, `"x", W/${etag}`]) {
      expect((await open(bob, url, {}, { headers: { "if-none-match": known } })).status).toBe(304);
    }
    expect((await open(bob, url, {}, { headers: { "if-none-match": '"x"' } })).status).toBe(200);
    expect((await open(carol, url, {}, { method: "HEAD" })).status).toBe(403);
  });
});

describe("[FILE-8] what a browser could run", () => {
  it.each([
    ["<!DOCTYPE html><script>alert(1)</script>", "text/html"],
    ["<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", "image/svg+xml"],
    ["<html><body>", "text/plain"],
    ["<?xml version='1.0'?><a/>", "application/xhtml+xml"],
    ["alert(1)", "text/javascript"],
    ["alert(1)", "application/x-javascript"],
    ["alert(1)", "text/jscript"],
    ["<!-- a --> <!-- b --><script>", "text/plain"],
  ])("%s is saved and never shown", async (text, type) => {
    const bytes = new TextEncoder().encode(text);
    const response = await open(bob, await upload(alice, bob.uid, { bytes, type, name: "x.html" }));
    expect(response.headers.get("content-type")).toBe("application/octet-stream");
    expect(response.headers.get("content-disposition")).toMatch(/^attachment;/);
    expect(response.headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
  });
});

it("a text of nothing but comments is no page, and is known as none at once", async () => {
  const bytes = new TextEncoder().encode(`${"<!---->".repeat(500)}.`);
  const response = await open(bob, await upload(alice, bob.uid, { bytes, type: "text/plain", name: "x.txt" }));
  expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
});

describe("[FILE-14] types and sizes", () => {
  const put = async (kind: number, sent: { bytes: Uint8Array<ArrayBuffer>; type: string }) =>
    (await send(alice, await offer(alice, bob.uid, kind), sent)).code;

  it("a file is what its first bytes say", async () => {
    const gif = new Uint8Array(Buffer.from("R0lGODlhAgABAIAAAP8AAAAA/ywAAAAAAgABAAACAkQKADs=", "base64"));
    const url = await upload(alice, bob.uid, { bytes: gif, type: "application/octet-stream" }, IMAGE);
    expect((await open(bob, url)).headers.get("content-type")).toBe("image/gif");
    const pdf = new TextEncoder().encode("%PDF-1.7 and so on");
    expect(await put(IMAGE, { bytes: pdf, type: "image/png" })).toBe(10015);
    for (const type of ["image/png", "image/jpeg", "image/webp"])
      expect(await put(IMAGE, { bytes: pattern(500), type })).toBe(10015);
    const claimed = await upload(alice, bob.uid, { bytes: pattern(500), type: "image/png" });
    expect((await open(bob, claimed)).headers.get("content-type")).toBe("application/octet-stream");
    const page = new TextEncoder().encode("<svg onload=x>");
    expect(await put(IMAGE, { bytes: page, type: "image/svg+xml" })).toBe(10015);
    for (const kind of [101, IMAGE, 103, 104])
      expect(await put(kind, { bytes: pattern(9), type: "text/plain" })).toBe(10015);
    expect(await put(101, { bytes: pattern(9), type: "audio/amr" })).toBe(200);
  });

  it("a file too large is refused, however it is sent, and nothing is left of it", async () => {
    expect(await put(IMAGE, { bytes: pattern(1_000), type: "image/x-a" })).toBe(200);
    expect(await put(IMAGE, { bytes: pattern(1_001), type: "image/x-a" })).toBe(10040);
    const count = () => server.current.database.prepare("SELECT count(*) AS n FROM files").first("n");
    const before = await count();
    expect(await put(FILE, { bytes: pattern(6_000_001), type: "" })).toBe(10040);
    expect(await put(FILE, { bytes: pattern(9_000_000), type: "" })).toBe(10040);
    expect(await count()).toBe(before);
  });

  it("an app may take some types only", async () => {
    const strict = await server.current.app("downloads-strict", {
      settings: { file_types: ["image/*", "text/plain"] },
    });
    const user = await strict.user("user");
    const to = await offer(user, user.uid);
    expect(await send(user, to, { bytes: pattern(9), type: "application/zip" })).toMatchObject({ code: 10015 });
    expect(await send(user, to, { bytes: pattern(9), type: "text/plain" })).toMatchObject({ data: true });
  });
});

describe("[FILE-10] a file that is forwarded", () => {
  it("has a URL for the target, and stays when the first is deleted", async () => {
    const url = await upload(alice, bob.uid, { bytes: pattern(50) });
    const forward = (user: TestUser, to_id: number) =>
      user.api.get("/file/upload/forward", { file_sign: signOf(url), to_id });
    const gid = await found(bob, [carol]);
    const { data } = await forward(bob, gid);
    const copy = String(data);
    expect(await bytesOf(await open(carol, copy))).toEqual(pattern(50));
    expect(await refusal(await open(carol, url))).toBe(10010);
    expect(await refusal(await open(alice, copy))).toBe(20011);
    expect(await forward(carol, bob.uid)).toMatchObject({ code: 10010 });
    expect(await forward(alice, gid)).toMatchObject({ code: 20011 });
    expect(await alice.api.post("/file/delete", { file_sign: signOf(url) })).toMatchObject({ data: true });
    expect((await open(bob, url)).status).toBe(404);
    expect(await bytesOf(await open(carol, copy))).toEqual(pattern(50));
    expect(await bob.api.post("/file/delete", { file_sign: signOf(copy) })).toMatchObject({ data: true });
    expect((await open(carol, copy)).status).toBe(404);
  });
});

describe("avatars", () => {
  /** The beginning of one, of which there is no thumbnail. */
  const png = PIXEL.slice(0, 33);

  it("[FILE-3] are read by everybody of the app, under their URL and their bare name", async () => {
    const place = given(await alice.api.get("/file/upload/avatar/user"));
    expect(await send(alice, place, { bytes: png, type: "image/png" })).toMatchObject({ data: true });
    expect(place.download_url).toContain("/file/download/avatar?object_name=");
    expect(await alice.api.post("/user/avatar", { avatar: place.download_url })).toMatchObject({ data: true });
    expect(await bytesOf(await open(carol, place.download_url, { image_type: 2 }))).toEqual(png);
    const [, name = ""] = place.download_url.split("object_name=");
    const bare = new URL(`/file/download/avatar?object_name=${name}&image_type=2`, server.current.url).href;
    expect((await open(carol, bare)).status).toBe(200);
    expect((await fetch(place.download_url)).status).toBe(401);
    const chat = await upload(alice, bob.uid, { bytes: pattern(10) });
    const stolen = new URL(`/file/download/avatar?object_name=${signOf(chat)}`, server.current.url).href;
    expect(await refusal(await open(bob, stolen))).toBe(10017);
    expect(
      await send(alice, given(await alice.api.get("/file/upload/avatar/user")), { bytes: pattern(9) }),
    ).toMatchObject({
      code: 10015,
    });
  });

  it("[FILE-4] of a group are uploaded by who may change it", async () => {
    const gid = await found(alice, [bob]);
    const ask = (user: TestUser) => user.api.get("/file/upload/avatar/group", { group_id: gid });
    expect(await ask(bob)).toMatchObject({ code: 20012 });
    expect(await ask(carol)).toMatchObject({ code: 20011 });
    const place = given(await ask(alice));
    expect(await send(alice, place, { bytes: png, type: "image/png" })).toMatchObject({ data: true });
    const value = place.download_url;
    expect(await alice.api.post("/group/info/avatar", { group_id: gid, value })).toMatchObject({ data: true });
    expect((await open(carol, value)).status).toBe(200);
  });
});

describe("[FILE-6] a URL that needs no token", () => {
  it("is given to who may read, and ends", async () => {
    const url = await upload(alice, bob.uid, { bytes: pattern(500) });
    const ask = (user: TestUser, more = {}) => user.api.get("/file/download/url", { file_sign: signOf(url), ...more });
    const { data } = await ask(bob, { expire_seconds: 60 });
    const given = data as { url: string; expire: number };
    expect(given.expire).toBeGreaterThan(Date.now() + 50_000);
    const part = await fetch(given.url, { headers: { range: "bytes=0-9" } });
    expect(part.status).toBe(206);
    expect(await bytesOf(part)).toEqual(pattern(500).subarray(0, 10));
    expect(await ask(carol)).toMatchObject({ code: 10010 });
    for (const expire_seconds of [0, 86_401, "x"])
      expect(await ask(bob, { expire_seconds })).toMatchObject({ code: 10002 });
    const forged = new URL(given.url);
    for (const ticket of ["x", alice.token, await app.sign({ uid: alice.uid }, Date.now() - 40 * DAY)]) {
      forged.searchParams.set("ticket", ticket);
      expect(await refusal(await fetch(forged))).toBe(10017);
    }
  });

  it("ends with the right of who gave it away", async () => {
    const gid = await found(alice, [bob]);
    const url = await upload(alice, gid, { bytes: pattern(500) });
    const ask = async (api: Api) =>
      ((await api.get("/file/download/url", { file_sign: signOf(url) })).data as { url: string }).url;
    const all = [await ask(alice.api), await ask(bob.api), await ask(await app.admin())];
    for (const each of all) expect((await fetch(each)).status).toBe(200);
    expect(await bob.api.post("/group/leave", { group_id: gid })).toMatchObject({ code: 200 });
    const [byAlice, byBob, byApp] = await Promise.all(all.map((each) => fetch(each)));
    expect([byAlice?.status, byBob?.status, byApp?.status]).toEqual([200, 403, 200]);
    if (byBob) expect(await refusal(byBob)).toBe(20011);
    expect(await bob.api.get("/file/download/url", { file_sign: signOf(url) })).toMatchObject({ code: 20011 });
    expect(await bob.api.get("/file/upload/forward", { file_sign: signOf(url), to_id: alice.uid })).toMatchObject({
      code: 20011,
    });
  });
});

describe("[FILE-13] deleting", () => {
  it("is for the uploader and the app", async () => {
    const url = await upload(alice, bob.uid, { bytes: pattern(10) });
    const body = { file_sign: signOf(url) };
    expect(await bob.api.post("/file/delete", body)).toMatchObject({ code: 10010 });
    expect((await open(bob, url)).status).toBe(200);
    expect(await (await app.admin()).post("/file/delete", body)).toMatchObject({ data: true });
    expect(await refusal(await open(bob, url))).toBe(404);
    expect(await alice.api.post("/file/delete", body)).toMatchObject({ code: 404 });
  });

  it("what was not completed in its time is cleared away with the next upload URL", async () => {
    const url = await upload(alice, bob.uid, { bytes: pattern(10) });
    const { database } = server.current;
    const id = signOf(url).slice(0, 22);
    // As a process leaves it that is killed between the last byte and the answer.
    await database.prepare("UPDATE files SET state = 0, expires_at = 1 WHERE id = ?").bind(id).run();
    expect((await open(bob, url)).status).toBe(404);
    await offer(carol, bob.uid);
    expect(await database.prepare("SELECT count(*) AS n FROM files WHERE id = ?").bind(id).first("n")).toBe(0);
  });
});
