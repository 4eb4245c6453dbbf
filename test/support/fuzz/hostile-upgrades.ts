/** Upgrade requests of the two transports that authenticate before the socket opens ([TR-1], [TR-2], [TR-6]). */

import { WebSocket } from "ws";
import { pb } from "../../../protocol/codec.ts";
import type { Target } from "./base-frames.ts";
import { answerOf, closeOutcome, type Outcome } from "./debt.ts";
import type { SeededRandom } from "./seeded-random.ts";

const NUMBERS = [
  "",
  "0",
  "-1",
  "1e3",
  "abc",
  "9".repeat(30),
  "18446744073709551615",
  "9007199254740993",
  "NaN",
  "0x10",
  "%00",
];

export interface Upgrade {
  readonly path: string;
  readonly protocols: string[];
}

export function hostileUpgrade(random: SeededRandom, target: Target): Upgrade {
  const number = () => random.pick(NUMBERS);
  const guid = random.pick(["", "%00", "g".repeat(200), "g".repeat(6000), "%F0%9F%92%A9", "%ff%fe"]);
  const path = random.pick([
    () => "/xsync",
    () => `/xsync?guid=${guid}`,
    () => `/xsync?guid=fuzz&platform=${number()}`,
    () => `/xsync?guid=fuzz&agent=${"%E2%98%83".repeat(random.pick([0, 1, 300]))}&platform=6&platform=7`,
    () => `/xsync/conversations/${random.pick(NUMBERS.slice(1, 3))}?sn=1`,
    () =>
      `/xsync/conversations/${random.pick(["0", "9".repeat(16), "9".repeat(30), String(target.gid + 1), String(target.uid)])}?sn=${number()}`,
    () => `/xsync/conversations/${target.gid}?sn=${number()}&after=${number()}`,
    () => `/xsync/conversations/${target.gid}`,
    () => `/xsync/conversations/${target.gid}?sn=${random.int(2, 4_000_000_000)}`,
  ])();
  return { path, protocols: protocolsOf(random, target, path) };
}

function protocolsOf(random: SeededRandom, { token }: Target, path: string): string[] {
  const [header = "", claims = "", signature = ""] = token.split(".");
  const bad = random.pick([
    "token.",
    "token.x",
    `token.${header}.${claims}.`,
    `token.${header}.${claims}.${signature.split("").reverse().join("")}`,
    `token.${header}.e30.${signature}`,
    `token.${Buffer.from('{"alg":"none"}').toString("base64url")}.${claims}.`,
    `token.${"a".repeat(5000)}`,
    `token.${"a.".repeat(500)}b`,
  ]);
  // With a good token only where the rest of the request is what is wrong.
  if (path.startsWith("/xsync/conversations/") && random.chance(0.7)) return ["xsync", `token.${token}`];
  return random.pick([[], ["xsync"], ["xsync", bad], [bad], [bad, "xsync", "x", "y"]]);
}

/** Tries it: refused with a close code and a PROVISION reply, or by HTTP before the upgrade. */
export function tryUpgrade(url: string, { path, protocols }: Upgrade): Promise<Outcome> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url.replace(/^http/, "ws") + path, protocols);
    socket.binaryType = "arraybuffer";
    let opened: Outcome = { fault: `${path}: neither refused nor closed` };
    const end = (outcome: Outcome) => {
      clearTimeout(timer);
      resolve(outcome);
      socket.terminate();
    };
    const timer = setTimeout(() => end(opened), 10_000);
    socket.on("unexpected-response", (_request, { statusCode = 0 }) => {
      end(
        statusCode >= 400 && statusCode < 500
          ? { name: `HTTP ${statusCode}` }
          : { fault: `${path}: HTTP ${statusCode}` },
      );
    });
    socket.on("message", (data: ArrayBuffer) => {
      const { command, payload } = pb.Frame.decode(new Uint8Array(data));
      const answer = answerOf({ is: "frame", command: command ?? 0, payload: payload ?? new Uint8Array(0) });
      const [outcome] = answer?.outcomes ?? [];
      if (outcome && "name" in outcome && outcome.name === "ok") end({ name: "ok" });
      else if (outcome) opened = outcome;
    });
    socket.on("close", (code, reason) => {
      const closed = closeOutcome({ code, reason: reason.toString() });
      end("fault" in closed ? { fault: `${path.slice(0, 80)}: ${closed.fault}` } : closed);
    });
    socket.on("error", (error) => {
      // A client that offered no `xsync` gets no subprotocol back, and hangs up by itself.
      if (/no subprotocol/.test(error.message)) end({ name: "no subprotocol" });
      else if (!/Unexpected server response/.test(error.message)) end({ fault: `${path}: ${error.message}` });
    });
  });
}
