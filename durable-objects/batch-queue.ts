/** One call at a time to one other object; what comes meanwhile goes as one next call. */

export interface Backoff {
  readonly firstMs: number;
  readonly capMs: number;
}

const BACKOFF: Backoff = { firstMs: 50, capMs: 5_000 };

/** Full jitter under a doubling cap. `random` in [0, 1). */
export function backoffMs(attempt: number, random: number, { firstMs, capMs }: Backoff = BACKOFF): number {
  return Math.round(random * Math.min(capMs, firstMs * 2 ** attempt));
}

export interface BatchQueueOptions<Item> {
  /** Most items of one call. */
  limit: number;
  /** Attempts at one batch. */
  giveUpAfter: number;
  onGiveUp(items: Item[], error: unknown): void;
  /** Nothing is left: the queue may be forgotten. */
  onIdle?(): void;
}

export class BatchQueue<Item> {
  readonly #send: (items: Item[]) => Promise<void>;
  readonly #options: BatchQueueOptions<Item>;
  #items: Item[] = [];
  #running = false;
  #held = 0;

  /** `send` is tried again with back-off; it must be safe to repeat. */
  constructor(send: (items: Item[]) => Promise<void>, options: BatchQueueOptions<Item>) {
    this.#send = send;
    this.#options = options;
  }

  get idle(): boolean {
    return !this.#running && this.#held === 0 && this.#items.length === 0;
  }

  push(item: Item): void {
    this.#items.push(item);
    this.#start();
  }

  /** Keeps what is pushed from leaving until `release`; a call that is out already goes on. */
  hold(): void {
    this.#held++;
  }

  release(): void {
    this.#held--;
    if (this.#items.length > 0) this.#start();
    else if (this.idle) this.#options.onIdle?.();
  }

  /** Takes everything out that waits, unless a call is out that it has to come after, or an item may not be taken. */
  takeAll(mayTake: (item: Item) => boolean): Item[] {
    if (this.#running || this.#items.length > this.#options.limit || !this.#items.every(mayTake)) return [];
    return this.#items.splice(0);
  }

  #start(): void {
    if (this.#running || this.#held > 0) return;
    this.#running = true;
    // After the turn that pushes: what one frame or one commit brings goes as one call.
    queueMicrotask(() => void this.#run());
  }

  async #run(): Promise<void> {
    while (this.#items.length > 0) {
      const batch = this.#items.splice(0, this.#options.limit);
      await this.#deliver(batch);
    }
    this.#running = false;
    if (this.idle) this.#options.onIdle?.();
  }

  async #deliver(batch: Item[]): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        await this.#send(batch);
        return;
      } catch (error) {
        if (attempt + 1 >= this.#options.giveUpAfter) {
          this.#options.onGiveUp(batch, error);
          return;
        }
        await scheduler.wait(backoffMs(attempt, Math.random()));
      }
    }
  }
}
