import type { Socket } from "../../../client/src/api/ports";

/** One end of a socket, with frames on their way in both directions. */
export class FakeSocket implements Socket {
  binaryType = "";
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  onerror: Socket["onerror"] = null;
  readonly url: URL;
  readonly uid: number;
  readonly up: (string | Uint8Array)[] = [];
  readonly down: (string | Uint8Array | { close: number })[] = [];
  at: "dialing" | "open" | "closed" = "dialing";
  /** The server knows of it. */
  attached = false;
  sn = 0;
  /** Swallows everything without a word: a network that went away. */
  dead = false;
  /** The server closed it, and has yet to end the connection: nothing is told, and what is sent reaches nobody. */
  closing = false;

  constructor(url: string, protocols: string[]) {
    this.url = new URL(url);
    this.uid = Number(protocols[1]?.replace("token.", ""));
  }

  get readyState(): number {
    return this.at === "dialing" ? 0 : this.at === "closed" ? 3 : this.closing ? 2 : 1;
  }

  /** The conversation of a direct socket, or null. */
  get xid(): number | null {
    const id = /conversations\/(\d+)/.exec(this.url.pathname)?.[1];
    return id === undefined ? null : Number(id);
  }

  send(data: string | Uint8Array): void {
    if (this.at !== "open") throw new Error("not open");
    if (this.closing) return;
    this.up.push(data);
  }

  close(): void {
    this.at = "closed";
  }

  /** The connection breaks: what is on its way is lost. */
  cut(code = 1006): void {
    this.up.length = 0;
    this.down.length = 0;
    if (this.at === "closed") return;
    this.at = "closed";
    this.onclose?.({ code, reason: "" });
  }
}
