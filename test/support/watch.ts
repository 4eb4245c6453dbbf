/** Waiting for what happens to somebody, until that one has come to grief or patience ends. */

const PATIENCE_MS = 15_000;

export type Found<T> = Exclude<T, null | undefined | false>;

export class Watch {
  readonly #looks = new Set<() => void>();
  /** Who waits, and what it has: for the reader of a failed test. */
  readonly #whose: () => string;
  #crash: Error | null = null;

  constructor(whose: () => string) {
    this.#whose = whose;
  }

  /** Resolves with the first value of `check` that is not null, undefined or false; it is asked again whenever something happens. */
  until<T>(check: () => T, what: string, patienceMs = PATIENCE_MS): Promise<Found<T>> {
    return new Promise((resolve, reject) => {
      const finish = () => {
        clearTimeout(timer);
        this.#looks.delete(look);
      };
      const look = () => {
        if (this.#crash) {
          finish();
          reject(this.#crash);
          return;
        }
        const value = check();
        if (value === null || value === undefined || value === false) return;
        finish();
        resolve(value as Found<T>);
      };
      const timer = setTimeout(() => {
        finish();
        reject(new Error(`waited in vain for ${what}: ${this.#whose()}`));
      }, patienceMs);
      this.#looks.add(look);
      look();
    });
  }

  /** Something happens. What it throws fails everybody who waits. */
  guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.fail(error instanceof Error ? error : new Error(String(error)));
    }
    this.look();
  }

  /** Everybody who waits is told of it, now and later. */
  fail(error: Error): void {
    this.#crash ??= error;
    this.look();
  }

  /** Throws what went wrong, if anything did. */
  rethrow(): void {
    if (this.#crash) throw this.#crash;
  }

  look(): void {
    for (const look of [...this.#looks]) look();
  }
}
