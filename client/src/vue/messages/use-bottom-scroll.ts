import { type Ref, ref } from "vue";
import { onPage } from "../ui/on-page";

/** How near counts as "at", px. */
const AT_BOTTOM_PX = 48;
const NEAR_TOP_PX = 240;

/**
 * Keeps whoever reads the newest messages at the newest, whatever grows or shrinks, and leaves everybody else alone: the
 * virtual list keeps the line they look at. `nearTop` is called while the top is in reach.
 */
export function useBottomScroll(list: Ref<HTMLElement | null>, nearTop: () => void) {
  const atBottom = ref(true);
  let lastTop = 0;
  let lastHeight = 0;

  const toBottom = () => {
    atBottom.value = true;
    if (list.value) list.value.scrollTop = list.value.scrollHeight;
  };
  const scrolled = () => {
    const element = list.value;
    if (!element) return;
    const { scrollTop: top, scrollHeight: height } = element;
    if (height - top - element.clientHeight < AT_BOTTOM_PX) atBottom.value = true;
    // Rows that turn out taller than they were taken for also move the end away, and the virtual list moves up itself for
    // shorter ones: only a reader moves up where all heights stay as they were.
    else if (top < lastTop - 1 && height === lastHeight) atBottom.value = false;
    lastTop = top;
    lastHeight = height;
    if (top < NEAR_TOP_PX) nearTop();
  };

  onPage((signal) => {
    const element = list.value;
    if (!element) return;
    const sizes = new ResizeObserver(() => {
      if (atBottom.value) toBottom();
      scrolled();
    });
    signal.addEventListener("abort", () => sizes.disconnect());
    toBottom();
    sizes.observe(element);
    for (const child of element.children) sizes.observe(child);
  });
  return { atBottom, toBottom, scrolled };
}
