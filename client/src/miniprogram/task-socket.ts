import type { Socket } from "../index";
import { isAlipay } from "./found-host";
import type { ConnectOptions, MiniProgramHost, SocketTask } from "./host";

/** What a socket ends with that never said why. */
const ABNORMAL = 1006;

/** A SocketTask as the SDK knows sockets: whatever happens to it, `onclose` comes once, and not before `new` is over. */
export class TaskSocket implements Socket {
  /** Hosts give binary messages as ArrayBuffer, and nothing else. */
  binaryType = "arraybuffer";
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  onerror: Socket["onerror"] = null;
  readonly #host: MiniProgramHost;
  #task: SocketTask | null = null;
  #closed = false;

  constructor(host: MiniProgramHost, url: string, protocols: string[]) {
    this.#host = host;
    // Without a callback uni-app returns no task. Failing here is told by onError, or by nothing at all.
    const options: ConnectOptions = { url, protocols, multiple: true, success() {}, fail: () => this.#endSoon() };
    const task = host.connectSocket(options);
    if (isPromise(task)) {
      task.then(
        (ready) => this.#take(ready),
        () => this.#end(ABNORMAL),
      );
    } else this.#take(task);
  }

  send(data: string | Uint8Array<ArrayBuffer>): void {
    const task = this.#task;
    if (!task || this.#closed) return;
    const fail = () => this.#lose(task);
    if (typeof data === "string") task.send({ data, fail });
    else {
      const bytes = bufferOf(data);
      // Others would take base64 for a text.
      const packed = isAlipay(this.#host) && this.#host.arrayBufferToBase64?.(bytes);
      task.send({ data: packed || bytes, isBuffer: true, fail });
    }
  }

  close(code = 1000, reason = ""): void {
    this.#closed = true;
    this.#task?.close({ code, reason, fail() {} });
  }

  #take(task: SocketTask): void {
    if (this.#closed) return task.close({ code: 1000, fail() {} });
    this.#task = task;
    task.onOpen(() => this.onopen?.(undefined as never));
    task.onMessage(({ data }) => {
      if (this.#closed) return;
      const { isBuffer, data: inner = data }: { readonly isBuffer?: boolean; readonly data?: unknown } = Object(data);
      const bytes = isBuffer && typeof inner === "string" && this.#host.base64ToArrayBuffer?.(inner);
      this.onmessage?.({ data: bytes || inner });
    });
    task.onClose((event) => this.#end(event?.code ?? ABNORMAL, event?.reason));
    // A connection that could not be made ends with this event alone in some hosts.
    task.onError(() => this.#endSoon());
  }

  /** A message that could not be sent breaks the order: the connection is of no use any more. */
  #lose(task: SocketTask): void {
    task.close({ code: 1000, fail() {} });
    this.#end(ABNORMAL);
  }

  /** Not in the same turn: the close event that follows in most hosts knows the code. */
  #endSoon(): void {
    void Promise.resolve().then(() => this.#end(ABNORMAL));
  }

  #end(code: number, reason = ""): void {
    if (this.#closed) return;
    this.#closed = true;
    this.onclose?.({ code, reason });
  }
}

function isPromise(task: SocketTask | Promise<SocketTask>): task is Promise<SocketTask> {
  return "then" in task;
}

/** Exactly these bytes: a frame may be a view into a larger buffer, and hosts take whole buffers only. */
export function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>): ArrayBuffer {
  return byteLength === buffer.byteLength ? buffer : buffer.slice(byteOffset, byteOffset + byteLength);
}
