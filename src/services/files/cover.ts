/** The picture of a video, which its uploader may send in the same form. */

import { OrioleError } from "../../../protocol/errors";
import { mediaType } from "./media-type";
import { stored } from "./object-writer";

const MAX_COVER_BYTES = 1024 * 1024;

export class CoverIntake {
  readonly #said: string;
  readonly #chunks: Uint8Array[] = [];
  #bytes = 0;

  constructor(said: string) {
    this.#said = said;
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#bytes += bytes.length;
    if (this.#bytes > MAX_COVER_BYTES)
      throw new OrioleError("FileTooLarge", `cover larger than ${MAX_COVER_BYTES} bytes`);
    this.#chunks.push(bytes);
  }

  async close(bucket: R2Bucket, key: string): Promise<void> {
    const bytes = await new Blob(this.#chunks).arrayBuffer();
    const type = await mediaType(new Uint8Array(bytes), this.#said);
    if (!type.startsWith("image/") || type === "image/svg+xml") throw new OrioleError("InvalidFileObjectType");
    await stored(() => bucket.put(key, bytes, { httpMetadata: { contentType: type } }));
  }
}
