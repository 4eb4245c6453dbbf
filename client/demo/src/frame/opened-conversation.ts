import { type Ref, ref, watch } from "vue";

const KEY = "oriole-demo/opened";

/** The id of the conversation on the screen, or 0 for none: the same after a reload of the window. */
export function openedConversation(storage: Storage): Ref<number> {
  const opened = ref(Number(storage.getItem(KEY)) || 0);
  watch(opened, (xid) => storage.setItem(KEY, String(xid)));
  return opened;
}

export function forgetOpened(storage: Storage): void {
  storage.removeItem(KEY);
}
