/** Makes pictures smaller, in wasm. The library is loaded by the first picture, so that an isolate without one has none. */

import { imageSize } from "image-size";
import { logError } from "../../../durable-objects/log-event";
import { jpegEighth } from "./reduced/jpeg-eighth";
import type { Pixels } from "./reduced/pixels";
import { pngQuarter } from "./reduced/png-quarter";

export interface Size {
  width: number;
  height: number;
}

export interface Picture {
  bytes: Uint8Array<ArrayBuffer>;
  type: "image/jpeg" | "image/png";
}

type Photon = typeof import("@cf-wasm/photon/workerd");
type Image = InstanceType<Photon["PhotonImage"]>;

/**
 * Decoding takes some 14 bytes a pixel, an isolate has 128 MB for everything, and memory that wasm took it keeps. Read
 * from the header: a small file may claim to be a large picture. A JPEG or PNG beyond is read at a part of its edges.
 */
const MAX_PIXELS = 5_000_000;
const MAX_BYTES = 8 * 1024 * 1024;

/** What is taken into memory of a file of this media type; 0: it is no picture that can be read. */
export function maxSourceBytes(type: string): number {
  if (type === "image/jpeg" || type === "image/png") return 20 * 1024 * 1024;
  return type === "image/webp" || type === "image/gif" ? MAX_BYTES : 0;
}

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
export async function shrunk(bytes: Uint8Array<ArrayBuffer>, box: Size): Promise<Picture | null> {
  const found = measured(bytes);
  if (!found || failures >= MAX_FAILURES) return null;
  const part = found.isLarge ? await readPart(bytes, found.type) : null;
  if (found.isLarge && !part) return null;
  const photon = await import("@cf-wasm/photon/workerd");
  const { PhotonImage } = photon;
  try {
    const open = () =>
      part ? new PhotonImage(part.rgba, part.width, part.height) : PhotonImage.new_from_byteslice(bytes);
    return made(photon, open, found.orientation, box);
  } catch (cause) {
    failures++;
    logError("files.picture_failed", cause);
    return null;
  }
}

interface Measured {
  /** Too large to be decoded whole. */
  isLarge: boolean;
  /** As image-size calls it. */
  type: string;
  /** As EXIF counts. */
  orientation: number;
}

function measured(bytes: Uint8Array): Measured | null {
  try {
    const { width, height, type = "", orientation = 1 } = imageSize(bytes);
    const isLarge = width * height > MAX_PIXELS || bytes.length > MAX_BYTES;
    return width > 0 && height > 0 ? { isLarge, type, orientation } : null;
  } catch {
    return null;
  }
}

async function readPart(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Pixels | null> {
  try {
    if (type === "jpg") return jpegEighth(bytes);
    return type === "png" ? await pngQuarter(bytes) : null;
  } catch {
    return null;
  }
}

function made(photon: Photon, open: () => Image, orientation: number, box: Size): Picture {
  const held: Image[] = [];
  const hold = (image: Image) => {
    held.push(image);
    return image;
  };
  try {
    const image = hold(open());
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
    ? { bytes: Uint8Array.from(image.get_bytes_jpeg(JPEG_QUALITY)), type: "image/jpeg" }
    : { bytes: Uint8Array.from(image.get_bytes()), type: "image/png" };
}
