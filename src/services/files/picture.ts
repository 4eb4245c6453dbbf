/** Makes pictures smaller, in wasm. The library is loaded by the first picture, so that an isolate without one has none. */

import { imageSize } from "image-size";
import { logError } from "../../../durable-objects/log-event";
import { framePixels } from "./frame-pixels";
import { jpegEighth } from "./reduced/jpeg-eighth";
import type { Pixels } from "./reduced/pixels";
import { pngQuarter } from "./reduced/png-quarter";
import { isTurned, upright } from "./upright";

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

/** Whether this isolate makes pictures still. Where not, nothing is said about a picture that was not made. */
export function makesPictures(): boolean {
  return failures < MAX_FAILURES;
}

/** The largest size of the same shape that fits; never larger than it is. */
export function fitted({ width, height }: Size, box: Size): Size {
  const scale = Math.min(1, box.width / width, box.height / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The picture upright and within the box; null where it cannot be made. */
export async function shrunk(bytes: Uint8Array<ArrayBuffer>, box: Size): Promise<Picture | null> {
  const found = measured(bytes);
  if (!found || !makesPictures()) return null;
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
    const inFrames = type === "gif" || type === "webp" ? framePixels(bytes, type) : 0;
    if (width === 0 || height === 0 || inFrames === null) return null;
    const isLarge = Math.max(width * height, inFrames) > MAX_PIXELS || bytes.length > MAX_BYTES;
    return { isLarge, type, orientation };
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
    // Not by photon's own rotate, which mixes pixels and runs over: of all but pure colors it leaves white.
    const { rgba, width, height } = upright({ ...size, rgba: small.get_raw_pixels() }, orientation);
    return encoded(hold(new photon.PhotonImage(rgba, width, height)), rgba);
  } finally {
    for (const image of held) image.free();
  }
}

/** JPEG is a tenth of PNG and has no transparency. */
function encoded(image: Image, rgba: Uint8Array): Picture {
  const opaque = !rgba.some((value, at) => at % 4 === 3 && value < 255);
  return opaque
    ? { bytes: Uint8Array.from(image.get_bytes_jpeg(JPEG_QUALITY)), type: "image/jpeg" }
    : { bytes: Uint8Array.from(image.get_bytes()), type: "image/png" };
}
