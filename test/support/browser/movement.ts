import type { Locator } from "playwright-core";

/** What the page has and Node's types do not know. */
interface Page {
  requestAnimationFrame(drawn: () => void): void;
  IntersectionObserver: new (
    seen: (entries: { target: Bubble; isIntersecting: boolean; boundingClientRect: { y: number } }[]) => void,
    of: { root: unknown },
  ) => { observe(bubble: Bubble): void; disconnect(): void };
}
interface Bubble {
  closest(selector: string): { getAttribute(name: string): string | null };
}

/** So near to the top, more is loaded. */
const NEAR_TOP_PX = 240;

/** The places a message list was scrolled to by a key, up to the moment when earlier messages came in. */
export async function placesOnTheWay(log: Locator, key: string): Promise<number[]> {
  // Handed over in a box: what is evaluated is waited for, and the key comes only when somebody looks.
  const looking = await log.evaluateHandle((list) => {
    const size = () => list.querySelector("li")?.getAttribute("aria-setsize");
    const before = size();
    const seen: number[] = [];
    const places = new Promise<number[]>((done) => {
      list.addEventListener("scroll", function look() {
        if (size() === before) return void seen.push(list.scrollTop);
        list.removeEventListener("scroll", look);
        done(seen);
      });
    });
    return { places };
  });
  await log.press(key);
  return looking.evaluate(({ places }) => places);
}

/**
 * Scrolls a message list to where earlier messages are loaded, and waits until they are there: how far the bubbles on
 * the screen moved meanwhile, px; NaN when none of them stayed on it.
 *
 * Looks only at what is painted: browsers tell of intersections after the observers of sizes have had their say.
 * Bubbles, because a line that is no longer the first of its author gives up the space above its bubble.
 */
export function moveWhileLoading(log: Locator): Promise<number> {
  return log.evaluate(async (list, NEAR_TOP_PX) => {
    const page = globalThis as unknown as Page;
    const painted = () =>
      new Promise<Map<string, number>>((done) => {
        page.requestAnimationFrame(() => {
          const observer = new page.IntersectionObserver(
            (entries) => {
              observer.disconnect();
              const shown = entries.filter(({ isIntersecting }) => isIntersecting);
              const mid = (bubble: Bubble) => bubble.closest(".message").getAttribute("data-mid") ?? "";
              done(new Map(shown.map(({ target, boundingClientRect }) => [mid(target), boundingClientRect.y])));
            },
            { root: list },
          );
          for (const bubble of list.querySelectorAll(".bubble")) observer.observe(bubble);
        });
      });
    const size = () => list.querySelector("li")?.getAttribute("aria-setsize");
    const settled = async () => {
      for (let frames = 0; frames < 10; frames++) await painted();
    };

    // By steps that are shorter than what is kept ready above the screen, as a reader goes: a jump to lines that nobody
    // has seen yet corrects their estimated heights, which is no movement of what was read.
    list.scrollTop = Math.min(list.scrollTop, 1500);
    await settled();
    const before = size();
    let last = await painted();
    while (size() === before) {
      if (list.scrollTop >= NEAR_TOP_PX) {
        const from = list.scrollTop;
        list.scrollTop = from - 150;
        const by = from - list.scrollTop;
        last = new Map([...last].map(([mid, y]) => [mid, y + by]));
      }
      const now = await painted();
      if (size() === before) last = now;
    }
    await settled();
    const moves = [...(await painted())].map(([mid, y]) => Math.abs(y - (last.get(mid) ?? Number.NaN)));
    const known = moves.filter((move) => !Number.isNaN(move));
    return known.length > 0 ? Math.max(...known) : Number.NaN;
  }, NEAR_TOP_PX);
}
