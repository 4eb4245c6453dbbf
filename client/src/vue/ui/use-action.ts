import { type Ref, ref, type ShallowRef, shallowRef } from "vue";

/** Something a button starts: one at a time, and its failure stays beside the button. */
export interface Action {
  readonly busy: Readonly<Ref<boolean>>;
  readonly cause: Readonly<ShallowRef<unknown>>;
  /** True when it went well. */
  run(work: () => unknown): Promise<boolean>;
}

export function useAction(): Action {
  const busy = ref(false);
  const cause = shallowRef<unknown>(null);
  return {
    busy,
    cause,
    async run(work) {
      if (busy.value) return false;
      busy.value = true;
      cause.value = null;
      try {
        await work();
        return true;
      } catch (thrown) {
        cause.value = thrown;
        return false;
      } finally {
        busy.value = false;
      }
    },
  };
}
