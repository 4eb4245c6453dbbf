/** Waiting for what happens to a client, until it has come to grief or patience ends. */

const PATIENCE_MS = 15_000;

export type Found<T> = Exclude<T, null | undefined | false | 0 | "">;

export class Watch {
  readonly #look = new Set<() => void>();
  /** Who waits, and what it has: for the reader of a failed test. */
  readonly #whose: () => string;
  #crash: Error | null = null;

  constructor(whose: () => string) {
    this.#whose = whose;
  }

  /** Resolves with the first truthy value of `check`, which is asked again after everything that happens here. */
  until<T>(check: () => T, what: string): Promise<Found<T>> {
    return new Promise((resolve, reject) => {
      const finish = () => {
        clearTimeout(timer);
        this.#look.delete(look);
      };
      const look = () => {
        if (this.#crash) {
          finish();
          reject(this.#crash);
          return;
        }
        const value = check();
        if (!value) return;
        finish();
        resolve(value as Found<T>);
      };
      const timer = setTimeout(() => {
        finish();
        reject(new Error(`waited in vain for ${what}: ${this.#whose()}`));
      }, PATIENCE_MS);
      this.#look.add(look);
      look();
    });
  }

  /** Something happened. What it throws fails everybody who waits. */
  guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.fail(error instanceof Error ? error : new Error(String(error)));
    }
    this.look();
  }

  fail(error: Error): void {
    this.#crash ??= error;
    this.look();
  }

  /** Throws what it came to grief by. */
  rethrow(): void {
    if (this.#crash) throw this.#crash;
  }

  look(): void {
    for (const look of [...this.#look]) look();
  }
}
