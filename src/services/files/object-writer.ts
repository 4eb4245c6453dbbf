/**
 * Writes bytes of unknown number into one object. R2 must know the length of what it is given, a form does not tell it
 * (its own length covers more than the file, and may be missing or a lie), so what is kept in memory is one part: a file
 * of up to that size is one put, a larger one an upload in parts. Either way nothing can be read before it is complete.
 */

import { logError } from "../../../durable-objects/log-event";
import { OrioleError } from "../../../protocol/errors";

/** What R2 takes as a part at least; all parts but the last have the same size. */
export const PART_BYTES = 5 * 1024 * 1024;

export interface WrittenObject {
  size: number;
  etag: string;
}

export class ObjectWriter {
  readonly #bucket: R2Bucket;
  readonly #key: string;
  /** Hears of an upload in parts before its first part, to be able to give it up after a crash. */
  readonly #onParts: (uploadId: string) => Promise<void>;
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #size = 0;
  #upload: R2MultipartUpload | null = null;
  readonly #parts: R2UploadedPart[] = [];

  constructor(bucket: R2Bucket, key: string, onParts: (uploadId: string) => Promise<void>) {
    this.#bucket = bucket;
    this.#key = key;
    this.#onParts = onParts;
  }

  get size(): number {
    return this.#size;
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.#held.push(chunk);
    this.#heldBytes += chunk.length;
    this.#size += chunk.length;
    // More than a part, not just one: the last part must not be empty.
    while (this.#heldBytes > PART_BYTES) await this.#putPart(this.#take(PART_BYTES));
  }

  async close(): Promise<WrittenObject> {
    const rest = this.#take(this.#heldBytes);
    const written = this.#upload
      ? await this.#complete(this.#upload, rest)
      : await stored(() => this.#bucket.put(this.#key, rest));
    return { size: this.#size, etag: written.httpEtag };
  }

  async #complete(upload: R2MultipartUpload, rest: Uint8Array): Promise<R2Object> {
    await this.#putPart(rest);
    return stored(() => upload.complete(this.#parts));
  }

  async #putPart(bytes: Uint8Array): Promise<void> {
    const upload = this.#upload ?? (await this.#begin());
    const number = this.#parts.length + 1;
    this.#parts.push(await stored(() => upload.uploadPart(number, bytes)));
  }

  async #begin(): Promise<R2MultipartUpload> {
    const upload = await stored(() => this.#bucket.createMultipartUpload(this.#key));
    this.#upload = upload;
    await this.#onParts(upload.uploadId);
    return upload;
  }

  /** The first bytes of what is held, in one piece. */
  #take(count: number): Uint8Array {
    const taken = new Uint8Array(count);
    let filled = 0;
    while (filled < count) {
      const chunk = this.#held.shift();
      if (!chunk) break;
      const used = chunk.subarray(0, count - filled);
      taken.set(used, filled);
      filled += used.length;
      if (used.length < chunk.length) this.#held.unshift(chunk.subarray(used.length));
    }
    this.#heldBytes -= count;
    return taken;
  }
}

/** Why R2 refused something is logged whole and told to nobody. */
export async function stored<T>(work: () => Promise<T | null>): Promise<T> {
  try {
    const done = await work();
    if (done !== null) return done;
    logError("files.store_failed", "refused by a condition that nobody set");
  } catch (cause) {
    logError("files.store_failed", cause);
  }
  throw new OrioleError("ServerFileUploadUnknownError");
}
