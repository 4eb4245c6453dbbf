/** What the SDK needs from its host. Everything has a default for browsers and Node; a port replaces it elsewhere. */

import type { RestMethod } from "./rest";

/** An open or opening WebSocket, as browsers, Node and `ws` have it. */
export interface Socket {
  /** 2 and 3: closing, closed. */
  readonly readyState?: number;
  binaryType: string;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null;
  onerror: ((event: never) => void) | null;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
}

/** Opens a WebSocket. It may throw; it must not block. */
export type SocketPort = (url: string, protocols: string[]) => Socket;

export interface HttpRequest {
  readonly method: RestMethod;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpResponse {
  readonly status: number;
  readonly body: string;
  /** The header Retry-After, where there is one. */
  readonly retryAfter?: string | null | undefined;
}

/** Makes one HTTP request; rejects when there was no response at all. */
export type HttpPort = (request: HttpRequest) => Promise<HttpResponse>;

/** Time. `after` runs a function once and returns how to call it off. */
export interface ClockPort {
  /** Unix time, ms. */
  now(): number;
  after(delayMs: number, run: () => void): () => void;
}

/** Small values that should survive a reload: today the device's id. Two clients that run at once must not share one. */
export interface StoragePort {
  get(key: string): string | null | Promise<string | null>;
  set(key: string, value: string): void | Promise<void>;
}

/** Tells when the network came back or the page woke up; returns how to stop listening. */
export type WakePort = (woke: () => void) => () => void;

export interface Ports {
  readonly socket: SocketPort;
  readonly http: HttpPort;
  readonly clock: ClockPort;
  /** A number from 0 inclusive to 1 exclusive. */
  readonly random: () => number;
  readonly storage: StoragePort;
  readonly wake: WakePort;
}
