/** [FILE-12] Uploads in parts, and [FILE-15] forms that are none. */

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { bytesOf, envelope, FILE, IMAGE, type Offer, offer, open, pattern, send, signOf } from "../support/files.ts";
import { type TestUser, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
const seed = Number(process.env["FUZZ_SEED"] ?? Date.now() % 2 ** 31);
const PART = 5 * 1024 * 1024;
let alice: TestUser;
let bob: TestUser;

beforeAll(async () => {
  const app = await server.current.app("parts");
  [alice, bob] = [await app.user("alice"), await app.user("bob")];
});

const ticketOf = ({ upload_url }: Offer) => new URL(upload_url).searchParams.get("ticket") ?? "";

async function begin(place: Offer, size: number, type = "") {
  const answer = await alice.api.post("/file/upload/parts", { ticket: ticketOf(place), name: "big.bin", type, size });
  if (answer.code !== 200) throw new Error(`${answer.code} ${answer.message}`);
  return answer.data as { upload_id: string; part_bytes: number; part_count: number };
}

async function put(upload_id: string, part: number, body: Uint8Array<ArrayBuffer>) {
  const query = new URLSearchParams({ upload_id, part: String(part) });
  return envelope(await alice.api.fetchBare(`/file/upload/part?${query}`, { method: "PUT", body }));
}

describe("[FILE-12] an upload in parts", () => {
  it("takes them in any order and again, says which it has, and is readable only when completed", async () => {
    const bytes = pattern(2 * PART + 1_000);
    const part = (number: number) => bytes.slice((number - 1) * PART, number * PART);
    const place = await offer(alice, bob.uid);
    const { upload_id, part_bytes, part_count } = await begin(place, bytes.length, "application/x-big");
    expect({ part_bytes, part_count }).toEqual({ part_bytes: PART, part_count: 3 });
    const here = async () => (await alice.api.get("/file/upload/parts", { upload_id })).data;
    const complete = () => alice.api.post("/file/upload/complete", { upload_id });
    expect(await put(upload_id, 3, part(3))).toMatchObject({ data: true });
    expect(await put(upload_id, 1, pattern(PART, 9))).toMatchObject({ data: true });
    expect(await here()).toEqual([1, 3]);
    expect(await complete()).toMatchObject({ code: 10002, message: expect.stringContaining("1 parts missing") });
    expect((await open(bob, place.download_url)).status).toBe(404);
    expect(await put(upload_id, 1, part(1))).toMatchObject({ data: true });
    expect(await put(upload_id, 2, part(2))).toMatchObject({ data: true });
    expect(await complete()).toMatchObject({ data: true });
    expect(await complete()).toMatchObject({ data: true });
    const response = await open(bob, place.download_url);
    expect(response.headers.get("content-type")).toBe("application/x-big");
    expect(Buffer.compare(await bytesOf(response), bytes)).toBe(0);
    expect(await put(upload_id, 2, part(2))).toMatchObject({ code: 10035 });
  });

  it("refuses parts of another size or number, other tickets, and what its kind may not be", async () => {
    const place = await offer(alice, bob.uid, IMAGE);
    expect(await alice.api.post("/file/upload/parts", { ticket: ticketOf(place), size: 0 })).toMatchObject({
      code: 10002,
    });
    const much = { ticket: ticketOf(place), size: 20 * 1024 * 1024 + 1 };
    expect(await alice.api.post("/file/upload/parts", much)).toMatchObject({ code: 10040 });
    const { upload_id } = await begin(place, 100, "image/x-own");
    for (const length of [0, 99, 101]) expect(await put(upload_id, 1, pattern(length))).toMatchObject({ code: 10002 });
    for (const part of [0, 2, 10_001]) expect(await put(upload_id, part, pattern(100))).toMatchObject({ code: 10002 });
    const page = new TextEncoder().encode("<html>".padEnd(100, " "));
    expect(await put(upload_id, 1, page)).toMatchObject({ code: 10015 });
    expect(await put(ticketOf(place), 1, pattern(100))).toMatchObject({ code: 10035 });
    expect(await put(alice.token, 1, pattern(100))).toMatchObject({ code: 10035 });
    expect(await send(alice, place, { bytes: pattern(10), type: "image/x-own" })).toMatchObject({ code: 10035 });
    expect(await put(upload_id, 1, pattern(100))).toMatchObject({ data: true });
  });

  it("leaves nothing when it is given up, or forgotten", async () => {
    const rows = (table: string, id: string) =>
      server.current.database
        .prepare(`SELECT count(*) AS n FROM ${table} WHERE ${table === "files" ? "id" : "file"} = ?`)
        .bind(id)
        .first("n");
    for (const forgotten of [false, true]) {
      const place = await offer(alice, bob.uid);
      const id = signOf(place.download_url).slice(0, 22);
      const { upload_id } = await begin(place, 10);
      await put(upload_id, 1, pattern(10));
      if (forgotten) {
        await server.current.database.prepare("UPDATE files SET expires_at = 1 WHERE id = ?").bind(id).run();
        await offer(bob, alice.uid);
      } else {
        expect(await alice.api.post("/file/upload/abort", { upload_id })).toMatchObject({ data: true });
      }
      expect([await rows("files", id), await rows("file_parts", id)]).toEqual([0, 0]);
      expect(await alice.api.post("/file/upload/complete", { upload_id })).toMatchObject({ code: 10035 });
    }
  });
});

const BOUNDARY = "----boundary7";
const TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

function form(bytes: string): string {
  const field = (name: string, more: string, body: string) =>
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n${body}\r\n`;
  const file = '; filename="a.bin"\r\ncontent-type: application/x-a';
  return `${field("key", "", "k")}${field("file", file, bytes)}--${BOUNDARY}--\r\n`;
}

/** A good form, broken in one of the ways in which forms break. */
const broken = fc
  .tuple(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.nat(),
    fc.nat(),
    fc.constantFrom("cut", "flip", "drop", "twice", "junk"),
  )
  .map(([content, a, b, way]) => {
    const good = Buffer.from(form(content));
    const [from, to] = [Math.min(a, b), Math.max(a, b)].map((at) => at % good.length) as [number, number];
    const [start, end] = [Math.min(from, to), Math.max(from, to)];
    if (way === "cut") return good.subarray(0, end);
    if (way === "flip")
      return Buffer.concat([good.subarray(0, end), Buffer.from([(good[end] ?? 0) ^ 0x20]), good.subarray(end + 1)]);
    if (way === "drop") return Buffer.concat([good.subarray(0, start), good.subarray(end)]);
    if (way === "twice") return Buffer.concat([good.subarray(0, end), good.subarray(start)]);
    return Buffer.concat([good.subarray(0, start), Buffer.from(content), good.subarray(start)]);
  });

describe(`[FILE-15] a form that is none (seed ${seed})`, () => {
  const post = async (place: Offer, body: Uint8Array, type = TYPE) =>
    envelope(
      await alice.api.fetchBare(place.upload_url, {
        method: "POST",
        body: Uint8Array.from(body),
        headers: { "content-type": type },
      }),
    );

  it("is refused by name and leaves nothing, or gives a file that is whole", async () => {
    const cases = fc.sample(broken, { seed, numRuns: 100 });
    for (let at = 0; at < cases.length; at += 10) {
      await Promise.all(
        cases.slice(at, at + 10).map(async (body) => {
          const place = await offer(alice, bob.uid, FILE);
          const { code, data } = await post(place, body);
          const response = await open(bob, place.download_url);
          const about = JSON.stringify(body.toString("latin1"));
          if (code === 200) {
            expect(data, about).toBe(true);
            expect(response.status, about).toBe(200);
            expect(await bytesOf(response), about).toHaveLength(Number(response.headers.get("content-length")));
          } else {
            expect([10002, 10035], about).toContain(code);
            expect(response.status, about).toBe(404);
            await response.body?.cancel();
          }
        }),
      );
    }
  });

  it("is refused without boundary, without file, with two, with too many fields, and as JSON", async () => {
    const place = await offer(alice, bob.uid);
    const good = Buffer.from(form("x"));
    const fields = (count: number) =>
      `--${BOUNDARY}\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n`.repeat(count);
    const twice = form("x").replace(`--${BOUNDARY}--\r\n`, form("y"));
    for (const [body, type] of [
      [good, "multipart/form-data"],
      [good, "application/json"],
      [good, `${TYPE}other`],
      [Buffer.from(form("x").replace('name="file"', 'name="fil"')), TYPE],
      [Buffer.from(twice), TYPE],
      [Buffer.from(fields(40) + form("x")), TYPE],
      [Buffer.alloc(0), TYPE],
    ] as const) {
      expect(await post(place, body, type), type).toMatchObject({ code: 10002, data: null });
    }
    expect(await post(place, good)).toMatchObject({ data: true });
    expect(await bytesOf(await open(bob, place.download_url))).toEqual(new TextEncoder().encode("x"));
  });
});
