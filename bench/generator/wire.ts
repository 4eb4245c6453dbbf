/** XSYNC's protobuf as far as the generator needs it, by hand: encoding copies a template, decoding skips what it can. */

export const COMMAND = { UNREAD: 0, SYNC: 1, NOTICE: 2, PROVISION: 3 } as const;

/** Walks over the fields of one message in a buffer. */
export class Fields {
  readonly bytes: Uint8Array;
  readonly #end: number;
  #at: number;
  /** Number of the current field, and its value when it is a varint. */
  field = 0;
  value = 0;
  /** Where the current field's bytes are, when it has a length. */
  from = 0;
  to = 0;

  constructor(bytes: Uint8Array, from = 0, to = bytes.length) {
    this.bytes = bytes;
    this.#at = from;
    this.#end = to;
  }

  next(): boolean {
    if (this.#at >= this.#end) return false;
    const tag = this.#varint();
    this.field = tag >>> 3;
    const number = this.#varint();
    if ((tag & 7) === 0) this.value = number;
    else if ((tag & 7) === 2) {
      this.from = this.#at;
      this.#at += number;
      this.to = this.#at;
    } else throw new Error(`wire type ${tag & 7}`);
    return true;
  }

  /** The current field as a message. */
  inside(): Fields {
    return new Fields(this.bytes, this.from, this.to);
  }

  text(): string {
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + this.from, this.to - this.from).toString();
  }

  #varint(): number {
    const bytes = this.bytes;
    let byte = bytes[this.#at++] ?? 0;
    let value = byte & 127;
    for (let shift = 7; byte > 127 && shift < 28; shift += 7) {
      byte = bytes[this.#at++] ?? 0;
      value |= (byte & 127) << shift;
    }
    for (let scale = 2 ** 28; byte > 127; scale *= 128) {
      byte = bytes[this.#at++] ?? 0;
      value += (byte & 127) * scale;
    }
    return value;
  }
}

export function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return bytes;
}

export const number = (field: number, value: number): number[] => [...varint(field * 8), ...varint(value)];

export const bytes = (field: number, value: ArrayLike<number>): number[] => [
  ...varint(field * 8 + 2),
  ...varint(value.length),
  ...Array.from(value),
];

export const xid = (field: number, uid: number): number[] => bytes(field, number(1, uid));

export function frame(command: number, payload: ArrayLike<number>): Uint8Array {
  return Uint8Array.from([...number(3, command), ...bytes(4, payload)]);
}
