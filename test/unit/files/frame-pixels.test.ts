/** [FILE-9] What a picture says of its frames counts, not only what it says of itself. */

import { describe, expect, it } from "vitest";
import { framePixels } from "../../../src/services/files/frame-pixels";

const little = (value: number, bytes: number) => Array.from({ length: bytes }, (_, n) => (value >> (8 * n)) & 255);
const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0));

function gif(width: number, height: number, { colors = 2, extensions = 0 } = {}): Uint8Array {
  const table = Array.from({ length: colors * 3 }, () => 0x2c);
  const extension = [0x21, 0xfe, 3, 0x2c, 0x2c, 0x2c, 1, 0x2c, 0];
  return Uint8Array.from([
    ...letters("GIF89a"),
    ...[10, 0, 10, 0, 0x80 | (Math.log2(colors) - 1), 0, 0],
    ...table,
    ...Array.from({ length: extensions }, () => extension).flat(),
    ...[0x2c, 0, 0, 0, 0, ...little(width, 2), ...little(height, 2), 0],
  ]);
}

const chunk = (name: string, body: number[]) => {
  return [...letters(name), ...little(body.length, 4), ...body, ...(body.length % 2 ? [0] : [])];
};
const riff = (...chunks: number[][]) => Uint8Array.from([...letters("RIFF????WEBP"), ...chunks.flat()]);
const canvas = chunk("VP8X", [0, 0, 0, 0, 9, 0, 0, 9, 0, 0]);
const lossy = (width: number, height: number) =>
  chunk("VP8 ", [0, 0, 0, 0x9d, 1, 0x2a, ...little(width | 0x4000, 2), ...little(height, 2)]);
const lossless = (width: number, height: number) =>
  chunk("VP8L", [0x2f, ...little((width - 1) | ((height - 1) << 14), 4)]);
const frame = (picture: number[]) => chunk("ANMF", [...Array<number>(16).fill(0), ...picture]);

describe("of a GIF", () => {
  it.each([
    ["the first frame", gif(6_000, 5_000)],
    ["behind a long table of colors", gif(6_000, 5_000, { colors: 256 })],
    ["behind comments", gif(6_000, 5_000, { extensions: 3 })],
  ])("%s", (_, bytes) => expect(framePixels(bytes, "gif")).toBe(30_000_000));

  it("without a frame nothing is known", () => {
    expect(framePixels(gif(1, 1).subarray(0, 19), "gif")).toBeNull();
    expect(framePixels(Uint8Array.from([...gif(1, 1).subarray(0, 19), 0x3b]), "gif")).toBeNull();
  });
});

describe("of a WebP", () => {
  it.each([
    ["lossy", riff(lossy(16_383, 100)), 1_638_300],
    ["lossless", riff(lossless(16_384, 100)), 1_638_400],
    ["in a small canvas", riff(canvas, chunk("ICCP", [1, 2, 3]), lossy(8_000, 8_000)), 64_000_000],
    ["the largest of an animation", riff(canvas, frame(lossy(10, 10)), frame(lossless(900, 900))), 810_000],
  ])("%s", (_, bytes, pixels) => expect(framePixels(bytes, "webp")).toBe(pixels));

  it("without a frame nothing is known", () => {
    expect(framePixels(riff(canvas), "webp")).toBeNull();
    expect(framePixels(riff(canvas, lossy(10, 10)).subarray(0, 44), "webp")).toBeNull();
  });
});
