import type { CancelSignal } from "../api/files";
import type { ClientError } from "../client-error";
import { errorOf, numbered } from "../errors/error-table";
import { hostPorts } from "../ports/host-ports";

/** UserCancel. */
const CANCELLED = 114;
const UNREACHABLE = 700;
/** How often something is tried that may yet succeed, and the bounds of the pauses between, ms. */
const TRIES = 6;
const FIRST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 8000;

/** A CancelSignal of our own, which follows the application's: some hosts have no AbortController. */
export class Stop implements CancelSignal {
  readonly #listeners = new Set<() => void>();
  readonly #outer: CancelSignal | undefined;
  readonly #pull = (): void => this.pull();
  aborted = false;

  constructor(outer?: CancelSignal) {
    this.#outer = outer;
    outer?.addEventListener("abort", this.#pull);
    if (outer?.aborted) this.pull();
  }

  /** Ends whatever listens. */
  pull(): void {
    this.aborted = true;
    for (const listener of [...this.#listeners]) listener();
  }

  /** Throws when it was pulled: a listener would not hear of that any more. */
  check(): void {
    if (this.aborted) throw new Error("stopped");
  }

  /** Lets go of the application's signal. */
  end(): void {
    this.#outer?.removeEventListener("abort", this.#pull);
  }

  /** Whether the application said so. */
  get cancelled(): boolean {
    return this.#outer?.aborted ?? false;
  }

  addEventListener(_type: "abort", listener: () => void): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_type: "abort", listener: () => void): void {
    this.#listeners.delete(listener);
  }

  /** What was thrown, by name: an end that was asked for is one, whatever the host made of it. */
  causeOf(thrown: unknown): ClientError {
    return this.cancelled ? numbered(CANCELLED) : errorOf(thrown, UNREACHABLE);
  }
}

/** Tries until it succeeds, is refused for good, is stopped, or has failed too often without `got()` growing. */
export async function persist<Result>(
  stop: Stop,
  work: () => Promise<Result>,
  got: () => number = () => 0,
): Promise<Result> {
  let before = got();
  for (let failed = 0; ; failed++) {
    try {
      stop.check();
      return await work();
    } catch (thrown) {
      const cause = stop.causeOf(thrown);
      if (got() > before) failed = 0;
      before = got();
      if (stop.aborted || !cause.retryable || failed + 1 >= TRIES) throw cause;
      await pause(stop, failed);
    }
  }
}

/** Full jitter after the cap; the signal ends it. */
function pause(stop: Stop, failed: number): Promise<void> {
  const { clock, random } = hostPorts();
  const delayMs = random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failed);
  return new Promise((resolve) => {
    const over = () => {
      stop.removeEventListener("abort", over);
      off();
      resolve();
    };
    const off = clock.after(delayMs, over);
    stop.addEventListener("abort", over);
  });
}
