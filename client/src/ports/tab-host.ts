/** Web Locks tell which tab lives: the host releases a lock when its tab ends, however it ends. */
interface Locks {
  request(
    name: string,
    options: { readonly ifAvailable?: boolean; readonly steal?: boolean },
    held: (lock: object | null) => unknown,
  ): Promise<unknown>;
}

/** A way to all other tabs. */
export interface Channel {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(message: unknown): void;
  close(): void;
}

interface Host {
  readonly navigator?: { readonly locks?: Locks };
  readonly BroadcastChannel?: new (name: string) => Channel;
}

const host = (): Host => globalThis as unknown as Host;
const locks = (): Locks | undefined => host().navigator?.locks;

export const hasTabs = (): boolean => !!locks() && !!host().BroadcastChannel;

export function openChannel(name: string): Channel | null {
  const { BroadcastChannel } = host();
  return BroadcastChannel ? new BroadcastChannel(name) : null;
}

interface Holding {
  /** It is held now. */
  readonly held?: () => void;
  /** Another tab took it away. */
  readonly lost?: () => void;
  /** Take it from whoever holds it. */
  readonly steal?: boolean;
}

/** Waits for a lock and holds it until released. Where there are no locks there are no other tabs, and nothing happens. */
export function holdLock(name: string, { held, lost, steal = false }: Holding = {}): () => void {
  let over = false;
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const run = () => {
    if (!over) held?.();
    return released;
  };
  locks()
    ?.request(name, steal ? { steal } : {}, run)
    .catch(() => {
      if (!over) lost?.();
    });
  return () => {
    over = true;
    release();
  };
}

/** Nobody holds it. */
export async function isFree(name: string): Promise<boolean> {
  return ((await locks()?.request(name, { ifAvailable: true }, (lock) => lock !== null)) ?? true) as boolean;
}
