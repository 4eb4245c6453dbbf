/**
 * XSYNC's protobuf in a hundred lines: tables instead of generated code, no eval, no TextEncoder. 64-bit values are
 * numbers, exact below 2^53, which is where the server keeps every id it makes.
 */

import type { NoticeWire } from "../generated/notices";
import { type Wire as CoreWire, schema } from "../generated/schema";
import { readUtf8, writeUtf8 } from "./utf8";

type Wire = CoreWire & NoticeWire;

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

/** Messages by name, and their fields as text. */
const texts: Record<string, string> = { ...schema };

/** Takes more messages, those of a feature. */
export function learn(more: Readonly<Record<string, string>>): void {
  Object.assign(texts, more);
}

/** The schema's text, parsed at first use: field number → field. */
const parsed: Record<string, Record<number, Field>> = {};

function fieldsOf(name: string): Record<number, Field> {
  let fields = parsed[name];
  if (!fields) {
    fields = {};
    for (const spec of (texts[name] ?? "").split(" ")) {
      const [, field = "", id, kind = "", star] = /^(\D+)(\d+)(\w+)(\*?)$/.exec(spec) ?? [];
      fields[Number(id)] = { name: field, id: Number(id), kind, repeated: !!star };
    }
    parsed[name] = fields;
  }
  return fields;
}

const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;

const isVarint = (kind: string): boolean => "vzb".indexOf(kind) >= 0;

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
  // What is no such number must not make a frame of what comes after it.
  out.push(rest & 127);
}

/** What an absent field reads as; sub-messages are undefined. */
const zeros: Readonly<Record<string, unknown>> = { v: 0, z: 0, b: false, s: "", y: new Uint8Array(0) };

/** Decodes one message, with every field of the schema set; throws on bytes that are none. */
export function decode<Name extends keyof Wire>(name: Name, bytes: Uint8Array): Wire[Name] {
  let at = 0;

  function advance(length: number, end: number): number {
    at += length;
    if (at > end) throw new Error("malformed");
    return at;
  }

  function varint(end: number): number {
    let value = 0;
    for (let factor = 1; factor < 2 ** 70; factor *= 128) {
      const byte = bytes[advance(1, end) - 1] as number;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
    throw new Error("malformed");
  }

  function skip(type: number, end: number): void {
    if (type === 0) varint(end);
    else if (type === 2) advance(varint(end), end);
    else if (type === 1 || type === 5) advance(type === 1 ? 8 : 4, end);
    else throw new Error("malformed");
  }

  function valueFor(kind: string, end: number): unknown {
    const number = varint(end);
    if (kind === "v") return number;
    if (kind === "b") return number > 0;
    if (kind === "z") return (number >>> 1) ^ -(number & 1);
    const stop = advance(number, end);
    const start = stop - number;
    if (kind === "y") return bytes.subarray(start, stop);
    if (kind === "s") return readUtf8(bytes, start, stop);
    at = start;
    return message(kind, stop);
  }

  function message(of: string, end: number): unknown {
    const fields = fieldsOf(of);
    const out: Record<string, unknown> = {};
    for (const number in fields) {
      const { name: key, kind, repeated } = fields[number] as Field;
      out[key] = repeated ? [] : zeros[kind];
    }
    while (at < end) {
      const tag = varint(end);
      const field = fields[Math.floor(tag / 8)];
      if (!field || tag % 8 !== (isVarint(field.kind) ? 0 : 2)) {
        skip(tag % 8, end);
        continue;
      }
      const value = valueFor(field.kind, end);
      if (field.repeated) (out[field.name] as unknown[]).push(value);
      else out[field.name] = value;
    }
    return out;
  }

  return message(name, bytes.length) as Wire[Name];
}
