/** Turns pictures the way their EXIF says, pixel by pixel: nothing is mixed, so every color stays what it was. */

import type { Pixels } from "./reduced/pixels";

/** EXIF orientations from 5 on lie on their side. */
export function isTurned(orientation: number): boolean {
  return orientation >= 5;
}

/** `orientation` as EXIF counts; one that it does not know is upright. */
export function upright(picture: Pixels, orientation: number): Pixels {
  if (orientation <= 1 || orientation > 8) return picture;
  const { width: across, height: down } = picture;
  const [width, height] = isTurned(orientation) ? [down, across] : [across, down];
  // A copy, because four bytes read as one have to begin at a multiple of four.
  const from = new Uint32Array(picture.rgba.slice().buffer);
  const to = new Uint32Array(width * height);
  const walk = walkOf(orientation, across, down);
  for (let y = 0; y < height; y++) {
    let at = walk.start + y * walk.down;
    for (let x = 0; x < width; x++, at += walk.right) to[y * width + x] = from[at] ?? 0;
  }
  return { width, height, rgba: new Uint8Array(to.buffer) };
}

/** Where the upright picture's first pixel lies, and how far on the ones to its right and below it do. */
interface Walk {
  start: number;
  right: number;
  down: number;
}

function walkOf(orientation: number, across: number, down: number): Walk {
  const lastInRow = across - 1;
  const lastRow = (down - 1) * across;
  switch (orientation) {
    case 2:
      return { start: lastInRow, right: -1, down: across };
    case 3:
      return { start: lastRow + lastInRow, right: -1, down: -across };
    case 4:
      return { start: lastRow, right: 1, down: -across };
    case 5:
      return { start: 0, right: across, down: 1 };
    case 6:
      return { start: lastRow, right: -across, down: 1 };
    case 7:
      return { start: lastRow + lastInRow, right: -across, down: -1 };
    case 8:
      return { start: lastInRow, right: across, down: -1 };
    default:
      return { start: 0, right: 1, down: across };
  }
}
