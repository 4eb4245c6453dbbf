/** [FILE-9] JPEGs at an eighth of their edges: each kind that cameras and phones make, and what is none. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jpegEighth } from "../../../src/services/files/reduced/jpeg-eighth";
import type { Pixels } from "../../../src/services/files/reduced/pixels";
import { grayJpeg, JPEGS } from "../../support/jpegs";

function at({ width, rgba }: Pixels, x: number, y: number): number[] {
  return [...rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
}

const near = (color: number[]) => color.map((value) => expect.closeTo(value, -1.5));

describe("a picture", () => {
  it.each(["sequential", "progressive", "full"] as const)("that is %s has the colors of its blocks", (kind) => {
    const small = jpegEighth(JPEGS[kind]);
    expect(small).toMatchObject({ width: 12, height: 8 });
    expect(at(small, 2, 0)).toEqual(near([0, 255, 0, 255]));
    expect(at(small, 10, 0)).toEqual(near([0, 255, 0, 255]));
    expect(at(small, 2, 6)).toEqual(near([255, 0, 0, 255]));
    expect(at(small, 10, 6)).toEqual(near([0, 0, 255, 255]));
  });

  it("may be gray", () => {
    const small = jpegEighth(JPEGS.gray);
    expect(at(small, 2, 0)).toEqual(near([221, 221, 221, 255]));
    expect(at(small, 10, 6)).toEqual(near([76, 76, 76, 255]));
  });

  it("may have restart markers, and bytes that look like one", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 24, maxLength: 24 }),
        fc.constantFrom(1, 3, 4, 7, 24),
        (grays, interval) => {
          const small = jpegEighth(grayJpeg(grays, 6, interval));
          expect([small.width, small.height]).toEqual([6, 4]);
          expect(grays.map((_, n) => at(small, n % 6, Math.floor(n / 6))[0])).toEqual(grays);
        },
      ),
    );
  });
});

describe("what is none", () => {
  it("throws wherever it is cut off", () => {
    for (const bytes of [...Object.values(JPEGS), grayJpeg([1, 2, 3, 4], 2, 1)])
      for (let length = 0; length < bytes.length - 1; length++)
        expect(() => jpegEighth(bytes.subarray(0, length)), String(length)).toThrow();
  });

  it("throws or is a picture, and comes to an end, whatever is changed in it", () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(JPEGS)), changes, (good, changed) => {
        const bytes = Uint8Array.from(good);
        for (const [where, value] of changed) bytes[where % bytes.length] = value;
        try {
          const { width, height, rgba } = jpegEighth(bytes);
          expect(rgba).toHaveLength(width * height * 4);
        } catch (cause) {
          expect(cause).toBeInstanceOf(Error);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("is not read where it claims to be huge", () => {
    const bytes = grayJpeg([1, 2, 3, 4], 2, 1);
    const frame = bytes.indexOf(0xc0, 70);
    bytes.set([0xff, 0xff, 0xff, 0xff], frame + 4);
    expect(() => jpegEighth(bytes)).toThrow("too large");
  });
});
