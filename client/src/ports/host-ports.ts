import type { HttpPort, Ports, Socket, StoragePort } from "../api/ports";

/** What browsers, Node ≥ 22, Deno, Bun and workers have in common; looked up when used, never at import. */
interface Host {
  WebSocket: new (url: string, protocols: string[]) => Socket;
  fetch: (
    url: string,
    init: { method: string; headers: Readonly<Record<string, string>>; body?: string },
  ) => Promise<{ status: number; headers: { get(name: string): string | null }; text(): Promise<string> }>;
  setTimeout(run: () => void, delayMs: number): unknown;
  clearTimeout(timer: unknown): void;
  addEventListener?: (name: string, listener: () => void) => void;
  removeEventListener?: (name: string, listener: () => void) => void;
}

/** The host's own functions as ports. */
export function hostPorts(): Omit<Ports, "http"> {
  const host = globalThis as unknown as Host;
  return {
    socket: (url, protocols) => new host.WebSocket(url, protocols),
    clock: {
      now: () => Date.now(),
      after(delayMs, run) {
        const timer = host.setTimeout(run, delayMs);
        return () => host.clearTimeout(timer);
      },
    },
    random: Math.random,
    storage: memoryStorage(),
    wake(woke) {
      host.addEventListener?.("online", woke);
      return () => host.removeEventListener?.("online", woke);
    },
  };
}

/** The host's fetch. */
export function fetchPort(): HttpPort {
  return async ({ url, ...init }) => {
    const response = await (globalThis as unknown as Host).fetch(url, init);
    const retryAfter = response.headers.get("retry-after");
    return { status: response.status, body: await response.text(), retryAfter };
  };
}

/** Forgets with the page: each client is a new device. */
function memoryStorage(): StoragePort {
  const values: Record<string, string> = {};
  return {
    get: (key) => values[key] ?? null,
    set(key, value) {
      values[key] = value;
    },
  };
}

/**
 * localStorage or sessionStorage as a port. sessionStorage makes each tab a device; with localStorage the tabs of one
 * user are one device, and the newest replaces the others.
 */
export function webStorage(area: {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}): StoragePort {
  return {
    get: (key) => area.getItem(key),
    set: (key, value) => area.setItem(key, value),
  };
}
