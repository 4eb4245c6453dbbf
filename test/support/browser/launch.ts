import chromium from "@sparticuz/chromium";
import { type Browser, type BrowserContext, chromium as driver } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--headless",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  // A microphone that hears beeps, and nobody there to be asked for it.
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
];

/** A Chromium that came with npm: nothing to install, nothing to download, and root may run it. */
export async function launchBrowser(): Promise<Browser> {
  return driver.launch({ executablePath: await chromium.executablePath(), args: FLAGS });
}

/** The same with a profile on disk, as a person has one. */
export async function launchProfile(folder: string): Promise<BrowserContext> {
  return driver.launchPersistentContext(folder, { executablePath: await chromium.executablePath(), args: FLAGS });
}
