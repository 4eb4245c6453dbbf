/** The fenced code of a page, as one program. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { project } from "../../../server/project.ts";

/** Blocks of one language, in their order. */
export async function snippets(page: string, language: "ts" | "js"): Promise<string[]> {
  const text = await readFile(join(project.root, page), "utf8");
  const fenced = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm");
  return [...text.matchAll(fenced)].map(([, code = ""]) => code);
}

/** The same with a reader's own values in place of those of the page; each has to occur. */
export function filledIn(code: string, values: Readonly<Record<string, string>>): string {
  return Object.entries(values).reduce((text, [shown, own]) => {
    if (!text.includes(shown)) throw new Error(`the page does not say ${shown}`);
    return text.replaceAll(shown, own);
  }, code);
}
