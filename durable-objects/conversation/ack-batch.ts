/** Acks of one commit, one frame a socket: the frames that shared a commit share the answer. */

import { acksFrame, type Receipt } from "../replies";
import { send } from "./direct-sockets";

export class AckBatch {
  #waiting = new Map<WebSocket, Receipt[]>();

  add(socket: WebSocket, receipts: Receipt[]): void {
    // The commit settles all its senders before any of them gets here, so one microtask later all have been here.
    if (this.#waiting.size === 0) queueMicrotask(() => this.#flush());
    const before = this.#waiting.get(socket);
    if (before) before.push(...receipts);
    else this.#waiting.set(socket, receipts);
  }

  #flush(): void {
    const batch = this.#waiting;
    this.#waiting = new Map();
    for (const [socket, receipts] of batch) send(socket, acksFrame(receipts));
  }
}
