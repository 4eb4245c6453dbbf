import { getCurrentInstance, onMounted, onScopeDispose } from "vue";

/**
 * Runs `listen` once there is a page, which there never is on a server: when the component is mounted, or at once in a
 * scope of no component. The signal ends with the scope.
 */
export function onPage(listen: (signal: AbortSignal) => void): void {
  const listening = new AbortController();
  onScopeDispose(() => listening.abort());
  if (getCurrentInstance()) onMounted(() => listen(listening.signal));
  else if (globalThis.document) listen(listening.signal);
}
