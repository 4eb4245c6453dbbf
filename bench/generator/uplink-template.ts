/** Frames of one sender, encoded once and copied: only the client mid and the counter in the text change. */

import { putCounter, TEXT_BYTES, textOf } from "./texts.ts";
import { bytes, COMMAND, number, varint, xid } from "./wire.ts";

export interface Sending {
  uid: number;
  to: number;
  isGroup: boolean;
  /** The sender's number in the texts. */
  sender: number;
  /** Client mid of the text with counter 0; the others follow. */
  firstMid: number;
}

const META = 3;
const METAS = 1000;
const CHAT = 2;
const GROUPCHAT = 3;
const NS_MESSAGE = 1;
/** The server takes no more in a frame. */
const MAX_METAS = 256;

/** Client mids that no device has used before: of the present time, and always of eight bytes on the wire. */
export function freshMids(): number {
  return Date.now() * 4096;
}

export class UplinkTemplate {
  readonly #single: Uint8Array;
  readonly #one: Uint8Array;
  readonly #firstMid: number;

  constructor(sending: Sending) {
    this.#firstMid = sending.firstMid;
    const meta = metaOf(sending);
    this.#one = Uint8Array.from(bytes(METAS, meta));
    const sync = bytes(META, meta);
    this.#single = Uint8Array.from([...number(3, COMMAND.SYNC), ...bytes(4, sync)]);
  }

  /** Texts from this counter on, as many metas a frame as it takes. */
  batch(first: number, count: number): Uint8Array[] {
    const frames: Uint8Array[] = [];
    for (let done = 0; done < count; done += MAX_METAS) {
      frames.push(this.#frame(first + done, Math.min(MAX_METAS, count - done)));
    }
    return frames;
  }

  /** The same, one meta a frame. */
  singles(first: number, count: number): Uint8Array[] {
    return Array.from({ length: count }, (_, i) => {
      const frame = Uint8Array.from(this.#single);
      this.#patch(frame, frame.length, this.#single.length - this.#metaLength(), first + i);
      return frame;
    });
  }

  #frame(first: number, count: number): Uint8Array {
    const size = this.#one.length;
    const head = [...number(3, COMMAND.SYNC), 0x22, ...varint(size * count)];
    const frame = new Uint8Array(head.length + size * count);
    frame.set(head);
    for (let i = 0; i < count; i++) {
      const at = head.length + i * size;
      frame.set(this.#one, at);
      this.#patch(frame, at + size, at + size - this.#metaLength(), first + i);
    }
    return frame;
  }

  #metaLength(): number {
    // Behind the tag (2 bytes) and the length (2 bytes: a meta here is longer than 127).
    return this.#one.length - 4;
  }

  /** The mid is a meta's first field, the text its last bytes. */
  #patch(frame: Uint8Array, end: number, metaAt: number, counter: number): void {
    putMid(frame, metaAt + 1, this.#firstMid + counter);
    putCounter(frame, end - TEXT_BYTES, counter);
  }
}

function metaOf({ uid, to, isGroup, sender, firstMid }: Sending): number[] {
  // With the empty operation that existing clients send, for the server writes it where it is missing.
  const operation = bytes(6, [0x08, 0, 0x10, 0]);
  const body = [...number(1, isGroup ? GROUPCHAT : CHAT), ...operation, ...bytes(4, textOf(sender))];
  return [...number(1, firstMid), ...xid(2, uid), ...xid(3, to), ...number(5, NS_MESSAGE), ...bytes(6, body)];
}

function putMid(frame: Uint8Array, at: number, mid: number): void {
  let rest = mid;
  for (let i = 0; i < 7; i++) {
    const next = Math.floor(rest / 128);
    frame[at + i] = (rest - next * 128) | 128;
    rest = next;
  }
  frame[at + 7] = rest;
}
