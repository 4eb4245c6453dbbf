/** What the peers of one run share: the clock of every text, the counts, and what went wrong. */

import { Histogram } from "../measure/histogram.ts";
import type { Peer } from "./peer.ts";

/** More faults than these tell nothing new. */
const MAX_FAULTS = 20;

export class Traffic {
  /** By their number in the texts. */
  readonly peers: Peer[] = [];
  readonly faults: string[] = [];
  readonly ackTimes = new Histogram();
  readonly deliveryTimes = new Histogram();
  /** Whether times are recorded now. */
  measuring = false;
  /** Nobody sends any more. */
  stopped = false;

  add(peer: Peer): number {
    return this.peers.push(peer) - 1;
  }

  fault(text: string): void {
    if (this.faults.length < MAX_FAULTS) this.faults.push(text);
  }

  acked(sender: Peer, counter: number, nowMs: number): void {
    if (this.measuring) this.ackTimes.record(nowMs - sender.sentAtMs(counter));
  }

  delivered(sender: number, counter: number, nowMs: number): void {
    const sentAtMs = this.peers[sender]?.sentAtMs(counter);
    if (this.measuring && sentAtMs !== undefined) this.deliveryTimes.record(nowMs - sentAtMs);
  }
}
