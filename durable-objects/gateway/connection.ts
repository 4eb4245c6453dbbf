/** One socket of a gateway, and where it stands. */

import { closeCode, type ErrorName } from "../../protocol/errors";
import type { FrameOrder } from "../rpc";
import { farewell, type Transport, wrap } from "./framing";
import { ReceiptPacer } from "./receipt-pacer";

/** Who is behind a connection once it has logged in. */
export interface Owner {
  app: string;
  uid: number;
  sn: number;
}

/** `refused`: a login was, for good. */
export interface Greeting {
  at: "greeting";
  sinceMs: number;
  refused: boolean;
}

export type State =
  | Greeting
  /** PROVISION is being answered; what comes for the client waits until it is. */
  | { at: "provision"; waiting: Uint8Array[]; received: Uint8Array[] }
  | { at: "live"; owner: Owner };

interface Stored {
  id: string;
  transport: Transport;
  /** Absent in what an older version of this code stored. */
  address?: string | null;
  sinceMs: number;
  owner: Owner | null;
  /** Absent: false. */
  refused?: boolean;
}

export class Connection {
  readonly id: string;
  readonly transport: Transport;
  /** Where it came from, as far as that is known: the app, which may limit that, is known at login alone. */
  readonly address: string | null;
  readonly socket: WebSocket;
  readonly #sinceMs: number;
  readonly #pacer = new ReceiptPacer({
    write: (frame) => this.sendNow(frame),
    now: () => Date.now(),
    after: (ms, work) => {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
  });
  state: State;

  constructor(socket: WebSocket, stored: Stored) {
    this.socket = socket;
    this.id = stored.id;
    this.transport = stored.transport;
    this.address = stored.address ?? null;
    this.#sinceMs = stored.sinceMs;
    const { owner, sinceMs, refused = false } = stored;
    this.state = owner ? { at: "live", owner } : { at: "greeting", sinceMs, refused };
  }

  /** Reads a socket's attachment after hibernation; null when it is none of ours. */
  static revive(socket: WebSocket): Connection | null {
    const value: unknown = socket.deserializeAttachment();
    if (typeof value !== "object" || value === null || !("id" in value) || !("transport" in value)) return null;
    return new Connection(socket, value as Stored);
  }

  save(): void {
    const stored: Stored = {
      id: this.id,
      transport: this.transport,
      address: this.address,
      sinceMs: this.#sinceMs,
      owner: this.state.at === "live" ? this.state.owner : null,
      refused: this.state.at === "greeting" && this.state.refused,
    };
    this.socket.serializeAttachment(stored);
  }

  send(frame: Uint8Array, order?: FrameOrder): void {
    if (this.state.at === "provision") this.state.waiting.push(frame);
    else this.#pacer.send(frame, order);
  }

  sendNow(frame: Uint8Array): void {
    try {
      for (const part of wrap(this.transport, frame)) this.socket.send(part);
    } catch {
      // The close event follows and cleans up.
    }
  }

  text(text: string): void {
    try {
      this.socket.send(text);
    } catch {
      // As above.
    }
  }

  /** It is gone, whoever closed it. */
  end(): void {
    this.#pacer.end();
  }

  close(error: ErrorName | null): void {
    for (const text of farewell(this.transport)) this.text(text);
    try {
      if (error) this.socket.close(closeCode(error), error);
      else this.socket.close(1000, "bye");
    } catch {
      // Already closing.
    }
  }
}
