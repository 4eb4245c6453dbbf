/**
 * A WebSocket client with nothing in it but what a load generator needs: it shares one core with a whole lab, and the
 * usual client spends more on a frame than the server does.
 */

import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";

export interface SocketEvents {
  /** A binary frame; the bytes are only valid during the call. */
  frame(bytes: Buffer): void;
  closed(code: number, reason: string): void;
}

const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;
const END_OF_HEAD = Buffer.from("\r\n\r\n");
const NOTHING = Buffer.alloc(0);

export class RawSocket {
  readonly #socket: Socket;
  readonly #events: SocketEvents;
  #rest: Buffer = NOTHING;
  #open = false;
  #closed = false;

  private constructor(socket: Socket, events: SocketEvents) {
    this.#socket = socket;
    this.#events = events;
  }

  /** Resolves once the server has answered 101. `url` is http://. */
  static connect(url: string, protocols: string[], events: SocketEvents): Promise<RawSocket> {
    const { hostname, port, pathname, search, host } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    const raw = new RawSocket(socket, events);
    return new Promise((resolve, reject) => {
      socket.on("connect", () => socket.write(request(host, pathname + search, protocols)));
      socket.on("error", (error) => (raw.#open ? raw.#end(1006, error.message) : reject(error)));
      socket.on("close", () => (raw.#open ? raw.#end(1006, "cut") : reject(new Error(`${url}: closed`))));
      socket.on("data", (chunk) => {
        if (raw.#open) return raw.#read(chunk);
        const rest = raw.#handshake(chunk);
        if (rest === null) return;
        if (!raw.#open) return reject(new Error(`${url}: ${rest.toString("latin1").split("\r\n", 1)[0]}`));
        raw.#rest = rest;
        resolve(raw);
        // After whoever awaits the connection has seen it.
        setImmediate(() => raw.#read(NOTHING));
      });
    });
  }

  /** Sends binary frames with one write. */
  send(frames: readonly Uint8Array[]): void {
    if (this.#closed) return;
    let length = 0;
    for (const frame of frames) length += headLength(frame.length) + frame.length;
    const out = Buffer.allocUnsafe(length);
    let at = 0;
    for (const frame of frames) {
      at = writeHead(out, at, BINARY, frame.length);
      out.set(frame, at);
      at += frame.length;
    }
    this.#socket.write(out);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    const out = Buffer.alloc(8);
    out.writeUInt16BE(1000, writeHead(out, 0, CLOSE, 2));
    this.#socket.end(out);
    this.#socket.resume();
  }

  /** The bytes after the head, or the head itself when the upgrade was refused; null while there is no whole head. */
  #handshake(chunk: Buffer): Buffer | null {
    const head = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const end = head.indexOf(END_OF_HEAD);
    this.#rest = head;
    if (end < 0) return null;
    this.#rest = NOTHING;
    this.#open = head.subarray(9, 12).toString("latin1") === "101";
    return this.#open ? head.subarray(end + END_OF_HEAD.length) : head;
  }

  #read(chunk: Buffer): void {
    const data = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    let at = 0;
    while (data.length - at >= 2) {
      const opcode = (data[at] ?? 0) & 15;
      let length = (data[at + 1] ?? 0) & 127;
      let body = at + 2;
      if (length === 126) {
        if (data.length < at + 4) break;
        length = data.readUInt16BE(at + 2);
        body = at + 4;
      } else if (length === 127) {
        if (data.length < at + 10) break;
        length = Number(data.readBigUInt64BE(at + 2));
        body = at + 10;
      }
      if (data.length < body + length) break;
      this.#frame(opcode, data.subarray(body, body + length));
      at = body + length;
    }
    this.#rest = at < data.length ? data.subarray(at) : NOTHING;
  }

  #frame(opcode: number, bytes: Buffer): void {
    if (opcode === BINARY) return this.#events.frame(bytes);
    if (opcode === CLOSE) return this.#end(bytes.length >= 2 ? bytes.readUInt16BE(0) : 1005, bytes.toString("utf8", 2));
    if (opcode !== PING) return;
    const out = Buffer.alloc(headLength(bytes.length) + bytes.length);
    bytes.copy(out, writeHead(out, 0, PONG, bytes.length));
    this.#socket.write(out);
  }

  #end(code: number, reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#socket.destroy();
    this.#events.closed(code, reason);
  }
}

function request(host: string, path: string, protocols: string[]): string {
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: ${host}`,
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
    ...(protocols.length > 0 ? [`Sec-WebSocket-Protocol: ${protocols.join(", ")}`] : []),
  ];
  return `${lines.join("\r\n")}\r\n\r\n`;
}

function headLength(length: number): number {
  return length < 126 ? 6 : length < 65_536 ? 8 : 14;
}

/** The head of a masked frame. The mask is zero: the bytes travel as they are, and cost nothing to mask. */
function writeHead(out: Buffer, at: number, opcode: number, length: number): number {
  let next = at;
  out[next++] = 0x80 | opcode;
  if (length < 126) out[next++] = 0x80 | length;
  else if (length < 65_536) {
    out[next++] = 0x80 | 126;
    next = out.writeUInt16BE(length, next);
  } else {
    out[next++] = 0x80 | 127;
    next = out.writeBigUInt64BE(BigInt(length), next);
  }
  return out.writeUInt32BE(0, next);
}
