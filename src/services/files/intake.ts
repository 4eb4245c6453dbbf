/** One file coming in: held against what its kind may be while it is written. */

import type { App } from "../../../durable-objects/access/app";
import { requireSize, requireType } from "./kinds";
import { HEAD_BYTES, mediaType } from "./media-type";
import type { ObjectWriter, WrittenObject } from "./object-writer";

export interface TakenFile extends WrittenObject {
  type: string;
}

export class Intake {
  readonly #writer: ObjectWriter;
  readonly #kind: number;
  readonly #settings: App["settings"];
  readonly #said: string;
  readonly #head = new Uint8Array(HEAD_BYTES);
  #headBytes = 0;
  #type: string | null = null;

  constructor(writer: ObjectWriter, kind: number, settings: App["settings"], said: string) {
    this.#writer = writer;
    this.#kind = kind;
    this.#settings = settings;
    this.#said = said;
  }

  async write(bytes: Uint8Array): Promise<void> {
    requireSize(this.#kind, this.#writer.size + bytes.length, this.#settings);
    if (this.#type === null) await this.#look(bytes);
    await this.#writer.write(bytes);
  }

  async close(): Promise<TakenFile> {
    const type = this.#type ?? (await this.#judge());
    return { ...(await this.#writer.close()), type };
  }

  async #look(bytes: Uint8Array): Promise<void> {
    const more = bytes.subarray(0, HEAD_BYTES - this.#headBytes);
    this.#head.set(more, this.#headBytes);
    this.#headBytes += more.length;
    if (this.#headBytes === HEAD_BYTES) this.#type = await this.#judge();
  }

  async #judge(): Promise<string> {
    const type = await mediaType(this.#head.subarray(0, this.#headBytes), this.#said);
    requireType(this.#kind, type, this.#settings);
    return type;
  }
}
