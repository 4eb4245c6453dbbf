/** The functions of a mini-program host that the SDK uses, in the spelling that WeChat, uni-app, Taro, Alipay and others share. */

import type { RestMethod } from "../index";

/** What every call takes. Hosts report by callbacks; where they return a promise as well, nobody looks at it. */
interface Callbacks<Result> {
  success?(result: Result): void;
  fail?(problem: unknown): void;
}

/** One connection. Alipay wraps what it received once more, and has bytes as base64, both ways, with `isBuffer` beside it. */
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
  data?: string | ArrayBuffer;
  /** Text: the SDK reads the JSON itself, because hosts round what JSON.parse does not understand. */
  dataType: "text";
  responseType: "text";
}

/** `statusCode` in WeChat and its likes, `status` in Alipay. */
export interface RequestAnswer {
  readonly statusCode?: number;
  readonly status?: number;
  readonly data: unknown;
  readonly header?: Readonly<Record<string, unknown>>;
}

/** What a transfer under way can be asked; some hosts have less of it. */
export interface TransferTask<Progress> {
  onProgressUpdate?(listener: (progress: Progress) => void): void;
  abort?(): void;
}

export interface UploadFileOptions extends Callbacks<RequestAnswer> {
  url: string;
  filePath: string;
  /** Of the field in the form; Alipay says fileName. */
  name: "file";
  fileName: "file";
  /** Alipay wants to know. */
  fileType: string;
}

export interface DownloadFileOptions extends Callbacks<DownloadFileAnswer> {
  url: string;
  header: Readonly<Record<string, string>>;
  headers: Readonly<Record<string, string>>;
}

/** Alipay says apFilePath, and no status. */
export interface DownloadFileAnswer {
  readonly statusCode?: number;
  readonly tempFilePath?: string;
  readonly apFilePath?: string;
}

/** `wx`, `uni`, `Taro`, `my`, `tt`, `swan`, `qq` …: pass the one that the application has. */
export interface MiniProgramHost {
  connectSocket(options: ConnectOptions): SocketTask | Promise<SocketTask>;
  request(options: RequestOptions): unknown;
  uploadFile?(options: UploadFileOptions): TransferTask<{ readonly totalBytesSent: number }> | undefined;
  downloadFile?(
    options: DownloadFileOptions,
  ): TransferTask<{ readonly totalBytesWritten: number; readonly totalBytesExpectedToWrite: number }> | undefined;
  /** Alipay's sockets need them. */
  arrayBufferToBase64?(bytes: ArrayBuffer): string;
  base64ToArrayBuffer?(text: string): ArrayBuffer;
  getStorage(options: Callbacks<{ readonly data?: unknown }> & { key: string }): unknown;
  setStorage(options: Callbacks<unknown> & { key: string; data: string }): unknown;
  onNetworkStatusChange?(listener: (event: { readonly isConnected: boolean }) => void): void;
  offNetworkStatusChange?(listener: (event: { readonly isConnected: boolean }) => void): void;
  onAppShow?(listener: () => void): void;
  offAppShow?(listener: () => void): void;
}
