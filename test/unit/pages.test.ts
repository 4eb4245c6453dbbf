/** The pages for readers: nothing that is linked is missing, and the first page leads to all of docs/. */

import { existsSync, globSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

const root = new URL("../../", import.meta.url).pathname;
/** Not what was installed or built. */
const exclude = (path: string) => /^(node_modules|dist|\..*)$/.test(basename(path));
const pages = globSync("**/*.md", { cwd: root, exclude });

/** Files of the repository that a page links to. */
async function linked(page: string): Promise<string[]> {
  const text = await readFile(join(root, page), "utf8");
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target.replace(/#.*/, ""))
    .filter((target) => target !== "" && !/^\w+:/.test(target))
    .map((target) => normalize(join(dirname(page), target)));
}

describe.each(pages)("%s", (page) => {
  it("links to what is there", async () => {
    for (const target of await linked(page)) expect(existsSync(join(root, target)), target).toBe(true);
  });
});

it("every screen is shown somewhere, and is a small file", async () => {
  const shown = (await Promise.all(pages.map(linked))).flat();
  const screens = globSync("docs/screens/*", { cwd: root });
  expect(screens.length).toBeGreaterThan(0);
  for (const screen of screens) {
    expect(shown).toContain(screen);
    expect(statSync(join(root, screen)).size, screen).toBeLessThan(60_000);
  }
});

it("README.md leads to every page of docs/", async () => {
  const known = await linked("README.md");
  expect(pages.filter((page) => page.startsWith("docs/") && !known.includes(page))).toEqual([]);
});
