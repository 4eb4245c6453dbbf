/** Malformed Engine.IO and Socket.IO packets, and what each must meet ([TR-4], [TR-8]). */

import { MAX_FRAME_BYTES } from "../../../protocol/limits.ts";
import { encodeFrame, unread } from "./base-frames.ts";
import { joined } from "./raw-fields.ts";
import type { SeededRandom } from "./seeded-random.ts";

export interface SocketIoPacket {
  readonly kind: string;
  readonly messages: (string | Uint8Array)[];
  /** Nothing, a pong, or the end of the connection. */
  readonly meets: "silence" | "pong" | "close";
}

const HEADER = '451-["frame",{"_placeholder":true,"num":0}]';

type Generator = (random: SeededRandom) => Omit<SocketIoPacket, "kind">;

const silent = (...messages: string[]) => ({ messages, meets: "silence" as const });
const closing = (...messages: (string | Uint8Array)[]) => ({ messages, meets: "close" as const });

const letters = (random: SeededRandom, length: number) =>
  Array.from({ length }, () => String.fromCharCode(random.int(32, 0x2ff))).join("");

const generators: Record<string, Generator> = {
  headerAlone: () => silent(HEADER, HEADER),
  otherPlaceholder: (random) =>
    silent(
      `451-["frame",{"_placeholder":${random.pick(["true", "false", '"x"', "null"])},"num":${random.int(-5, 99)}}]`,
    ),
  noPlaceholder: (random) => silent(`451-["frame",${random.pick(["1", "null", '"text"', "[]", "{}", "[[[[]]]]"])}]`),
  otherNamespace: () => silent(`451-/other,["frame",{"_placeholder":true,"num":0}]`),
  noise: (random) => silent(random.pick(["40", "3", "6"])),
  ping: (random) => ({ messages: [`2${letters(random, random.pick([0, 5, 64, 1000]))}`], meets: "pong" }),
  goodbye: (random) => closing(random.pick(["1", "41"])),
  otherEvent: (random) =>
    closing(`451-["${random.pick(["frames", "", "connect", "__proto__"])}",{"_placeholder":true,"num":0}]`),
  otherCount: (random) =>
    closing(`45${random.pick(["0", "2", "99", "-1", ""])}-["frame",{"_placeholder":true,"num":0}]`),
  tooManyArguments: () => closing('451-["frame",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]'),
  brokenJson: (random) => closing(HEADER.slice(0, random.int(5, HEADER.length - 1))),
  deepJson: () => closing(`451-${"[".repeat(30_000)}`),
  textEvent: (random) => closing(`42["frame","${letters(random, 20).replace(/["\\]/g, "")}"]`),
  otherPacket: (random) =>
    closing(random.pick(["0{}", "4", "42", "43[]", '44"no"', "46", "5", "7", "", "99", "b4AAAA"])),
  anyText: (random) => closing(`x${letters(random, random.int(0, 200))}`),
  hugeText: (random) => closing("a".repeat(MAX_FRAME_BYTES + random.pick([1, 20_000]))),
  longText: () => closing("a".repeat(MAX_FRAME_BYTES - 10)),
  hugePing: () => closing(`2${"a".repeat(MAX_FRAME_BYTES)}`),
  otherBinaryType: (random) => closing(joined([[random.pick([0, 1, 2, 3, 5, 6, 0x34, 255])], encodeFrame(unread())])),
  emptyBinary: () => closing(new Uint8Array(0)),
};

const kinds = Object.keys(generators);

export function hostilePacket(random: SeededRandom): SocketIoPacket {
  const kind = random.pick(kinds);
  const generate = generators[kind];
  if (!generate) throw new Error(`no generator ${kind}`);
  return { kind, ...generate(random) };
}
