import { onScopeDispose, type Ref, ref } from "vue";

/** Whether somebody can see the page. */
export function usePageVisible(): Readonly<Ref<boolean>> {
  const visible = ref(document.visibilityState === "visible");
  const update = () => {
    visible.value = document.visibilityState === "visible";
  };
  document.addEventListener("visibilitychange", update);
  onScopeDispose(() => document.removeEventListener("visibilitychange", update));
  return visible;
}
