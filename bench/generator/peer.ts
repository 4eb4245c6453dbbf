/** One client of a run: sends numbered texts, and checks that each is acked once and arrives once, in order. */

import type { RawSocket } from "./raw-socket.ts";
import type { Traffic } from "./traffic.ts";

/** More than can be in flight. */
const RING = 4096;

export abstract class Peer {
  readonly number: number;
  protected readonly traffic: Traffic;
  sent = 0;
  acked = 0;
  received = 0;
  /** Told of acks of its own texts, and of texts of others, as they arrive. */
  onAcked: (count: number) => void = () => {};
  onReceived: (count: number) => void = () => {};
  readonly #sentAtMs = new Float64Array(RING);
  /** By sender, the text that must come next. */
  readonly #next: number[] = [];
  #due = 0;
  #socket: RawSocket | null = null;

  constructor(traffic: Traffic) {
    this.traffic = traffic;
    this.number = traffic.add(this);
  }

  /** The frames of texts from this counter on. */
  protected abstract encode(first: number, count: number): Uint8Array[];

  /** Nothing is missing of what the conversation holds. */
  abstract complete(): boolean;

  attach(socket: RawSocket): void {
    this.#socket = socket;
  }

  sentAtMs(counter: number): number {
    return this.#sentAtMs[counter % RING] ?? 0;
  }

  /** Sends that many more texts; what is asked for in one turn leaves in one write. */
  send(count: number): void {
    if (this.traffic.stopped) return;
    if (this.#due === 0) queueMicrotask(() => this.#flush());
    this.#due += count;
  }

  write(frame: Uint8Array): void {
    this.#socket?.send([frame]);
  }

  close(): void {
    this.#socket?.close();
  }

  closed(code: number, reason: string): void {
    this.traffic.fault(`peer ${this.number} was closed: ${code} ${reason}`);
  }

  #flush(): void {
    const count = this.#due;
    this.#due = 0;
    const nowMs = performance.now();
    for (let i = 0; i < count; i++) this.stamp(this.sent + i, nowMs);
    const frames = this.encode(this.sent, count);
    this.sent += count;
    this.#socket?.send(frames);
  }

  /** When this text left. */
  protected stamp(counter: number, nowMs: number): void {
    this.#sentAtMs[counter % RING] = nowMs;
  }

  protected ackArrived(counter: number, nowMs: number, place = ""): void {
    if (counter !== this.acked) {
      this.traffic.fault(`peer ${this.number}: ack of ${counter}, expected ${this.acked} ${place}`);
    }
    this.acked++;
    this.traffic.acked(this, counter, nowMs);
  }

  protected textArrived(sender: number, counter: number, nowMs: number): void {
    const expected = this.#next[sender] ?? 0;
    if (counter !== expected) {
      this.traffic.fault(`peer ${this.number}: text ${counter} of ${sender}, expected ${expected}`);
    }
    this.#next[sender] = counter + 1;
    this.received++;
    this.traffic.delivered(sender, counter, nowMs);
  }
}
