/** What localStorage has of use here; wx.getStorageSync and its like fit behind it. */
export interface LocalStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

function memoryStore(): LocalStore {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => values.set(key, value),
    removeItem: (key) => values.delete(key),
  };
}

/** The host's storage of this name, or one that forgets: pages may be denied theirs. */
export function hostStore(name: "localStorage" | "sessionStorage"): LocalStore {
  try {
    return (globalThis as unknown as Record<string, LocalStore | undefined>)[name] ?? memoryStore();
  } catch {
    return memoryStore();
  }
}

/** One value as JSON under a key. What cannot be read is as if it were not there; what cannot be written is forgotten. */
export class Stored<Value> {
  readonly #store: LocalStore;
  readonly #key: string;

  constructor(store: LocalStore, key: string) {
    this.#store = store;
    this.#key = key;
  }

  get(): Value | null {
    try {
      return JSON.parse(this.#store.getItem(this.#key) ?? "null") as Value | null;
    } catch {
      return null;
    }
  }

  set(value: Value | null): void {
    try {
      if (value === null) this.#store.removeItem(this.#key);
      else this.#store.setItem(this.#key, JSON.stringify(value));
    } catch {}
  }
}
