import { type InjectionKey, inject, type ShallowRef, shallowRef } from "vue";
import { type ShownError, shownError } from "./shown-error";

export interface Toast {
  readonly id: number;
  readonly error: ShownError;
}

/** Errors that belong to no place on the page. */
export interface Toasts {
  readonly list: Readonly<ShallowRef<readonly Toast[]>>;
  report(thrown: unknown): void;
  dismiss(id: number): void;
}

const SHOWN_MS = 6_000;
const MOST = 3;

const KEY: InjectionKey<Toasts> = Symbol("toasts");

export function createToasts(): Toasts {
  const list = shallowRef<readonly Toast[]>([]);
  let ids = 0;
  const dismiss = (id: number) => {
    list.value = list.value.filter((toast) => toast.id !== id);
  };
  const report = (thrown: unknown) => {
    const toast = { id: ++ids, error: shownError(thrown) };
    // The same trouble once, however often it happens.
    const others = list.value.filter(({ error }) => error.name !== toast.error.name);
    list.value = [...others, toast].slice(-MOST);
    setTimeout(() => dismiss(toast.id), SHOWN_MS);
  };
  return { list, report, dismiss };
}

export { KEY as toastsKey };

export function useToasts(): Toasts {
  const toasts = inject(KEY);
  if (!toasts) throw new Error("no toasts provided");
  return toasts;
}
