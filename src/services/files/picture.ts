/** Makes pictures smaller, in wasm. The library is loaded by the first picture, so that an isolate without one has none. */

import { imageSize } from "image-size";
import { logError } from "../../../durable-objects/log-event";

export interface Size {
  width: number;
  height: number;
}

export interface Picture {
  bytes: Uint8Array;
  type: "image/jpeg" | "image/png";
}

type Photon = typeof import("@cf-wasm/photon/workerd");
type Image = InstanceType<Photon["PhotonImage"]>;

/**
 * Decoding takes some 14 bytes a pixel, an isolate has 128 MB for everything, and memory that wasm took it keeps. Read
 * from the header: a small file may claim to be a large picture.
 */
const MAX_PIXELS = 5_000_000;

/** A picture that cannot be decoded leaves its bytes behind in wasm. After so many this isolate decodes no more. */
const MAX_FAILURES = 8;
const JPEG_QUALITY = 80;

// One per isolate, as is the memory that it counts.
let failures = 0;

/** The largest size of the same shape that fits; never larger than it is. */
export function fitted({ width, height }: Size, box: Size): Size {
  const scale = Math.min(1, box.width / width, box.height / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The picture upright and within the box; null where it cannot be made. */
export async function shrunk(bytes: Uint8Array, box: Size): Promise<Picture | null> {
  const found = measured(bytes);
  if (!found || failures >= MAX_FAILURES) return null;
  const photon = await import("@cf-wasm/photon/workerd");
  try {
    return made(photon, bytes, found.orientation, box);
  } catch (cause) {
    failures++;
    logError("files.picture_failed", cause);
    return null;
  }
}

function measured(bytes: Uint8Array): { orientation: number } | null {
  try {
    const { width, height, orientation = 1 } = imageSize(bytes);
    return width > 0 && height > 0 && width * height <= MAX_PIXELS ? { orientation } : null;
  } catch {
    return null;
  }
}

function made(photon: Photon, bytes: Uint8Array, orientation: number, box: Size): Picture {
  const held: Image[] = [];
  const hold = (image: Image) => {
    held.push(image);
    return image;
  };
  try {
    const image = hold(photon.PhotonImage.new_from_byteslice(bytes));
    const size = fitted(
      { width: image.get_width(), height: image.get_height() },
      isTurned(orientation) ? { width: box.height, height: box.width } : box,
    );
    const small = hold(photon.resize(image, size.width, size.height, photon.SamplingFilter.Triangle));
    return encoded(upright(photon, small, orientation, hold));
  } finally {
    for (const image of held) image.free();
  }
}

/** EXIF orientations from 5 on lie on their side. */
function isTurned(orientation: number): boolean {
  return orientation >= 5;
}

/** Clockwise degrees to an EXIF orientation's upright; even below 5, and odd from 5 on, are mirrored first. */
const DEGREES: Partial<Record<number, number>> = { 3: 180, 4: 180, 5: 270, 6: 90, 7: 90, 8: 270 };
const MIRRORED = [2, 4, 5, 7];

function upright(photon: Photon, image: Image, orientation: number, hold: (image: Image) => Image): Image {
  if (MIRRORED.includes(orientation)) photon.fliph(image);
  const degrees = DEGREES[orientation];
  return degrees === undefined ? image : hold(photon.rotate(image, degrees));
}

/** JPEG is a tenth of PNG and has no transparency. */
function encoded(image: Image): Picture {
  const pixels = image.get_raw_pixels();
  const opaque = !pixels.some((value, at) => at % 4 === 3 && value < 255);
  return opaque
    ? { bytes: image.get_bytes_jpeg(JPEG_QUALITY), type: "image/jpeg" }
    : { bytes: image.get_bytes(), type: "image/png" };
}
