import { type Ref, ref } from "vue";
import { onPage } from "./on-page";

/** The time, ms, read anew every so often while there is a page; on a server it stands still. */
export function useClock(everyMs: number): Readonly<Ref<number>> {
  const nowMs = ref(Date.now());
  onPage((signal) => {
    const timer = setInterval(() => {
      nowMs.value = Date.now();
    }, everyMs);
    signal.addEventListener("abort", () => clearInterval(timer));
  });
  return nowMs;
}
