/** Acks of one commit, one frame a socket: the frames that shared a commit share the answer. */

import { acksFrame, type Receipt } from "../replies";
import { send } from "./direct-sockets";

export class AckBatch {
  #waiting: { socket: WebSocket; receipts: Receipt[] }[] = [];

  /** Kept until `flush`. */
  add(socket: WebSocket, receipts: Receipt[]): void {
    this.#waiting.push({ socket, receipts });
  }

  flush(): void {
    const batch = this.#waiting;
    const [only] = batch;
    if (!only) return;
    this.#waiting = [];
    if (batch.length === 1) return send(only.socket, acksFrame(only.receipts));
    const bySocket = new Map<WebSocket, Receipt[]>();
    for (const { socket, receipts } of batch) {
      const before = bySocket.get(socket);
      if (before) before.push(...receipts);
      else bySocket.set(socket, receipts);
    }
    for (const [socket, receipts] of bySocket) send(socket, acksFrame(receipts));
  }
}
