/**
 * Other hosts than WeChat, as strict as theirs document: made of the strict one by what they do differently. Alipay: bytes on
 * sockets are base64 and wrapped, connections of one's own have to be asked for, an answer is `status`, and a failure from
 * 400 on; what is not stored is null. uni-app: no task without a callback, and in Alipay no sub-protocols. Taro: tasks come
 * as promises.
 */

import { Buffer } from "node:buffer";
import type { StrictWx } from "./strict-wx.ts";

type Options = Record<string, unknown> & { success?(result: unknown): void; fail?(problem: unknown): void };
type Host = Record<string, unknown>;
type Call = (options: Options) => unknown;
type Task = Record<"onOpen" | "onClose" | "onError" | "onMessage", (listener: (event: never) => void) => void> &
  Record<"send" | "close", (options: Options) => void>;

export interface RealmBytes {
  arrayBuffer(bytes: Uint8Array): unknown;
  isArrayBuffer(value: unknown): boolean;
}

export function alipay({ wx }: StrictWx, { arrayBuffer, isArrayBuffer }: RealmBytes): Host {
  const call = (name: string, options: Options) => (wx[name] as Call)(options);
  const failing = (options: Options) => (problem: unknown) =>
    options.fail?.({ error: 12, errorMessage: (problem as { errMsg: string }).errMsg });
  const toBase64 = (bytes: unknown) => Buffer.from(bytes as ArrayBuffer).toString("base64");

  const taskOf = (task: Task): Task => ({
    ...task,
    onMessage: (listener) =>
      task.onMessage((({ data }: { data: unknown }) => {
        const isBuffer = isArrayBuffer(data);
        listener({ data: { data: isBuffer ? toBase64(data) : data, isBuffer } } as never);
      }) as never),
    send({ data, isBuffer, ...options }) {
      if (typeof data !== "string") throw new TypeError("my.SocketTask.send: data should be String");
      task.send({ ...options, data: isBuffer ? arrayBuffer(Buffer.from(data, "base64")) : data });
    },
  });

  return {
    ...wx,
    connectSocket(options: Options) {
      if (options["multiple"] !== true) throw new TypeError("there is one socket, and it has no task");
      return taskOf(call("connectSocket", options) as Task);
    },
    request({ headers, success, fail, header: _, ...options }: Options) {
      const answered = (result: unknown) => {
        const { statusCode, data } = result as { statusCode: number; data: unknown };
        if (statusCode < 400) success?.({ status: statusCode, data, headers: {} });
        else fail?.({ error: 19, errorMessage: "http status error", status: statusCode, data, headers: {} });
      };
      return call("request", {
        ...options,
        header: headers,
        success: answered,
        fail: failing({ ...options, fail } as Options),
      });
    },
    getStorage: ({ success, ...options }: Options) =>
      call("getStorage", { ...options, ...(success && { success, fail: () => success({ data: null }) }) }),
    arrayBufferToBase64: toBase64,
    base64ToArrayBuffer: (text: string) => arrayBuffer(Buffer.from(text, "base64")),
  };
}

/** `of` is what the host's own functions are. */
export const uniApp = (of: Host, strips: boolean): Host => ({
  ...of,
  connectSocket({ protocols, ...options }: Options) {
    if (!options.success && !options.fail) return Promise.resolve();
    return (of["connectSocket"] as Call)(strips ? options : { ...options, protocols });
  },
});

export const taro = ({ wx }: StrictWx): Host => ({
  ...wx,
  connectSocket: async (options: Options) => {
    const task = (wx["connectSocket"] as Call)(options) as object;
    return { ...task };
  },
});
