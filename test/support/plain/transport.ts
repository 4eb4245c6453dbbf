/** The two ways existing clients connect: frames as WebSocket messages, or as Socket.IO v2 events. */

import io from "socket.io-client";
import WebSocket from "ws";

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
}

export function open(kind: TransportKind, host: Host, events: TransportEvents): Promise<Transport> {
  return kind === "raw" ? openRaw(host, events) : openSocketIo(host, events);
}

/** The mini-program client: no path, binary messages only. */
function openRaw({ protocol, host }: Host, events: TransportEvents): Promise<Transport> {
  const socket = new WebSocket(`${protocol === "https" ? "wss" : "ws"}://${host}`);
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
function openSocketIo({ protocol, host }: Host, events: TransportEvents): Promise<Transport> {
  const socket = io(`${protocol}://${host}`, { transports: ["websocket"], forceNew: true, reconnection: false });
  return new Promise((resolve, reject) => {
    socket.on("frame", (data: unknown) => {
      if (Buffer.isBuffer(data) || data instanceof ArrayBuffer) events.onFrame(new Uint8Array(data));
      else events.onWrong(`a frame that is not binary: ${String(data)}`);
    });
    socket.on("disconnect", () => events.onClose(null));
    socket.on("error", (error: unknown) => events.onWrong(`error packet ${String(error)}`));
    socket.on("connect_error", reject);
    socket.on("connect", () =>
      resolve({
        send: (frame) => socket.emit("frame", Buffer.from(frame)),
        close: () => socket.close(),
        cut: () => socket.io.engine.transport.ws.terminate(),
      }),
    );
  });
}
