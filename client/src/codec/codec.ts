/**
 * XSYNC's protobuf in a hundred lines: tables instead of generated code, no eval, no TextEncoder. 64-bit values are
 * numbers, exact below 2^53, which is where the server keeps every id it makes.
 */

import { schema, type Wire } from "../generated/schema";
import { readUtf8, writeUtf8 } from "./utf8";

/** What encode takes: any part of a message. Fields that are there are written, also zeros. */
export type Draft<T> = { readonly [K in keyof T]?: Value<T[K]> | undefined };

/** A sub-message may be given as what encode made of it. */
type Value<T> = T extends Uint8Array
  ? T
  : T extends (infer U)[]
    ? readonly Value<U>[]
    : T extends object
      ? Draft<T> | Uint8Array
      : T;

interface Field {
  readonly name: string;
  readonly id: number;
  readonly kind: string;
  readonly repeated: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/** The schema's text, parsed at first use: field number → field. */
const parsed: Record<string, Record<number, Field>> = {};

function fieldsOf(name: string): Record<number, Field> {
  let fields = parsed[name];
  if (!fields) {
    fields = {};
    for (const spec of schema[name as keyof Wire].split(" ")) {
      const [, field = "", id, kind = "", star] = /^(\D+)(\d+)(\w+)(\*?)$/.exec(spec) ?? [];
      fields[Number(id)] = { name: field, id: Number(id), kind, repeated: !!star };
    }
    parsed[name] = fields;
  }
  return fields;
}

const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;

const isVarint = (kind: string): boolean => kind === "v" || kind === "z" || kind === "b";

export function encode<Name extends keyof Wire>(name: Name, message: Draft<Wire[Name]>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(write(name, message as Fields));
}

function write(name: string, message: Fields): number[] {
  const out: number[] = [];
  const fields = fieldsOf(name);
  for (const number in fields) {
    const { name: key, id, kind, repeated } = fields[number] as Field;
    const value = message[key];
    if (value === undefined) continue;
    for (const item of repeated ? (value as unknown[]) : [value]) {
      writeVarint(out, id * 8 + (isVarint(kind) ? 0 : 2));
      if (isVarint(kind)) {
        const number = Number(item);
        writeVarint(out, kind === "z" ? ((number << 1) ^ (number >> 31)) >>> 0 : number);
      } else {
        const bytes = kind === "s" ? writeUtf8(item as string) : isBytes(item) ? item : write(kind, item as Fields);
        writeVarint(out, bytes.length);
        for (let i = 0; i < bytes.length; i++) out.push(bytes[i] as number);
      }
    }
  }
  return out;
}

function writeVarint(out: number[], value: number): void {
  let rest = value;
  while (rest > 127) {
    out.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
}

/** Decodes one message, with every field of the schema set; throws on bytes that are none. */
export function decode<Name extends keyof Wire>(name: Name, bytes: Uint8Array): Wire[Name] {
  return new Reader(bytes).message(name, bytes.length) as Wire[Name];
}

class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  message(name: string, end: number): unknown {
    const fields = fieldsOf(name);
    const message: Record<string, unknown> = {};
    for (const number in fields) {
      const { name: key, kind, repeated } = fields[number] as Field;
      message[key] = repeated ? [] : zeroOf(kind);
    }
    while (this.#at < end) {
      const tag = this.#varint(end);
      const field = fields[Math.floor(tag / 8)];
      const type = tag % 8;
      if (!field || type !== (isVarint(field.kind) ? 0 : 2)) {
        this.#skip(type, end);
        continue;
      }
      const value = this.#value(field.kind, end);
      if (field.repeated) (message[field.name] as unknown[]).push(value);
      else message[field.name] = value;
    }
    return message;
  }

  #value(kind: string, end: number): unknown {
    const number = this.#varint(end);
    if (kind === "v") return number;
    if (kind === "b") return number > 0;
    if (kind === "z") return (number >>> 1) ^ -(number & 1);
    const stop = this.#advance(number, end);
    const start = stop - number;
    if (kind === "y") return this.#bytes.subarray(start, stop);
    if (kind === "s") return readUtf8(this.#bytes, start, stop);
    this.#at = start;
    return this.message(kind, stop);
  }

  #skip(type: number, end: number): void {
    if (type === 0) this.#varint(end);
    else if (type === 2) this.#advance(this.#varint(end), end);
    else if (type === 1 || type === 5) this.#advance(type === 1 ? 8 : 4, end);
    else throw new Error("malformed");
  }

  #advance(length: number, end: number): number {
    this.#at += length;
    if (this.#at > end) throw new Error("malformed");
    return this.#at;
  }

  #varint(end: number): number {
    let value = 0;
    for (let factor = 1; factor < 2 ** 70; factor *= 128) {
      const byte = this.#bytes[this.#advance(1, end) - 1] as number;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
    throw new Error("malformed");
  }
}

function zeroOf(kind: string): unknown {
  if (kind === "s") return "";
  if (kind === "y") return new Uint8Array(0);
  if (kind === "b") return false;
  return isVarint(kind) ? 0 : undefined;
}
