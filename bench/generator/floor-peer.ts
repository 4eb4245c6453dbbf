/** Clients of the two floors. Their frames are the text alone; a frame carries one, as in any hand-written protocol. */

import { Coverage } from "./coverage.ts";
import { Peer } from "./peer.ts";
import { RawSocket } from "./raw-socket.ts";
import { counterAt, putCounter, senderAt, textOf } from "./texts.ts";
import type { Traffic } from "./traffic.ts";

abstract class FloorPeer extends Peer {
  readonly #text: Uint8Array;

  constructor(traffic: Traffic) {
    super(traffic);
    this.#text = textOf(this.number);
  }

  async open(url: string): Promise<this> {
    const events = {
      frame: (bytes: Buffer) => this.frame(bytes),
      closed: (code: number, reason: string) => this.closed(code, reason),
    };
    this.attach(await RawSocket.connect(url, [], events));
    return this;
  }

  protected abstract frame(bytes: Buffer): void;

  protected encode(first: number, count: number): Uint8Array[] {
    return Array.from({ length: count }, (_, i) => {
      const text = Uint8Array.from(this.#text);
      putCounter(text, 0, first + i);
      return text;
    });
  }
}

/** Echo and broadcast: one's own text coming back is its ack. */
export class BarePeer extends FloorPeer {
  protected frame(bytes: Buffer): void {
    const nowMs = performance.now();
    const sender = senderAt(bytes, 0);
    if (sender === this.number) {
      this.ackArrived(counterAt(bytes, 0), nowMs);
      this.onAcked(1);
    } else {
      this.textArrived(sender, counterAt(bytes, 0), nowMs);
      this.onReceived(1);
    }
  }

  complete(): boolean {
    return true;
  }
}

const MESSAGE = 1;
const SEQ_AT = 1;
const TEXT_AT = 9;

export class NaivePeer extends FloorPeer {
  readonly #seen = new Coverage(0);

  protected frame(bytes: Buffer): void {
    const nowMs = performance.now();
    const seq = bytes.readDoubleBE(SEQ_AT);
    this.#seen.add(seq - 1, seq);
    if (bytes[0] === MESSAGE) {
      this.textArrived(senderAt(bytes, TEXT_AT), counterAt(bytes, TEXT_AT), nowMs);
      this.onReceived(1);
    } else {
      this.ackArrived(counterAt(bytes, TEXT_AT), nowMs);
      this.onAcked(1);
    }
  }

  complete(): boolean {
    return !this.#seen.gap && this.#seen.head === this.acked + this.received;
  }
}
