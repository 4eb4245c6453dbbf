import { type InjectionKey, inject, onScopeDispose, type ShallowRef, shallowRef } from "vue";
import { type ShownError, shownError } from "./shown-error";

export interface Toast {
  readonly id: number;
  readonly error: ShownError;
}

/** Errors that belong to no place on the page. */
export interface Toasts {
  readonly list: Readonly<ShallowRef<readonly Toast[]>>;
  /** Where they are shown: the dialogs that lie over everything, the one on top last. */
  readonly covers: ShallowRef<readonly symbol[]>;
  report(thrown: unknown): void;
  dismiss(id: number): void;
}

const SHOWN_MS = 6_000;
const MOST = 3;

export function createToasts(): Toasts {
  const list = shallowRef<readonly Toast[]>([]);
  const covers = shallowRef<readonly symbol[]>([]);
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let ids = 0;
  const dismiss = (id: number) => {
    list.value = list.value.filter((toast) => toast.id !== id);
  };
  const report = (thrown: unknown) => {
    const toast = { id: ++ids, error: shownError(thrown) };
    // The same trouble once, however often it happens.
    const others = list.value.filter(({ error }) => error.name !== toast.error.name);
    list.value = [...others, toast].slice(-MOST);
    const timer = setTimeout(() => {
      timers.delete(timer);
      dismiss(toast.id);
    }, SHOWN_MS);
    timers.add(timer);
  };
  onScopeDispose(() => {
    for (const timer of timers) clearTimeout(timer);
  });
  return { list, covers, report, dismiss };
}

export const toastsKey: InjectionKey<Toasts> = Symbol("oriole toasts");

export function useToasts(): Toasts {
  const toasts = inject(toastsKey);
  if (!toasts) throw new Error("oriole-client/vue: no <OrioleRoot> around this component");
  return toasts;
}
