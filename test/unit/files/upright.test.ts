/** [FILE-9] A picture stands upright, and keeps its colors. */

import { expect, it } from "vitest";
import { upright } from "../../../src/services/files/upright";

/** As letters, a row a line; each has a color of its own, of no channel at its end. */
function picture(rows: string[]) {
  const [first = ""] = rows;
  const rgba = [...rows.join("")].flatMap((letter) => {
    const code = letter.charCodeAt(0);
    return [code, 255 - code, code * 2, 200];
  });
  return { width: first.length, height: rows.length, rgba: Uint8Array.from(rgba) };
}

it.each([
  [1, ["abc", "def"]],
  [2, ["cba", "fed"]],
  [3, ["fed", "cba"]],
  [4, ["def", "abc"]],
  [5, ["ad", "be", "cf"]],
  [6, ["da", "eb", "fc"]],
  [7, ["fc", "eb", "da"]],
  [8, ["cf", "be", "ad"]],
  [0, ["abc", "def"]],
  [9, ["abc", "def"]],
])("EXIF orientation %i", (orientation, rows) => {
  expect(upright(picture(["abc", "def"]), orientation)).toEqual(picture(rows));
});

it("takes pixels that begin anywhere in their memory", () => {
  const { width, height, rgba } = picture(["abc", "def"]);
  const memory = new Uint8Array(rgba.length + 1);
  memory.set(rgba, 1);
  expect(upright({ width, height, rgba: memory.subarray(1) }, 2)).toEqual(picture(["cba", "fed"]));
});
