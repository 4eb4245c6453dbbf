/** The kit's page without a server (client/demo/lab), built into one script and one style sheet. */

import { readFile } from "node:fs/promises";
import type { BrowserContext, Page } from "playwright-core";
import { build } from "vite";
import { project } from "../../../server/project.ts";

export interface LabFiles {
  readonly script: string;
  readonly style: string;
}

export async function buildLab(to: string): Promise<LabFiles> {
  await build({
    configFile: project.demoConfig,
    logLevel: "warn",
    build: {
      outDir: to,
      emptyOutDir: false,
      lib: {
        entry: `${project.demo}/lab/main.ts`,
        formats: ["iife"],
        name: "lab",
        fileName: () => "lab.js",
        cssFileName: "lab",
      },
    },
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const [script, style] = await Promise.all(["lab.js", "lab.css"].map((name) => readFile(`${to}/${name}`, "utf8")));
  return { script: script ?? "", style: style ?? "" };
}

/** A window on messages `from` to `to`. */
export async function openLab(context: BrowserContext, files: LabFiles, from: number, to: number): Promise<Page> {
  return showLab(await context.newPage(), files, from, to);
}

/** The same in a page that something was done to before. */
export async function showLab(page: Page, files: LabFiles, from: number, to: number): Promise<Page> {
  page.setDefaultTimeout(15_000);
  // A page of some origin, without asking any server.
  await page.route("http://lab.invalid/**", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: '<!doctype html><html lang="en"><title>Lab</title><div id="app"></div></html>',
    }),
  );
  await page.goto(`http://lab.invalid/#from=${from}&to=${to}`);
  await page.addStyleTag({ content: files.style });
  await page.addScriptTag({ content: files.script });
  await page.locator("body[data-painted-ms]").waitFor();
  return page;
}
