/** Protobuf by hand: everything that a codec would refuse to write can be written here. */

export type Field =
  | { readonly no: number; readonly is: "varint"; readonly value: bigint }
  | { readonly no: number; readonly is: "bytes"; readonly value: Uint8Array }
  | { readonly no: number; readonly is: "message"; readonly fields: readonly Field[] }
  /** Anything at all, tag included. */
  | { readonly no: number; readonly is: "raw"; readonly bytes: Uint8Array };

export const WIRE = { varint: 0, fixed64: 1, bytes: 2, startGroup: 3, endGroup: 4, fixed32: 5 } as const;

export function varint(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return bytes;
}

export function tag(no: number, wire: number): number[] {
  return varint((BigInt(no) << 3n) | BigInt(wire));
}

export function number(no: number, value: bigint | number): Field {
  return { no, is: "varint", value: BigInt(value) };
}

export function bytes(no: number, value: Uint8Array): Field {
  return { no, is: "bytes", value };
}

export function text(no: number, value: string): Field {
  return { no, is: "bytes", value: new TextEncoder().encode(value) };
}

export function message(no: number, fields: readonly Field[]): Field {
  return { no, is: "message", fields };
}

export function raw(no: number, ...parts: (Uint8Array | readonly number[])[]): Field {
  return { no, is: "raw", bytes: joined(parts) };
}

export function encode(fields: readonly Field[]): Uint8Array<ArrayBuffer> {
  return joined(fields.map(encodeField));
}

function encodeField(field: Field): Uint8Array {
  switch (field.is) {
    case "varint":
      return joined([tag(field.no, WIRE.varint), varint(field.value)]);
    case "bytes":
      return delimited(field.no, field.value);
    case "message":
      return delimited(field.no, encode(field.fields));
    case "raw":
      return field.bytes;
    default:
      return field satisfies never;
  }
}

function delimited(no: number, value: Uint8Array): Uint8Array {
  return joined([tag(no, WIRE.bytes), varint(BigInt(value.byteLength)), value]);
}

export function joined(parts: readonly (Uint8Array | readonly number[])[]): Uint8Array<ArrayBuffer> {
  let length = 0;
  for (const part of parts) length += part.length;
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
