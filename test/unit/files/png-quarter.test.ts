/** [FILE-9] PNGs at a quarter of their edges: every kind that is read, and what is not. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pngQuarter } from "../../../src/services/files/reduced/png-quarter";
import { CHANNELS, type PngShape, png } from "../../support/pngs";

const shapes: fc.Arbitrary<PngShape> = fc
  .record({
    width: fc.integer({ min: 4, max: 22 }),
    height: fc.integer({ min: 4, max: 18 }),
    colors: fc.constantFrom(0, 2, 3, 4, 6),
    bits: fc.constantFrom(8, 16),
    filters: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 5 }),
    chunk: fc.integer({ min: 1, max: 40 }),
    palette: fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 768, maxLength: 768 }),
    alphas: fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 256 }),
  })
  .map(({ palette, alphas, ...shape }) => {
    return shape.colors === 3 ? { ...shape, bits: 8 as const, palette, alphas } : shape;
  });

/** r, g, b and alpha of one pixel. */
function pixelOf(samples: Uint8Array, at: number, { colors, palette = [], alphas = [] }: PngShape): number[] {
  const channels = CHANNELS[colors];
  const [first = 0, second = 0, third = 0, fourth = 0] = samples.subarray(at * channels, (at + 1) * channels);
  switch (colors) {
    case 0:
      return [first, first, first, 255];
    case 2:
      return [first, second, third, 255];
    case 3:
      return [...palette.slice(first * 3, first * 3 + 3), alphas[first] ?? 255];
    case 4:
      return [first, first, first, second];
    case 6:
      return [first, second, third, fourth];
  }
}

/** The mean of a box, each color by its alpha. */
function meanOf(samples: Uint8Array, x: number, y: number, shape: PngShape): number[] {
  const pixels = Array.from({ length: 16 }, (_, n) => {
    return pixelOf(samples, (y * 4 + Math.floor(n / 4)) * shape.width + x * 4 + (n % 4), shape);
  });
  const alpha = pixels.reduce((sum, pixel) => sum + (pixel[3] ?? 0), 0);
  const color = (n: number) => pixels.reduce((sum, pixel) => sum + (pixel[n] ?? 0) * (pixel[3] ?? 0), 0);
  return [...[0, 1, 2].map((n) => (alpha === 0 ? 0 : Math.round(color(n) / alpha))), Math.round(alpha / 16)];
}

const SIMPLE = { width: 8, height: 8, colors: 2, bits: 8, filters: [1, 4] } as const;
const noise = (count: number) => Uint8Array.from({ length: count }, (_, n) => (n * 37) % 256);

it("has the mean of each box, whatever the colors, bits, filters and chunks", async () => {
  await fc.assert(
    fc.asyncProperty(shapes, fc.infiniteStream(fc.integer({ min: 0, max: 255 })), async (shape, stream) => {
      const samples = Uint8Array.from([...stream.take(shape.width * shape.height * CHANNELS[shape.colors])]);
      const { width, height, rgba } = await pngQuarter(png(samples, shape));
      expect([width, height]).toEqual([Math.floor(shape.width / 4), Math.floor(shape.height / 4)]);
      const expected = Array.from({ length: width * height }, (_, n) => {
        return meanOf(samples, n % width, Math.floor(n / width), shape);
      });
      expect([...rgba]).toEqual(expected.flat());
    }),
  );
});

describe("what is not read", () => {
  it("is refused: interlaced, one color for none, too large, too small", async () => {
    const samples = noise(192);
    for (const other of [{ interlace: 1 }, { alphas: [0, 1, 0, 2, 0, 3] }])
      await expect(pngQuarter(png(samples, { ...SIMPLE, ...other }))).rejects.toThrow("kind");
    for (const [width, height] of [
      [3, 8],
      [8, 3],
      [6_000, 5_000],
    ] as const) {
      const claiming = png(samples, SIMPLE);
      new DataView(claiming.buffer).setUint32(16, width);
      new DataView(claiming.buffer).setUint32(20, height);
      await expect(pngQuarter(claiming)).rejects.toThrow("too small or too large");
    }
  });

  it("is refused wherever it is cut off or does not inflate", async () => {
    const good = png(noise(192), SIMPLE);
    for (let length = 0; length < good.length - 12; length++)
      await expect(pngQuarter(good.subarray(0, length)), String(length)).rejects.toThrow();
    const damaged = Uint8Array.from(good);
    damaged.fill(0xff, 45, 60);
    await expect(pngQuarter(damaged)).rejects.toThrow();
  });
});
