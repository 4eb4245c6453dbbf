/** The functions of a mini-program host that the SDK uses, in the spelling that WeChat, uni-app, Taro, Alipay and others share. */

import type { RestMethod } from "../index";

/** What every call takes. Hosts report by callbacks; where they return a promise as well, nobody looks at it. */
interface Callbacks<Result> {
  success?(result: Result): void;
  fail?(problem: unknown): void;
}

/** One connection. Alipay wraps what it received once more, with `isBuffer` beside it. */
export interface SocketTask {
  onOpen(listener: () => void): void;
  onMessage(listener: (event: { readonly data: unknown }) => void): void;
  onClose(listener: (event: { readonly code?: number; readonly reason?: string } | undefined) => void): void;
  onError(listener: (problem: unknown) => void): void;
  send(options: Callbacks<unknown> & { data: string | ArrayBuffer; isBuffer?: boolean }): void;
  close(options: Callbacks<unknown> & { code?: number; reason?: string }): void;
}

export interface ConnectOptions extends Callbacks<unknown> {
  url: string;
  protocols: string[];
  /** Alipay: a connection of one's own instead of the one shared by all. Unknown to the others. */
  multiple: true;
}

export interface RequestOptions extends Callbacks<RequestAnswer> {
  url: string;
  method: RestMethod;
  /** Alipay calls them `headers`; both are given. */
  header: Readonly<Record<string, string>>;
  headers: Readonly<Record<string, string>>;
  data?: string;
  /** Text: the SDK reads the JSON itself, because hosts round what JSON.parse does not understand. */
  dataType: "text";
  responseType: "text";
}

/** `statusCode` in WeChat and its likes, `status` in Alipay. */
export interface RequestAnswer {
  readonly statusCode?: number;
  readonly status?: number;
  readonly data: unknown;
}

/** `wx`, `uni`, `Taro`, `my`, `tt`, `swan`, `qq` …: pass the one that the application has. */
export interface MiniProgramHost {
  connectSocket(options: ConnectOptions): SocketTask | Promise<SocketTask>;
  request(options: RequestOptions): unknown;
  getStorage(options: Callbacks<{ readonly data?: unknown }> & { key: string }): unknown;
  setStorage(options: Callbacks<unknown> & { key: string; data: string }): unknown;
  onNetworkStatusChange?(listener: (event: { readonly isConnected: boolean }) => void): void;
  offNetworkStatusChange?(listener: (event: { readonly isConnected: boolean }) => void): void;
  onAppShow?(listener: () => void): void;
  offAppShow?(listener: () => void): void;
}
