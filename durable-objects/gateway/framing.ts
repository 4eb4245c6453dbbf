/** The two ways existing clients wrap a frame: as it is, or as a Socket.IO v2 event over Engine.IO v3 (xsync.md §2.1). */

import { type ErrorName } from "../../protocol/errors";

export type Transport = "plain" | "socketio";

/** What a WebSocket message means. */
export type Incoming =
  | { is: "frame"; frame: Uint8Array }
  | { is: "reply"; text: string }
  | { is: "nothing" }
  | { is: "bye" }
  | { is: "wrong"; error: ErrorName };

const EVENT_HEADER = '451-["frame",{"_placeholder":true,"num":0}]';
/** Engine.IO v3 writes the type of a binary packet as a number, 4 = message. */
const ENGINE_MESSAGE = 4;

/** Client-initiated pings, as Engine.IO v3 has them. */
const PING_INTERVAL_MS = 25_000;
const PING_TIMEOUT_MS = 60_000;

/** What the server says first. */
export function greeting(transport: Transport, sid: string): string[] {
  if (transport === "plain") return [];
  const open = { sid, upgrades: [], pingInterval: PING_INTERVAL_MS, pingTimeout: PING_TIMEOUT_MS };
  return [`0${JSON.stringify(open)}`, "40"];
}

export function readMessage(transport: Transport, message: string | ArrayBuffer): Incoming {
  if (typeof message === "string") return transport === "plain" ? wrong() : readText(message);
  const bytes = new Uint8Array(message);
  if (transport === "plain") return { is: "frame", frame: bytes };
  // The placeholder before it says nothing that this byte does not, and may have been read before a hibernation.
  return bytes[0] === ENGINE_MESSAGE ? { is: "frame", frame: bytes.subarray(1) } : wrong();
}

function readText(text: string): Incoming {
  if (text === "2") return { is: "reply", text: "3" };
  if (text.startsWith("2")) return { is: "reply", text: `3${text.slice(1, 65)}` };
  if (text === EVENT_HEADER) return { is: "nothing" };
  if (text === "40" || text === "3" || text === "6") return { is: "nothing" };
  if (text === "41" || text === "1") return { is: "bye" };
  return isFrameEvent(text) ? { is: "nothing" } : wrong();
}

/** The header with other spacing or a namespace: still one event `frame` with one attachment. */
function isFrameEvent(text: string): boolean {
  const match = /^451-(?:\/[^,]*,)?(\[.*\])$/s.exec(text);
  if (!match?.[1]) return false;
  try {
    const event: unknown = JSON.parse(match[1]);
    return Array.isArray(event) && event.length === 2 && event[0] === "frame";
  } catch {
    return false;
  }
}

function wrong(): Incoming {
  return { is: "wrong", error: "FrameMalformed" };
}

/** A frame as WebSocket messages; the two of an event must not be separated. */
export function wrap(transport: Transport, frame: Uint8Array): (string | Uint8Array)[] {
  if (transport === "plain") return [frame];
  const packet = new Uint8Array(frame.byteLength + 1);
  packet[0] = ENGINE_MESSAGE;
  packet.set(frame, 1);
  return [EVENT_HEADER, packet];
}

/** What is said before the socket closes. */
export function farewell(transport: Transport): string[] {
  return transport === "socketio" ? ["41"] : [];
}
