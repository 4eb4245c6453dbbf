import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { z } from "zod";

const found = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

/**
 * In the page: axe-core while nothing moves. Whatever is still fading has half its contrast, so the check waits for it, and
 * is made again when something began to fade meanwhile.
 */
const steadyRun = `(async () => {
  const fading = () => document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
  for (;;) {
    await Promise.all(fading().map(({ finished }) => finished.catch(() => {})));
    if (fading().some(({ playState }) => playState !== "finished")) continue;
    const { violations } = await axe.run(document);
    if (fading().every(({ playState }) => playState === "finished")) return violations;
  }
})()`;

/** What axe-core objects to on a page: the rule, and the beginning of what breaks it. */
export async function violations(page: Page): Promise<string[]> {
  const script = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  // By evaluate, because the page's own policy lets no other script in.
  await page.evaluate(script);
  const results = found.parse(await page.evaluate(steadyRun));
  return results.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
