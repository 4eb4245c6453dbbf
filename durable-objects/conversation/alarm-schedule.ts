/** Several logical alarms over the object's one. Due times live in memory: whoever has work left sets its own anew when the object wakes. */

/** One of them. */
export interface NamedAlarm {
  /** Durable together with what is written in the same turn. */
  set(atMs: number): void;
  clear(): void;
}

export class AlarmSchedule {
  readonly #storage: Pick<DurableObjectStorage, "setAlarm" | "deleteAlarm">;
  readonly #due = new Map<string, number>();
  /** What the stored alarm is set to, as far as this process knows. */
  #set: number | null = null;

  constructor(storage: Pick<DurableObjectStorage, "setAlarm" | "deleteAlarm">) {
    this.#storage = storage;
  }

  named(name: string): NamedAlarm {
    return { set: (atMs) => this.#plan(name, atMs), clear: () => this.#clear(name) };
  }

  #plan(name: string, atMs: number): void {
    this.#due.set(name, atMs);
    this.#store();
  }

  #clear(name: string): void {
    if (this.#due.delete(name)) this.#store();
  }

  /** The object's alarm went off: the names that are due now. The others get the next one. */
  fired(nowMs: number): string[] {
    const upTo = Math.max(nowMs, this.#set ?? 0);
    this.#set = null;
    const names = [...this.#due].filter(([, atMs]) => atMs <= upTo).map(([name]) => name);
    for (const name of names) this.#due.delete(name);
    this.#store();
    return names;
  }

  /** The stored alarm stands at the earliest due time, or there is none; written only where that changed. */
  #store(): void {
    const earliest = this.#due.size > 0 ? Math.min(...this.#due.values()) : null;
    if (earliest === this.#set) return;
    this.#set = earliest;
    if (earliest === null) void this.#storage.deleteAlarm();
    else void this.#storage.setAlarm(earliest);
  }
}
