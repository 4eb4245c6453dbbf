/** Waiting for what has to happen: a busy machine takes longer, and a fault is told by its never happening. */

import { vi } from "vitest";

const PATIENCE_MS = 15_000;
/** Some checks run a whole alarm. */
const INTERVAL_MS = 20;

/** Resolves with what the check gives as soon as it throws no more. */
export function until<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: PATIENCE_MS, interval: INTERVAL_MS });
}
