import type { OrioleEvents } from "./api/events";
import { numbered } from "./errors/error-table";

type Name = keyof OrioleEvents;
type Listener<Of extends Name> = (event: OrioleEvents[Of]) => void;
type Entry = readonly [name: Name, listener: unknown, once: boolean];

/** Typed events. A listener that throws, or whose promise rejects, is reported as an `error` event and stops nobody else. */
export class Emitter {
  /** Replaced, never changed: a list being walked stays as it was. */
  #entries: readonly Entry[] = [];

  on<Of extends Name>(name: Of, listener: Listener<Of>, once = false): () => void {
    const entry: Entry = [name, listener, once];
    this.#entries = this.#entries.concat([entry]);
    return () => this.#drop(entry);
  }

  off<Of extends Name>(name: Of, listener: Listener<Of>): void {
    this.#drop(this.#entries.find((entry) => entry[0] === name && entry[1] === listener));
  }

  emit<Of extends Name>(name: Of, event: OrioleEvents[Of]): void {
    for (const entry of this.#entries) {
      const [of, listener, once] = entry;
      if (of !== name) continue;
      if (once) this.#drop(entry);
      // What an async function throws, and the promise it gives, are one.
      (async () => (listener as Listener<Of>)(event))().catch((thrown) => {
        if (name !== "error") this.emit("error", numbered(1, `listener of ${name}: ${thrown}`));
      });
    }
  }

  clear(): void {
    this.#entries = [];
  }

  #drop(entry: Entry | undefined): void {
    this.#entries = this.#entries.filter((one) => one !== entry);
  }
}
