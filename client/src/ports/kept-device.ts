import type { Parts } from "../delivery/parts";
import { webStorage } from "./host-ports";

/** The device outlives the page, in localStorage, unless the application chose where it is kept. */
export function keepDevice(parts: Parts): void {
  try {
    const { localStorage } = globalThis as { localStorage?: Parameters<typeof webStorage>[0] };
    if (localStorage && !parts.ports?.storage) parts.storage = webStorage(localStorage);
  } catch {
    // Where storage is blocked, even looking is refused.
  }
}
