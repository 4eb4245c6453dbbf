import { type Ref, ref } from "vue";
import { onPage } from "../ui/on-page";

/** Whether somebody can see the page. */
export function usePageVisible(): Readonly<Ref<boolean>> {
  const look = () => globalThis.document?.visibilityState === "visible";
  const visible = ref(look());
  onPage((signal) => {
    const update = () => {
      visible.value = look();
    };
    update();
    document.addEventListener("visibilitychange", update, { signal });
  });
  return visible;
}
