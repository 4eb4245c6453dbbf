/**
 * A mini-program host that is as strict as the real one documents: at most five sockets, binary data as whole
 * ArrayBuffers, nothing sent before the connection is open, callbacks in later turns, JSON parsed unless text was asked
 * for, storage by key with limits, and sockets that end without a word while the program is hidden.
 */

import { Buffer } from "node:buffer";
import { WebSocket } from "ws";

const MAX_SOCKETS = 5;
const MAX_REQUESTS = 10;
const MAX_VALUE_CHARS = 1024 * 1024;

type Listener = (event?: unknown) => void;

interface Callbacks {
  success?: Listener;
  fail?: Listener;
  complete?: Listener;
}

interface ConnectOptions extends Callbacks {
  url: string;
  protocols?: string[];
  header?: Record<string, string>;
}

interface RequestOptions extends Callbacks {
  url: string;
  method?: string;
  header?: Record<string, string>;
  data?: unknown;
  dataType?: string;
}

export interface StrictWx {
  /** What the program sees as `wx`. */
  readonly wx: Record<string, unknown>;
  /** The user goes to another program: after a while the host ends all sockets and tells nobody. */
  hide(): void;
  /** And comes back. */
  show(): void;
  readonly openSockets: number;
  /** Puts a file where the program's pickers would: its path. */
  putFile(bytes: Uint8Array<ArrayBuffer>, type: string): string;
  /** The file at a path that the program was given. */
  fileAt(path: string): Promise<Uint8Array>;
  /** Most sockets that were open at once. */
  readonly mostSockets: number;
  stop(): void;
}

/** `ofProgram` makes values of the program's own realm out of bytes, as a host does. */
export function strictWx(
  ofProgram: { arrayBuffer(bytes: Uint8Array): unknown; isArrayBuffer(value: unknown): boolean },
  storage = new Map<string, unknown>(),
): StrictWx {
  const sockets = new Set<WebSocket>();
  const shown = new Set<Listener>();
  const network = new Set<Listener>();
  let most = 0;
  let requests = 0;
  /** The program ended: nothing it still does reaches the world. */
  let ended = false;

  const later = (listener: Listener | undefined, event?: unknown) => {
    if (listener) setTimeout(() => listener(event), 0);
  };
  const settle = (options: Callbacks, problem: string | null, result: object = {}) => {
    const outcome = { ...result, errMsg: problem ?? "ok" };
    later(problem === null ? options.success : options.fail, outcome);
    later(options.complete, outcome);
  };

  function connectSocket(options: ConnectOptions): unknown {
    if (ended) return taskOf(null);
    if (sockets.size >= MAX_SOCKETS) {
      settle(options, "connectSocket:fail exceed max task count 5");
      return taskOf(null);
    }
    const socket = new WebSocket(options.url, options.protocols ?? [], { perMessageDeflate: false });
    socket.binaryType = "nodebuffer";
    sockets.add(socket);
    most = Math.max(most, sockets.size);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    settle(options, null);
    return taskOf(socket);
  }

  function taskOf(socket: WebSocket | null): unknown {
    return {
      onOpen: (listener: Listener) => socket?.on("open", () => later(listener, {})),
      onMessage: (listener: Listener) =>
        socket?.on("message", (data: Buffer, isBinary: boolean) =>
          later(listener, { data: isBinary ? ofProgram.arrayBuffer(data) : data.toString() }),
        ),
      // A socket that the host ended while hidden says nothing.
      onClose: (listener: Listener) =>
        socket?.on("close", (code: number, reason: Buffer) => {
          if (!silent.has(socket)) later(listener, { code, reason: reason.toString() });
        }),
      onError: (listener: Listener) => {
        if (socket) socket.on("error", (error: Error) => later(listener, { errMsg: error.message }));
        else later(listener, { errMsg: "exceed max task count 5" });
      },
      send(options: Callbacks & { data?: unknown }) {
        const { data } = options;
        if (typeof data !== "string" && !ofProgram.isArrayBuffer(data)) {
          throw new TypeError("SocketTask.send:fail parameter.data should be String or ArrayBuffer");
        }
        if (socket?.readyState !== WebSocket.OPEN) return settle(options, "sendSocketMessage:fail not connected");
        socket.send(typeof data === "string" ? data : Buffer.from(data as ArrayBuffer));
        settle(options, null);
      },
      close(options: Callbacks & { code?: number; reason?: string }) {
        const { code = 1000, reason = "" } = options;
        if (code !== 1000 && (code < 3000 || code > 4999))
          return settle(options, `closeSocket:fail invalid code ${code}`);
        socket?.close(code, reason);
        settle(options, null);
      },
    };
  }

  function request(options: RequestOptions): unknown {
    if (ended) return {};
    if (requests >= MAX_REQUESTS) {
      settle(options, "request:fail exceed max task count 10");
      return {};
    }
    requests++;
    const { url, method = "GET", header = {}, data } = options;
    const body = method === "GET" ? undefined : bodyOf(data);
    fetch(url, { method, headers: { "content-type": "application/json", ...header }, ...(body ? { body } : {}) })
      .then(async (response) => {
        const text = await response.text();
        settle(options, null, { statusCode: response.status, data: parsed(text, options.dataType ?? "json") });
      })
      .catch((error: Error) => settle(options, `request:fail ${error.message}`))
      .finally(() => requests--);
    return { abort() {} };
  }

  const bodyOf = (data: unknown) => {
    if (ofProgram.isArrayBuffer(data)) return Buffer.from(data as ArrayBuffer);
    return typeof data === "string" ? data : JSON.stringify(data ?? {});
  };
  const files = new Map<string, Blob>();
  const putFile = (blob: Blob) => {
    const path = `wxfile://tmp_${files.size + 1}`;
    files.set(path, blob);
    return path;
  };

  /** A transfer whose task can be ended and tells how far it is. */
  function transfer(options: Callbacks, run: (signal: AbortSignal, tell: Listener) => Promise<object>): unknown {
    const control = new AbortController();
    const listeners = new Set<Listener>();
    run(control.signal, (progress) => {
      for (const listener of listeners) later(listener, progress);
    }).then(
      (result) => settle(options, null, result),
      (error: Error) => settle(options, control.signal.aborted ? "fail abort" : `fail ${error.message}`),
    );
    return { abort: () => control.abort(), onProgressUpdate: (listener: Listener) => void listeners.add(listener) };
  }

  function uploadFile(
    options: Callbacks & { url: string; filePath: string; name: string; formData?: object },
  ): unknown {
    return transfer(options, async (signal, tell) => {
      const file = files.get(options.filePath);
      if (!file) throw new Error("file not found");
      if (!options.name) throw new Error("parameter.name should be String");
      const form = new FormData();
      for (const [name, value] of Object.entries(options.formData ?? {})) form.append(name, String(value));
      form.append(options.name, file, options.filePath.split("/").at(-1));
      const response = await fetch(options.url, { method: "POST", body: form, signal });
      tell({ progress: 100, totalBytesSent: file.size, totalBytesExpectedToSend: file.size });
      // Whatever it is, it is given as text.
      return { statusCode: response.status, data: await response.text() };
    });
  }

  function downloadFile(options: Callbacks & { url: string; header?: Record<string, string> }): unknown {
    return transfer(options, async (signal, tell) => {
      const response = await fetch(options.url, { headers: options.header ?? {}, signal });
      const file = await response.blob();
      tell({ progress: 100, totalBytesWritten: file.size, totalBytesExpectedToWrite: file.size });
      return { statusCode: response.status, tempFilePath: putFile(file) };
    });
  }

  const silent = new Set<WebSocket>();
  const wx: Record<string, unknown> = {
    connectSocket,
    request,
    uploadFile,
    downloadFile,
    getStorage(options: Callbacks & { key: string }) {
      if (storage.has(options.key)) settle(options, null, { data: storage.get(options.key) });
      else settle(options, "getStorage:fail data not found");
    },
    setStorage(options: Callbacks & { key: string; data: unknown }) {
      if (ended) return;
      if (JSON.stringify(options.data).length > MAX_VALUE_CHARS)
        return settle(options, "setStorage:fail exceed max size");
      try {
        storage.set(options.key, options.data);
      } catch (full) {
        return settle(options, `setStorage:fail ${String(full)}`);
      }
      settle(options, null);
    },
    onAppShow: (listener: Listener) => void shown.add(listener),
    offAppShow: (listener: Listener) => void shown.delete(listener),
    onNetworkStatusChange: (listener: Listener) => void network.add(listener),
    offNetworkStatusChange: (listener: Listener) => void network.delete(listener),
  };
  const end = () => {
    for (const socket of sockets) {
      silent.add(socket);
      socket.terminate();
    }
  };
  return {
    wx,
    putFile: (bytes, type) => putFile(new Blob([bytes], { type })),
    async fileAt(path) {
      const file = files.get(path);
      if (!file) throw new Error(`no file at ${path}`);
      return new Uint8Array(await file.arrayBuffer());
    },
    hide: end,
    show() {
      for (const listener of shown) later(listener, {});
    },
    get openSockets() {
      return sockets.size;
    },
    get mostSockets() {
      return most;
    },
    stop() {
      ended = true;
      end();
    },
  };
}

function parsed(text: string, dataType: string): unknown {
  if (dataType !== "json") return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
