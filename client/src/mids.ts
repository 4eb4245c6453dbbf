import { EPOCH_MS } from "../../protocol/ids";
import type { ClockPort } from "./api/ports";

const SLOTS = 4096;

/**
 * Client mids: ids of sends, unique on this device for ever and below 2^53. Time in ms, then a random slot, so that a
 * reload within one millisecond, or with a clock set back, does not repeat one without anything having been stored.
 */
export class ClientMids {
  readonly #clock: Pick<ClockPort, "now">;
  readonly #random: () => number;
  #last: number;

  constructor(clock: Pick<ClockPort, "now">, random: () => number) {
    this.#clock = clock;
    this.#random = random;
    // A clock before the epoch counts up from here.
    this.#last = Math.floor(random() * 2 ** 40);
  }

  next(): number {
    const slot = (this.#clock.now() - EPOCH_MS) * SLOTS + Math.floor(this.#random() * SLOTS);
    this.#last = Math.max(this.#last + 1, slot);
    return this.#last;
  }
}
