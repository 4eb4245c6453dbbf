import { nextTick, onMounted, onScopeDispose, type Ref, ref, watch } from "vue";

/** How near counts as "at", px. */
const AT_BOTTOM_PX = 48;
const NEAR_TOP_PX = 240;

/** What the list shows: the keys of its ends, and whether there may be more above. */
export interface ListShape {
  readonly first: string;
  readonly last: string;
  readonly more: boolean;
}

/**
 * Keeps a list of messages where its reader wants it: at the newest while they are there, and otherwise on the very line
 * they look at, whatever is added above or below. `nearTop` is called while the top is in reach.
 */
export function useBottomScroll(list: Ref<HTMLElement | null>, shape: () => ListShape, nearTop: () => void) {
  const atBottom = ref(true);

  const toBottom = () => {
    if (list.value) list.value.scrollTop = list.value.scrollHeight;
    atBottom.value = true;
  };
  const scrolled = () => {
    const element = list.value;
    if (!element) return;
    atBottom.value = element.scrollHeight - element.scrollTop - element.clientHeight < AT_BOTTOM_PX;
    if (element.scrollTop < NEAR_TOP_PX) nearTop();
  };

  watch(shape, async (now, before) => {
    const element = list.value;
    if (!element) return;
    // Still as it was: watchers run before the page is patched.
    const fromEnd = element.scrollHeight - element.scrollTop;
    await nextTick();
    if (atBottom.value) toBottom();
    else if (now.first !== before.first) element.scrollTop = element.scrollHeight - fromEnd;
    scrolled();
  });

  // A growing composer, a turned phone, an image of a banner: whoever was at the newest stays there.
  const sizes = new ResizeObserver(() => {
    if (atBottom.value) toBottom();
    scrolled();
  });
  onMounted(() => {
    if (!list.value) return;
    toBottom();
    sizes.observe(list.value);
  });
  onScopeDispose(() => sizes.disconnect());
  return { atBottom, toBottom, scrolled };
}
