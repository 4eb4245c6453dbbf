/** [FILE-9] What is remembered of pictures that cannot be made, and what is not. The library is the real one. */

import { expect, it, vi } from "vitest";
import type { Env } from "../../../durable-objects/env";
import { keysOf } from "../../../src/services/files/objects";
import { thumbnail } from "../../../src/services/files/thumbnail";
import type { FileRow } from "../../../src/store/files";

// The same for the place that this runs in.
vi.mock("@cf-wasm/photon/workerd", () => import("@cf-wasm/photon/node"));

/** A bucket in memory, as far as thumbnails use one. */
class Bucket {
  readonly objects = new Map<string, Uint8Array>();

  async get(key: string) {
    const bytes = this.objects.get(key);
    return bytes ? { arrayBuffer: async () => Uint8Array.from(bytes).buffer } : null;
  }

  async put(key: string, value: Uint8Array | string) {
    this.objects.set(key, typeof value === "string" ? new TextEncoder().encode(value) : value);
  }
}

const bucket = new Bucket();
const env = { FILES: bucket } as unknown as Env;
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);
const BROKEN = PNG.subarray(0, 40);
/** 10 × 10 px by its header, and a frame of 8,000 × 8,000. */
const BOMB = Buffer.from("GIF89a\x0a\0\x0a\0\0\0\0,\0\0\0\0\x40\x1f\x40\x1f\0\x02\x02\x44\x01\0;", "latin1");

/** The thumbnail of a file with these bytes; null where the file itself is to be served. */
async function madeOf(object: string, bytes: Uint8Array, type = "image/png"): Promise<Response | null> {
  bucket.objects.set(`app/files/${object}`, bytes);
  return thumbnail(env, new Request("http://oriole.example/"), fileOf(object, bytes, type), {});
}

function fileOf(object: string, { length: size }: Uint8Array, type = "image/png"): FileRow {
  return { app: "app", object, type, size, name: "" } as FileRow;
}

const keptOf = (object: string) => [...bucket.objects.keys()].filter((key) => key.includes(`/thumbnails/${object}`));

it("is remembered of a picture, not of one that came once the isolate had given up", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  // Not decoded, so it leaves nothing behind, however often it comes.
  for (let n = 0; n < 9; n++) expect(await madeOf(`bomb${n}`, BOMB, "image/gif")).toBeNull();
  expect(await madeOf("good", PNG)).not.toBeNull();
  expect(keptOf("good")).toHaveLength(1);
  for (let n = 0; n < 8; n++) expect(await madeOf(`broken${n}`, BROKEN)).toBeNull();
  expect(keptOf("broken7")).toHaveLength(1);
  expect(await madeOf("late", PNG)).toBeNull();
  expect(keptOf("late")).toEqual([]);
  expect(await madeOf("good", PNG)).not.toBeNull();
});

it("one that was made before pictures were turned rightly is made again, and goes with its file all the same", async () => {
  bucket.objects.set("app/thumbnails/old/320", PNG);
  expect(await thumbnail(env, new Request("http://oriole.example/"), fileOf("old", PNG), {})).toBeNull();
  for (const edge of [320, 1024]) expect(keysOf("app", "old")).toContain(`app/thumbnails/old/${edge}`);
  for (const key of keptOf("good")) expect(keysOf("app", "good")).toContain(key);
});
