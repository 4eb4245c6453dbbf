/**
 * Existing clients take a sent message into their store some 20 ms after its ack arrives, look a receipt up among those,
 * and are not told of it again ([PUSH-6], xsync.md §7.2, §7.6). So receipts keep a distance to the acks before them. It is
 * kept here, where frames leave: on the way from the hub two of them may catch up with each other.
 */

import type { FrameOrder } from "../rpc";

/** The 20 ms, and what an ack may lose against a receipt on a slow network or device. */
export const RECEIPT_DISTANCE_MS = 100;

export interface PacerPort {
  write(frame: Uint8Array): void;
  now(): number;
  /** Runs once, later; returns how to call it off. */
  after(ms: number, work: () => void): () => void;
}

/** The frames of one connection. */
export class ReceiptPacer {
  readonly #port: PacerPort;
  #ackedMs = 0;
  #held: { frame: Uint8Array; dueMs: number }[] = [];
  #stop: (() => void) | null = null;

  constructor(port: PacerPort) {
    this.#port = port;
  }

  send(frame: Uint8Array, order: FrameOrder | undefined): void {
    const nowMs = this.#port.now();
    if (order === "ack") this.#ackedMs = nowMs;
    const dueMs = order === "receipt" ? this.#ackedMs + RECEIPT_DISTANCE_MS : 0;
    const behind = order !== undefined && order !== "ack" && this.#held.length > 0;
    if (!behind && dueMs <= nowMs) return this.#port.write(frame);
    this.#held.push({ frame, dueMs });
    this.#arm(nowMs);
  }

  /** What is held is given up: nobody has confirmed it, so it comes again. */
  end(): void {
    this.#stop?.();
    this.#held = [];
  }

  #arm(nowMs: number): void {
    const [first] = this.#held;
    if (!first || this.#stop) return;
    this.#stop = this.#port.after(first.dueMs - nowMs, () => {
      this.#stop = null;
      this.#release(this.#port.now());
    });
  }

  #release(nowMs: number): void {
    const wait = this.#held.findIndex(({ dueMs }) => dueMs > nowMs);
    for (const { frame } of this.#held.splice(0, wait < 0 ? this.#held.length : wait)) this.#port.write(frame);
    this.#arm(nowMs);
  }
}
