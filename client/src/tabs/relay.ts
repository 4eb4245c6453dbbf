import type { Socket, SocketPort } from "../api/ports";
import { decode, encode } from "../codec/codec";
import { SYNC, UNREAD } from "../delivery/frames";
import type { Wire } from "../generated/schema";
import { bodyOf, MESSAGE } from "../message/read";

export interface RelayHost {
  down(id: string, data: unknown): void;
  closed(id: string, code: number): void;
}

interface Sent {
  readonly from: string;
  readonly meta: Wire["Meta"];
}

/** Sends that are remembered until their ack; more than any outbox holds. */
const MAX_SENT = 10_000;

/**
 * One real socket for the virtual ones of all tabs. Everything that comes goes to all of them, but for answers, which go to who
 * asked. What one tab sent and the server took is told to the others as a push, for the server sees one device.
 */
export class Relay {
  readonly #open: SocketPort;
  readonly #host: RelayHost;
  readonly #attached = new Set<string>();
  #socket: Socket | null = null;
  #up = false;
  /** What was sent before the socket was open. */
  #early: (string | Uint8Array<ArrayBuffer>)[] = [];
  /** The first frame, for those who come later. */
  #provision: ArrayBuffer | null = null;
  /** Who asked for the list, and for which page backward, oldest first: the server answers in order. */
  #lists: string[] = [];
  #pages: { readonly xid: number; readonly id: string }[] = [];
  readonly #sent = new Map<number, Sent>();

  constructor(open: SocketPort, host: RelayHost) {
    this.#open = open;
    this.#host = host;
  }

  dial(id: string, url: string, protocols: string[]): void {
    this.#attached.add(id);
    if (this.#provision) this.#host.down(id, this.#provision);
    if (!this.#socket) this.#connect(url, protocols);
  }

  up(id: string, data: string | Uint8Array<ArrayBuffer>): void {
    if (!this.#attached.has(id)) return this.#host.closed(id, 1006);
    if (typeof data !== "string") this.#note(id, data);
    if (!this.#up) this.#early.push(data);
    else this.#write(data);
  }

  bye(id: string): void {
    this.#attached.delete(id);
    if (this.#attached.size === 0) this.#down(1000);
  }

  end(): void {
    this.#down(1006);
  }

  #connect(url: string, protocols: string[]): void {
    let socket: Socket;
    try {
      socket = this.#open(url, protocols);
    } catch {
      return this.#down(1006);
    }
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      if (this.#socket !== socket) return;
      this.#up = true;
      for (const data of this.#early.splice(0)) this.#write(data);
    };
    socket.onmessage = ({ data }) => {
      if (this.#socket === socket) this.#receive(data);
    };
    socket.onclose = ({ code }) => {
      if (this.#socket === socket) this.#down(code);
    };
    socket.onerror = () => {};
  }

  #write(data: string | Uint8Array<ArrayBuffer>): void {
    try {
      this.#socket?.send(data);
    } catch {
      this.#down(1006);
    }
  }

  #down(code: number): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#up = false;
    this.#provision = null;
    this.#early = [];
    this.#lists = [];
    this.#pages = [];
    this.#sent.clear();
    try {
      socket?.close(1000);
    } catch {
      // Not open yet, in hosts that mind.
    }
    const attached = [...this.#attached];
    this.#attached.clear();
    for (const id of attached) this.#host.closed(id, code);
  }

  /** Remembers whom the answer is for. */
  #note(id: string, data: Uint8Array): void {
    const { command, payload } = decode("Frame", data);
    if (command === UNREAD) this.#lists.push(id);
    if (command !== SYNC) return;
    const { xid, is_full_sync, metas } = decode("SyncUL", payload);
    if (is_full_sync) this.#pages.push({ xid: xid?.uid ?? 0, id });
    for (const meta of metas) if (this.#sent.size < MAX_SENT) this.#sent.set(meta.id, { from: id, meta });
  }

  #receive(data: unknown): void {
    if (typeof data === "string") return this.#all(data);
    const bytes = data as ArrayBuffer;
    if (!this.#provision) {
      this.#provision = bytes;
      return this.#all(bytes);
    }
    const { command, payload } = decode("Frame", new Uint8Array(bytes));
    if (command === UNREAD) return this.#one(this.#lists.shift(), bytes);
    const sync = command === SYNC ? decode("SyncDL", payload) : null;
    if (sync?.is_full_sync) return this.#one(this.#askedFor(sync.xid?.uid ?? 0), bytes);
    this.#all(bytes);
    for (const ack of sync?.acks ?? []) this.#tellOthers(ack);
  }

  #askedFor(xid: number): string | undefined {
    const at = this.#pages.findIndex((page) => page.xid === xid);
    return at < 0 ? undefined : this.#pages.splice(at, 1)[0]?.id;
  }

  /** What one tab sent is news to the others, and has its place in the log. */
  #tellOthers(ack: Wire["Ack"]): void {
    const sent = this.#sent.get(ack.client_mid);
    this.#sent.delete(ack.client_mid);
    if (!sent || !ack.seq) return;
    const { from, meta } = sent;
    const { seq, server_mid: id } = ack;
    const operation = meta.ns === MESSAGE ? bodyOf(meta).operation : undefined;
    const push = encode("SyncDL", {
      status: { code: 1 },
      xid: { uid: operation?.xid?.uid || meta.to?.uid || 0 },
      metas: [{ ...meta, id, seq, timestamp: ack.edit_timestamp || ack.server_time }],
      is_eager_sync: true,
      prev_seq: seq - 1,
      last_seq: seq,
    });
    const frame = encode("Frame", { command: SYNC, payload: push });
    for (const other of this.#attached) if (other !== from) this.#host.down(other, frame.buffer);
  }

  #one(id: string | undefined, data: unknown): void {
    if (id !== undefined && this.#attached.has(id)) this.#host.down(id, data);
  }

  #all(data: unknown): void {
    for (const id of [...this.#attached]) this.#host.down(id, data);
  }
}
