/** One WebSocket to any of the four transports: unwrapped, but not interpreted. */

import { WebSocket } from "ws";
import { pb } from "../../../protocol/codec.ts";
import { joined } from "./raw-fields.ts";

export type Transport = "inbox" | "direct" | "plain" | "socketio";

export type WireEvent =
  | { readonly is: "frame"; readonly command: number; readonly payload: Uint8Array }
  | { readonly is: "text"; readonly text: string }
  | { readonly is: "close"; readonly code: number; readonly reason: string };

const EVENT_HEADER = '451-["frame",{"_placeholder":true,"num":0}]';

export interface Address {
  readonly transport: Transport;
  readonly url: string;
  /** For the SDK's transports. */
  readonly token?: string;
  readonly guid?: string;
  /** For direct sockets. */
  readonly xid?: number;
  readonly sn?: number;
  readonly after?: number;
}

export class WireSocket {
  readonly transport: Transport;
  readonly #socket: WebSocket;
  readonly #events: WireEvent[] = [];
  #wake: (() => void) | null = null;
  #headerSeen = false;
  #closed = false;

  private constructor(transport: Transport, socket: WebSocket) {
    this.transport = transport;
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    socket.on("message", (data: ArrayBuffer | Buffer, binary: boolean) => {
      if (binary) this.#binary(new Uint8Array(data));
      else this.#text(data.toString());
    });
    socket.on("close", (code, reason) => {
      this.#closed = true;
      this.#push({ is: "close", code, reason: reason.toString() });
    });
    socket.on("error", () => {});
  }

  /** Resolves once it is open and, on Socket.IO, greeted. */
  static async open(address: Address): Promise<WireSocket> {
    const socket = new WebSocket(urlOf(address), protocolsOf(address));
    const wire = new WireSocket(address.transport, socket);
    await new Promise<void>((resolve, reject) => {
      socket.once("open", resolve);
      socket.once("error", reject);
    });
    if (address.transport === "socketio") for (const _ of ["0", "40"]) await wire.next();
    return wire;
  }

  get closed(): boolean {
    return this.#closed;
  }

  frame(frame: Uint8Array): void {
    if (this.transport !== "socketio") return this.raw(frame);
    this.raw(EVENT_HEADER);
    this.raw(joined([[4], frame]));
  }

  raw(message: string | Uint8Array): void {
    this.#socket.send(message);
  }

  /** The next thing that arrived; null when nothing did in time. */
  async next(timeoutMs = 10_000): Promise<WireEvent | null> {
    if (this.#events.length === 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#wake = null;
    }
    return this.#events.shift() ?? null;
  }

  close(): void {
    this.#socket.close(1000);
  }

  terminate(): void {
    this.#socket.terminate();
  }

  #text(text: string): void {
    if (this.transport === "socketio" && text === EVENT_HEADER) this.#headerSeen = true;
    else this.#push({ is: "text", text });
  }

  #binary(bytes: Uint8Array): void {
    let frame = bytes;
    if (this.transport === "socketio") {
      if (!this.#headerSeen || bytes[0] !== 4) throw new Error("a binary packet without its event");
      this.#headerSeen = false;
      frame = bytes.subarray(1);
    }
    const { command, payload } = pb.Frame.decode(frame);
    this.#push({ is: "frame", command: command ?? 0, payload: payload ?? new Uint8Array(0) });
  }

  #push(event: WireEvent): void {
    this.#events.push(event);
    this.#wake?.();
  }
}

function urlOf({ transport, url, guid, xid, sn, after }: Address): string {
  const base = url.replace(/^http/, "ws");
  switch (transport) {
    case "inbox":
      return `${base}/xsync?guid=${guid}&platform=6`;
    case "direct":
      return `${base}/xsync/conversations/${xid}?sn=${sn}${after === undefined ? "" : `&after=${after}`}`;
    case "plain":
      return `${base}/`;
    case "socketio":
      return `${base}/socket.io/?EIO=3&transport=websocket`;
    default:
      return transport satisfies never;
  }
}

function protocolsOf({ transport, token }: Address): string[] {
  return transport === "inbox" || transport === "direct" ? ["xsync", `token.${token}`] : [];
}
