/** The two ways existing clients connect: frames as WebSocket messages, or as Socket.IO v2 events. */

import io from "socket.io-client";
import WebSocket from "ws";
import { layCable } from "./cable.ts";

export type TransportKind = "raw" | "socketio";

export interface TransportEvents {
  onFrame(frame: Uint8Array): void;
  /** `code` only where the library tells it. */
  onClose(code: number | null): void;
  /** Something these clients have no use for and never get from their own server. */
  onWrong(what: string): void;
}

export interface Transport {
  send(frame: Uint8Array): void;
  /** Says goodbye as the client does at logout. */
  close(): void;
  /** The network drops: no goodbye. */
  cut(): void;
}

/** A `webim` entry of discovery. */
export interface Host {
  protocol: string;
  host: string;
  /** What a proxy in front of the server adds; raw alone. */
  headers?: Record<string, string>;
}

export function open(kind: TransportKind, host: Host, events: TransportEvents): Promise<Transport> {
  return kind === "raw" ? openRaw(host, events) : openSocketIo(host, events);
}

/** The mini-program client: no path, binary messages only. */
function openRaw({ protocol, host, headers = {} }: Host, events: TransportEvents): Promise<Transport> {
  const socket = new WebSocket(`${protocol === "https" ? "wss" : "ws"}://${host}`, { headers });
  return new Promise((resolve, reject) => {
    socket.on("message", (data, isBinary) => {
      if (isBinary && Buffer.isBuffer(data)) events.onFrame(new Uint8Array(data));
      else events.onWrong(`text message ${String(data)}`);
    });
    socket.on("close", (code) => events.onClose(code));
    socket.on("error", reject);
    socket.on("open", () =>
      resolve({
        send: (frame) => socket.send(frame),
        close: () => socket.close(1000),
        cut: () => socket.terminate(),
      }),
    );
  });
}

/** The browser client. Reconnecting is left to the test, so that one test sees one connection. */
async function openSocketIo({ protocol, host }: Host, events: TransportEvents): Promise<Transport> {
  // The library gives no hold on its connection.
  const cable = await layCable(host);
  const socket = io(`${protocol}://${cable.host}`, { transports: ["websocket"], forceNew: true, reconnection: false });
  return new Promise((resolve, reject) => {
    socket.on("frame", (data: unknown) => {
      if (Buffer.isBuffer(data) || data instanceof ArrayBuffer) events.onFrame(new Uint8Array(data));
      else events.onWrong(`a frame that is not binary: ${String(data)}`);
    });
    socket.on("disconnect", () => events.onClose(null));
    // An error packet carries a text; an Error is the connection breaking, and "disconnect" follows it.
    socket.on("error", (error: unknown) => {
      if (!(error instanceof Error)) events.onWrong(`error packet ${String(error)}`);
    });
    socket.on("connect_error", reject);
    socket.on("connect", () =>
      resolve({
        send: (frame) => socket.emit("frame", Buffer.from(frame)),
        close: () => socket.close(),
        cut: () => cable.cut(),
      }),
    );
  });
}
