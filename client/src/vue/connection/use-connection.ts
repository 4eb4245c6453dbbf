import { onScopeDispose, type ShallowRef, shallowRef } from "vue";
import type { ConnectionState, OrioleClient, SyncState } from "../../index";
import { onPage } from "../ui/on-page";

export interface Connection {
  readonly state: Readonly<ShallowRef<ConnectionState>>;
  readonly sync: Readonly<ShallowRef<SyncState>>;
  /** This user's id; 0 until the first login of this window. */
  readonly uid: Readonly<ShallowRef<number>>;
  /** Whether the browser has a network at all. */
  readonly network: Readonly<ShallowRef<boolean>>;
}

export function useConnection(client: OrioleClient): Connection {
  const state = shallowRef(client.state);
  const sync = shallowRef(client.syncState);
  const uid = shallowRef(client.uid);
  // On a server there is no telling, and nobody who asks.
  const network = shallowRef(globalThis.navigator?.onLine ?? true);
  onPage((signal) => {
    network.value = navigator.onLine;
    window.addEventListener("online", () => (network.value = true), { signal });
    window.addEventListener("offline", () => (network.value = false), { signal });
  });
  const stops = [
    client.on("state", (next) => {
      state.value = next;
      uid.value = client.uid;
    }),
    client.on("sync", (next) => {
      sync.value = next;
      // Known a moment after the connection is up.
      uid.value = client.uid;
    }),
  ];
  onScopeDispose(() => {
    for (const stop of stops) stop();
  });
  return { state, sync, uid, network };
}
