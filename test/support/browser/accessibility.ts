import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { z } from "zod";

const found = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

/** What axe-core objects to on a page: the rule, and the beginning of what breaks it. */
export async function violations(page: Page): Promise<string[]> {
  // Whatever is still fading in has half its contrast.
  await page.evaluate(
    "Promise.all(document.getAnimations().filter((each) => each.effect?.getTiming().iterations !== Infinity).map((each) => each.finished.catch(() => {})))",
  );
  const script = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  // By evaluate, because the page's own policy lets no other script in.
  await page.evaluate(script);
  const results = found.parse(await page.evaluate("axe.run(document).then((result) => result.violations)"));
  return results.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
