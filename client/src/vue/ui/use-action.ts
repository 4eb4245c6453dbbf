import { computed, type Ref, ref, type ShallowRef, shallowRef } from "vue";

/** Something a button starts: one after the other, and the failure of the last stays beside the button. */
export interface Action {
  readonly busy: Readonly<Ref<boolean>>;
  readonly cause: Readonly<ShallowRef<unknown>>;
  /** True when it went well. */
  run(work: () => unknown): Promise<boolean>;
}

export function useAction(): Action {
  const waiting = ref(0);
  const cause = shallowRef<unknown>(null);
  let last: Promise<unknown> = Promise.resolve();

  const attempt = async (work: () => unknown) => {
    cause.value = null;
    try {
      await work();
      return true;
    } catch (thrown) {
      cause.value = thrown;
      return false;
    } finally {
      waiting.value--;
    }
  };
  return {
    busy: computed(() => waiting.value > 0),
    cause,
    run(work) {
      waiting.value++;
      const done = last.then(() => attempt(work));
      last = done;
      return done;
    },
  };
}
