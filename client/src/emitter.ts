import type { OrioleEvents } from "./api/events";
import { numbered } from "./errors/error-table";

type Listener<Name extends keyof OrioleEvents> = (event: OrioleEvents[Name]) => void;
type Lists = { [Name in keyof OrioleEvents]?: Listener<Name>[] };

/** Typed events. A listener that throws is reported as an `error` event and stops nobody else. */
export class Emitter {
  #lists: Lists = {};

  on<Name extends keyof OrioleEvents>(name: Name, listener: Listener<Name>): () => void {
    // Replaced, never changed: a list being walked stays as it was.
    (this.#lists as Record<string, unknown>)[name] = this.#of(name).concat(listener);
    return () => this.off(name, listener);
  }

  once<Name extends keyof OrioleEvents>(name: Name, listener: Listener<Name>): () => void {
    const off = this.on(name, (event) => {
      off();
      listener(event);
    });
    return off;
  }

  off<Name extends keyof OrioleEvents>(name: Name, listener: Listener<Name>): void {
    const rest = this.#of(name).slice();
    const at = rest.indexOf(listener);
    if (at >= 0) rest.splice(at, 1);
    (this.#lists as Record<string, unknown>)[name] = rest;
  }

  emit<Name extends keyof OrioleEvents>(name: Name, event: OrioleEvents[Name]): void {
    for (const listener of this.#of(name)) {
      try {
        listener(event);
      } catch (thrown) {
        if (name !== "error") this.emit("error", numbered(1, `listener of ${name}: ${String(thrown)}`));
      }
    }
  }

  clear(): void {
    this.#lists = {};
  }

  #of<Name extends keyof OrioleEvents>(name: Name): Listener<Name>[] {
    return (this.#lists[name] as Listener<Name>[] | undefined) ?? [];
  }
}
