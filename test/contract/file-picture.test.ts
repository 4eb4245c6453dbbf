/** [FILE-9] Thumbnails and covers, judged by decoding them. */

import { PhotonImage } from "@cf-wasm/photon/node";
import { imageSize } from "image-size";
import { beforeAll, describe, expect, it } from "vitest";
import { bytesOf, FILE, IMAGE, offer, open, pattern, refusal, send, signOf, upload, VIDEO } from "../support/files.ts";
import { type TestUser, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
let alice: TestUser;
let bob: TestUser;

beforeAll(async () => {
  const app = await server.current.app("pictures");
  [alice, bob] = [await app.user("alice"), await app.user("bob")];
});

type Bytes = Uint8Array<ArrayBuffer>;

/** Reddish on the left, bluish on the right, and a greenish stripe along the top: of no channel all or nothing. */
function colorOf(fromLeft: number, fromTop: number): number {
  if (fromTop < 1 / 4) return 0x50c850;
  return fromLeft < 1 / 2 ? 0x5050c8 : 0xc85050;
}

/** Red, green and blue are the bytes of a pixel in this order. */
function painted(width: number, height: number, alpha = 255, color = colorOf): PhotonImage {
  const pixels = new Uint8Array(width * height * 4);
  const words = new Uint32Array(pixels.buffer);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) words[y * width + x] = ((alpha << 24) | color(x / width, y / height)) >>> 0;
  }
  return new PhotonImage(pixels, width, height);
}

const jpeg = (image: PhotonImage) => image.get_bytes_jpeg(90) as Bytes;
const GIF = Buffer.from("R0lGODlhAgABAIAAAP8AAAAA/ywAAAAAAgABAAACAkQKADs=", "base64");

/** A JPEG with an EXIF block that says how it lies. */
function oriented(image: Bytes, orientation: number): Bytes {
  const tiff = [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  const body = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  const block = [0xff, 0xe1, 0, body.length + 2, ...body];
  return new Uint8Array([...image.subarray(0, 2), ...block, ...image.subarray(2)]);
}

/** A PNG header that claims a size, and nothing behind it. */
function claiming(width: number, height: number): Bytes {
  const png = Uint8Array.from(painted(1, 1).get_bytes());
  const view = new DataView(png.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return png;
}

async function thumbnail(url: string, more: Record<string, unknown> = {}) {
  const response = await open(bob, url, { image_type: 2, ...more });
  const bytes = await bytesOf(response);
  return { response, bytes, size: response.ok ? imageSize(bytes) : null };
}

/** Which of the three colors stands at a part of the picture. */
function colorAt(bytes: Uint8Array, fromLeft: number, fromTop: number): string {
  const image = PhotonImage.new_from_byteslice(bytes);
  const [width, height] = [image.get_width(), image.get_height()];
  const at = (Math.floor(height * fromTop) * width + Math.floor(width * fromLeft)) * 4;
  const shown = image.get_raw_pixels().subarray(at, at + 3);
  const near = (color: number) => shown.every((value, n) => Math.abs(value - ((color >> (8 * n)) & 255)) < 20);
  const names = { red: 0x5050c8, green: 0x50c850, blue: 0xc85050 };
  return Object.entries(names).find(([, color]) => near(color))?.[0] ?? `rgb ${shown.join()}`;
}

const picture = (bytes: Bytes, type: string) => upload(alice, bob.uid, { bytes, type }, IMAGE);

describe("a thumbnail", () => {
  it("fits into 320 by 320, or into the box that is asked for, and keeps its shape", async () => {
    const url = await picture(jpeg(painted(1600, 1200)), "image/jpeg");
    expect((await thumbnail(url)).size).toMatchObject({ width: 320, height: 240, type: "jpg" });
    expect((await thumbnail(url, { w: 100, h: 50 })).size).toMatchObject({ width: 67, height: 50 });
    expect((await thumbnail(url, { w: 200.4 })).size).toMatchObject({ width: 200, height: 150 });
    expect((await thumbnail(url, { h: 600, w: 9999 })).size).toMatchObject({ width: 800, height: 600 });
    expect((await thumbnail(url, { w: 99999, h: 99999 })).size).toMatchObject({ width: 1024, height: 768 });
    const again = await thumbnail(url);
    expect(again.response.headers.get("content-type")).toBe("image/jpeg");
    expect(again.response.headers.get("content-length")).toBe(String(again.bytes.length));
    expect(colorAt(again.bytes, 0.2, 0.8)).toBe("red");
    expect(await bytesOf(await open(bob, url))).toHaveLength(jpeg(painted(1600, 1200)).length);
    const etag = again.response.headers.get("etag") ?? "";
    const known = await open(bob, url, { image_type: 2 }, { headers: { "if-none-match": etag } });
    expect(known.status).toBe(304);
    // 0 is the same as none.
    expect((await thumbnail(url, { w: 0, h: 0 })).size).toMatchObject({ width: 320, height: 240 });
    for (const w of [-5, "x", "1e9"]) expect(await refusal(await open(bob, url, { image_type: 2, w }))).toBe(10002);
  });

  it("is made of PNG, WebP and GIF too, and keeps what is transparent", async () => {
    const png = await thumbnail(await picture(painted(800, 400).get_bytes() as Bytes, "image/png"));
    expect(png.size).toMatchObject({ width: 320, height: 160 });
    const webp = await thumbnail(await picture(painted(400, 800).get_bytes_webp() as Bytes, "image/webp"));
    expect(webp.size).toMatchObject({ width: 160, height: 320 });
    const gif = await thumbnail(await picture(Uint8Array.from(GIF), "image/gif"));
    expect(gif.size).toMatchObject({ width: 2, height: 1 });
    const glass = await thumbnail(await picture(painted(640, 640, 100).get_bytes() as Bytes, "image/png"));
    expect(glass.size).toMatchObject({ width: 320, height: 320, type: "png" });
  });

  it("stands upright in its own colors, whatever EXIF says of how the picture lies", async () => {
    // By orientation: which part of the upright picture a camera stores at this part of the file.
    const lying: Record<number, (x: number, y: number) => [fromLeft: number, fromTop: number]> = {
      1: (x, y) => [x, y],
      2: (x, y) => [1 - x, y],
      3: (x, y) => [1 - x, 1 - y],
      4: (x, y) => [x, 1 - y],
      5: (x, y) => [y, x],
      6: (x, y) => [1 - y, x],
      7: (x, y) => [1 - y, 1 - x],
      8: (x, y) => [y, 1 - x],
    };
    for (const [orientation, place] of Object.entries(lying)) {
      const [width, height] = Number(orientation) < 5 ? [400, 200] : [200, 400];
      const stored = painted(width, height, 255, (x, y) => colorOf(...place(x, y)));
      const { bytes, size } = await thumbnail(await picture(oriented(jpeg(stored), Number(orientation)), "image/jpeg"));
      expect(size, orientation).toMatchObject({ width: 320, height: 160 });
      const colors = [colorAt(bytes, 0.5, 0.1), colorAt(bytes, 0.2, 0.7), colorAt(bytes, 0.8, 0.7)];
      expect(colors, orientation).toEqual(["green", "red", "blue"]);
    }
  });

  it("is made of a photo that is too large to be decoded whole, at an eighth of its edges at most", async () => {
    const photo = jpeg(painted(2_624, 1_968));
    const url = await picture(oriented(photo, 6), "image/jpeg");
    const { bytes, size } = await thumbnail(url);
    expect(size).toMatchObject({ width: 240, height: 320, type: "jpg" });
    // It lies on its side: what was on top is on the right.
    const colors = [colorAt(bytes, 0.9, 0.5), colorAt(bytes, 0.4, 0.2), colorAt(bytes, 0.4, 0.8)];
    expect(colors).toEqual(["green", "red", "blue"]);
    expect((await thumbnail(url, { w: 1024 })).size).toMatchObject({ width: 246, height: 328 });
    const damaged = await picture(photo.subarray(0, 20_000), "image/jpeg");
    expect((await thumbnail(damaged)).bytes).toHaveLength(20_000);
  });

  it("is made of a screen that is too large to be decoded whole, at a quarter of its edges at most", async () => {
    const url = await picture(painted(2_880, 1_800, 100).get_bytes() as Bytes, "image/png");
    const { bytes, size } = await thumbnail(url);
    expect(size).toMatchObject({ width: 320, height: 200, type: "png" });
    const colors = [colorAt(bytes, 0.5, 0.1), colorAt(bytes, 0.2, 0.8), colorAt(bytes, 0.8, 0.8)];
    expect(colors).toEqual(["green", "red", "blue"]);
    expect((await thumbnail(url, { w: 1024 })).size).toMatchObject({ width: 720, height: 450 });
  });

  it("is made of up to 5 megapixels whole, and of more in another format is the file itself", async () => {
    const most = await picture(jpeg(painted(2_500, 2_000)), "image/jpeg");
    expect((await thumbnail(most)).size).toMatchObject({ width: 320, height: 256 });
    const beyond = await picture(painted(2_600, 1_950).get_bytes_webp() as Bytes, "image/webp");
    expect((await thumbnail(beyond)).size).toMatchObject({ width: 2_600, height: 1_950 });
  });

  it("is the file itself where none can be made", async () => {
    const broken = Uint8Array.from(jpeg(painted(400, 300)).subarray(0, 300));
    for (const [bytes, type] of [
      [broken, "image/jpeg"],
      [claiming(60_000, 60_000), "image/png"],
      [claiming(400, 300), "image/png"],
      [pattern(5_000), "image/x-unknown"],
    ] as const) {
      const url = await picture(bytes, type);
      for (let twice = 0; twice < 2; twice++)
        expect((await (await open(bob, url, { image_type: 2 })).arrayBuffer()).byteLength).toBe(bytes.length);
    }
    const text = await upload(alice, bob.uid, { bytes: pattern(10) }, FILE);
    expect(await bytesOf(await open(bob, text, { image_type: 2 }))).toEqual(pattern(10));
  });
});

describe("a store that fails", () => {
  it("is named, also where a thumbnail is read", async () => {
    const url = await picture(jpeg(painted(40, 30)), "image/jpeg");
    // R2 takes no name as long as this one.
    await server.current.database
      .prepare("UPDATE files SET object = ? WHERE app = ? AND id = ?")
      .bind("x".repeat(2_000), alice.api.appId, signOf(url).slice(0, 22))
      .run();
    for (const image_type of [1, 2]) {
      const response = await open(bob, url, { image_type });
      expect(response.status).toBe(500);
      expect(await response.json()).toMatchObject({
        code: 10009,
        error: { name: "ServerFileDownloadUnknownError" },
      });
    }
  });
});

describe("a cover", () => {
  const cover = () => new Blob([jpeg(painted(64, 48))], { type: "image/jpeg" });

  it("comes in the form of a video and is served as image_type 3, however that is spelt", async () => {
    const place = await offer(alice, bob.uid, VIDEO);
    const sent = { bytes: pattern(1_000), type: "video/mp4", fields: { cover: cover() } };
    expect(await send(alice, place, sent)).toMatchObject({ data: true });
    for (const parameter of ["image_type", "imgage_type"]) {
      const shown = await bytesOf(await open(bob, place.download_url, { [parameter]: 3 }));
      expect(imageSize(shown)).toMatchObject({ width: 64, height: 48 });
    }
    expect(await bytesOf(await open(bob, place.download_url))).toEqual(pattern(1_000));
  });

  it("is refused where there is none, where there can be none, and where it is no picture", async () => {
    const bare = await upload(alice, bob.uid, { bytes: pattern(10), type: "video/mp4" }, VIDEO);
    expect(await refusal(await open(bob, bare, { image_type: 3 }))).toBe(404);
    const file = await upload(alice, bob.uid, { bytes: pattern(10) }, FILE);
    expect(await refusal(await open(bob, file, { image_type: 3 }))).toBe(10015);
    const place = await offer(alice, bob.uid, VIDEO);
    const fields = { cover: new Blob(["<svg onload=x>"], { type: "image/png" }) };
    expect(await send(alice, place, { bytes: pattern(10), type: "video/mp4", fields })).toMatchObject({ code: 10015 });
  });
});
