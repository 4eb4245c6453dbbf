/** Files over REST: the steps of existing clients, and who may read what (docs/files.md). */

import { decode, sign as signJwt } from "hono/jwt";
import { beforeAll, describe, expect, it } from "vitest";
import {
  bytesOf,
  FILE,
  given,
  IMAGE,
  offer,
  open,
  pattern,
  refusal,
  SHARED,
  send,
  signOf,
  upload,
} from "../support/files.ts";
import { found } from "../support/group-scene.ts";
import { type TestApp, type TestUser, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();

let app: TestApp;
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;
let far: TestUser;

beforeAll(async () => {
  app = await server.current.app("files");
  [alice, bob, carol] = await Promise.all([app.user("alice"), app.user("bob"), app.user("carol")]);
  const other = await server.current.app("files-far");
  // Somebody of another app; uids are of one sequence, so none is in both.
  far = await other.user("far");
});

describe("a file in a conversation of two", () => {
  it("[FILE-1] is asked for, sent as a form, and read by both under the URL of the first answer", async () => {
    const place = await offer(alice, bob.uid);
    expect(place).toEqual({
      upload_url: expect.stringContaining(`${server.current.url}/file/upload?`),
      download_url: expect.stringMatching(/\/file\/download\/chat\?file_sign=[\w-]{44}$/),
      oss_body_param: {},
      upload_method: "POST",
    });
    const bytes = pattern(70_000);
    const answer = await send(alice, place, { bytes, type: "application/x-thing", name: "thing 1.bin" });
    expect(answer).toEqual({ code: 200, message: null, data: true });
    for (const user of [alice, bob]) {
      const response = await open(user, place.download_url);
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toBe("application/x-thing");
      expect(response.headers.get("content-length")).toBe("70000");
      expect(await bytesOf(response)).toEqual(bytes);
    }
  });

  it("[FILE-1] comes after whatever fields an object store would want", async () => {
    const place = await offer(alice, bob.uid);
    const fields = { OSSAccessKeyId: "", policy: "p", signature: "s", callback: "c", key: "k" };
    expect(await send(alice, place, { bytes: pattern(10), fields })).toMatchObject({ data: true });
    expect(await bytesOf(await open(bob, place.download_url))).toEqual(pattern(10));
  });

  it("may be empty, and may be larger than what is kept in memory", async () => {
    const empty = await upload(alice, bob.uid, { bytes: new Uint8Array(0), name: "empty.txt" });
    expect(await bytesOf(await open(bob, empty))).toHaveLength(0);
    for (const size of [5 * 1024 * 1024, 12_345_678]) {
      const bytes = pattern(size);
      const read = await bytesOf(await open(bob, await upload(alice, bob.uid, { bytes })));
      expect(Buffer.compare(read, bytes)).toBe(0);
    }
  });

  it("is not readable before it is there", async () => {
    const { download_url } = await offer(alice, bob.uid);
    const response = await open(alice, download_url);
    expect(response.status).toBe(404);
    expect(await refusal(response)).toBe(404);
  });
});

describe("[FILE-2] an upload URL", () => {
  it("works once", async () => {
    const place = await offer(alice, bob.uid);
    expect(await send(alice, place, { bytes: pattern(10) })).toMatchObject({ data: true });
    expect(await send(alice, place, { bytes: pattern(10, 2) })).toMatchObject({ code: 10035, data: null });
    expect(await bytesOf(await open(bob, place.download_url))).toEqual(pattern(10));
  });

  it("of two uploads at once takes one", async () => {
    const place = await offer(alice, bob.uid);
    const answers = await Promise.all([1, 2, 3].map((seed) => send(alice, place, { bytes: pattern(5000, seed) })));
    const winner = answers.findIndex(({ data }) => data === true);
    expect(answers.filter(({ code }) => code === 10035)).toHaveLength(2);
    expect(await bytesOf(await open(bob, place.download_url))).toEqual(pattern(5000, winner + 1));
  });

  it("may be tried again after a refusal", async () => {
    const place = await offer(alice, bob.uid, IMAGE);
    expect(await send(alice, place, { bytes: pattern(10), type: "text/plain" })).toMatchObject({ code: 10015 });
    expect(await send(alice, place, { bytes: pattern(10), type: "image/x-own" })).toMatchObject({ data: true });
  });

  it("needs no token and is worth nothing when it was changed, is another ticket or of another app", async () => {
    const place = await offer(alice, bob.uid);
    const nobody = { api: app.api.with({ app_id: "" }) };
    const forge = (ticket: string) => {
      const url = new URL(place.upload_url);
      url.searchParams.set("ticket", ticket);
      return send(nobody, { upload_url: url.href }, { bytes: pattern(10) });
    };
    const ticket = new URL(place.upload_url).searchParams.get("ticket") ?? "";
    const [header, payload = "", signature] = ticket.split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<string, unknown>;
    const other = Buffer.from(JSON.stringify({ ...claims, app: "files-far" })).toString("base64url");
    for (const bad of ["", "x", alice.token, `${header}.${other}.${signature}`, ticket.slice(0, -2), `${ticket}.x`]) {
      expect(await forge(bad), bad).toMatchObject({ code: 10035 });
    }
    // Nor does a ticket pass for a token.
    expect(await app.api.as(ticket).get("/user/profile")).toMatchObject({ code: 402 });
    expect(await forge(ticket)).toMatchObject({ data: true });
  });
});

describe("tickets", () => {
  /** As the server signs them, for a time of the test's choice. */
  const sign = (purpose: string, claims: Record<string, unknown>, untilMs: number) =>
    signJwt({ ...claims, aud: purpose, exp: Math.floor(untilMs / 1000) }, "secret of files", "HS256");

  it("[FILE-2], [FILE-6] open nothing once they have expired", async () => {
    const [past, soon] = [Date.now() - 2_000, Date.now() + 60_000];
    const place = await offer(alice, bob.uid);
    const claims = decode(new URL(place.upload_url).searchParams.get("ticket") ?? "").payload;
    expect((claims.exp ?? 0) * 1000 - Date.now()).toBeLessThanOrEqual(3600_000);
    const upload_url = async (untilMs: number) => `/file/upload?ticket=${await sign("upload", { ...claims }, untilMs)}`;
    const sent = { bytes: pattern(10) };
    expect(await send(alice, { upload_url: await upload_url(past) }, sent)).toMatchObject({ code: 10035 });
    expect(await send(alice, { upload_url: await upload_url(soon) }, sent)).toMatchObject({ data: true });
    const read = { app: app.id, id: claims["id"] };
    const opened = async (untilMs: number) =>
      fetch(new URL(`/file/download/open?ticket=${await sign("read", read, untilMs)}`, server.current.url));
    expect(await refusal(await opened(past))).toBe(10017);
    expect((await opened(soon)).status).toBe(200);
  });
});

describe("[FILE-3] who may read", () => {
  it("in a conversation of two: both, the app, and nobody else", async () => {
    const url = await upload(alice, bob.uid, { bytes: pattern(10) });
    const admin = await app.admin();
    expect((await open(carol, url)).status).toBe(403);
    expect(await refusal(await open(carol, url))).toBe(10010);
    expect(await refusal(await open(far, url))).toBe(10014);
    expect(await refusal(await fetch(url))).toBe(10003);
    expect((await fetch(url, { headers: { app_id: app.id } })).status).toBe(401);
    expect((await admin.fetch(url)).status).toBe(200);
    expect((await admin.with({ user_id: String(carol.uid) }).fetch(url)).status).toBe(403);
    expect((await admin.with({ user_id: String(bob.uid) }).fetch(url)).status).toBe(200);
    const farAdmin = await (await server.current.app("files-farther")).admin();
    expect(await refusal(await farAdmin.fetch(url))).toBe(10014);
  });

  it("in a group: its members as they are now", async () => {
    const gid = await found(alice, [bob]);
    const url = await upload(bob, gid, { bytes: pattern(10) });
    expect((await open(alice, url)).status).toBe(200);
    expect(await refusal(await open(carol, url))).toBe(20011);
    await alice.api.post("/group/invite", { group_id: gid, user_list: [carol.uid] });
    expect((await open(carol, url)).status).toBe(200);
    expect(await alice.api.post("/group/kick", { group_id: gid, user_list: [bob.uid] })).toMatchObject({ code: 200 });
    expect(await refusal(await open(bob, url))).toBe(20011);
    expect(await refusal(await open(bob, url, {}, { headers: { "if-none-match": "*" } }))).toBe(20011);
    expect(await alice.api.post("/group/destroy", { group_id: gid })).toMatchObject({ code: 200 });
    expect(await refusal(await open(alice, url))).toBe(20001);
    expect((await (await app.admin()).fetch(url)).status).toBe(200);
  });

  it("is told by the signature first", async () => {
    const url = await upload(alice, bob.uid, { bytes: pattern(10) });
    const sign = signOf(url);
    const flipped = (at: number) => sign.slice(0, at) + (sign[at] === "A" ? "B" : "A") + sign.slice(at + 1);
    for (const bad of ["", "x", sign.slice(1), `${sign}A`, flipped(0), flipped(10), flipped(22), flipped(40)]) {
      expect(await refusal(await open(bob, url.replace(sign, bad))), bad).toBe(10014);
    }
  });
});

describe("[FILE-5] a download URL", () => {
  it("outlives the secret that it was signed with", async () => {
    const url = await upload(alice, bob.uid, { bytes: pattern(10) });
    const [id, seal] = [signOf(url).slice(0, 22), "s".repeat(22)];
    const { database } = server.current;
    // As if the app had had another secret then.
    await database.prepare("UPDATE files SET seal = ? WHERE id = ?").bind(seal, id).run();
    expect((await open(bob, `${url.slice(0, -22)}${seal}`)).status).toBe(200);
    expect(await refusal(await open(bob, url))).toBe(10014);
  });
});

describe("[FILE-4] who may upload", () => {
  const ask = (user: TestUser, query: Record<string, unknown>) => user.api.get("/file/upload/chat", query);

  it("whoever could write there", async () => {
    const gid = await found(alice, [bob]);
    expect(await ask(carol, { file_type: FILE, to_id: gid, to_type: 2 })).toMatchObject({ code: 20011 });
    await alice.api.post("/group/ban", { group_id: gid, user_list: [bob.uid], duration: 5 });
    expect(await ask(bob, { file_type: FILE, to_id: gid, to_type: 2 })).toMatchObject({ code: 20026 });
    expect(await ask(bob, { file_type: SHARED, to_id: gid, to_type: 2 })).toMatchObject({ code: 200 });
    expect(await ask(alice, { file_type: FILE, to_id: far.uid })).toMatchObject({ code: 10000 });
    expect(await ask(far, { file_type: FILE, to_id: gid })).toMatchObject({ code: 20001 });
    const [x, y] = [await app.user("blocking"), await app.user("blocked")];
    expect(await x.api.post("/roster/block", { user_id: y.uid })).toMatchObject({ code: 200 });
    expect(await ask(y, { file_type: FILE, to_id: x.uid })).toMatchObject({ code: 10006 });
    expect(await ask(x, { file_type: FILE, to_id: y.uid })).toMatchObject({ code: 10025 });
  });

  it("names a known type of file and a target that fits it", async () => {
    const gid = await found(alice, [bob]);
    for (const file_type of [0, 99, 105, 204, 300, 301, -1]) {
      expect(await ask(alice, { file_type, to_id: bob.uid, to_type: 1 }), String(file_type)).toMatchObject({
        code: 10015,
      });
    }
    for (const to of [
      { to_id: bob.uid, to_type: 2 },
      { to_id: gid, to_type: 1 },
      { to_id: bob.uid, to_type: 3 },
    ]) {
      expect(await ask(alice, { file_type: FILE, ...to })).toMatchObject({ code: 10016 });
    }
    expect(await ask(alice, { file_type: SHARED, to_id: bob.uid, to_type: 1 })).toMatchObject({ code: 10016 });
    expect(await ask(alice, { file_type: "x", to_id: bob.uid })).toMatchObject({ code: 10002 });
    expect(await ask(alice, { file_type: FILE })).toMatchObject({ code: 10002 });
  });

  it("the app, for a user that it names or into a group", async () => {
    const gid = await found(alice, [bob]);
    const admin = await app.admin();
    const query = { file_type: FILE, to_id: bob.uid };
    expect(await admin.get("/file/upload/chat", query)).toMatchObject({ code: 10002 });
    const place = given(await admin.with({ user_id: String(alice.uid) }).get("/file/upload/chat", query));
    expect(await send({ api: admin }, place, { bytes: pattern(3) })).toMatchObject({ data: true });
    expect((await open(bob, place.download_url)).status).toBe(200);
    expect(await admin.get("/file/upload/chat", { file_type: FILE, to_id: gid })).toMatchObject({ code: 200 });
  });
});
