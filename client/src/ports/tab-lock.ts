/** Web Locks tell which tab lives: the host releases a lock when its tab ends, however it ends. */
interface Locks {
  request(
    name: string,
    options: { readonly ifAvailable?: boolean; readonly steal?: boolean },
    held: (lock: object | null) => unknown,
  ): Promise<unknown>;
}

const locks = (): Locks | undefined => (globalThis as unknown as { navigator?: { locks?: Locks } }).navigator?.locks;

/** Holds a lock until released. Where there are no locks there are no other tabs. */
export function holdLock(name: string): () => void {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  locks()
    ?.request(name, {}, () => released)
    .catch(() => {});
  return release;
}

/** Nobody holds it. */
export async function isFree(name: string): Promise<boolean> {
  return ((await locks()?.request(name, { ifAvailable: true }, (lock) => lock !== null)) ?? true) as boolean;
}
