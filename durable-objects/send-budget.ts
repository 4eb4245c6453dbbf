/** What one device may send: so many messages a second, and so much that nobody has answered yet. */

import { TokenBucket } from "./rate-limit";

/** 256 of the largest texts; of short ones more than a device may send at once. */
const MAX_UNANSWERED_BYTES = 4 * 1024 * 1024;

export class SendBudget {
  readonly #rate: TokenBucket;
  #unanswered = 0;

  constructor(ratePerSecond: number, nowMs: number) {
    this.#rate = new TokenBucket(ratePerSecond, nowMs);
  }

  take(nowMs: number): boolean {
    return this.#rate.take(nowMs);
  }

  /**
   * False: it has to come again when something was answered. A conversation may wait for its app's server for as long as
   * more comes, and what waits is in the memory of an object that serves others as well.
   */
  mayWait({ byteLength }: Uint8Array): boolean {
    if (this.#unanswered + byteLength > MAX_UNANSWERED_BYTES) return false;
    this.#unanswered += byteLength;
    return true;
  }

  answered({ byteLength }: Uint8Array): void {
    this.#unanswered -= byteLength;
  }
}
