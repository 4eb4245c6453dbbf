/** How much of a log a page has. */

import type { Entry } from "./rpc";

/** A page of the largest messages would be more than the 32 MiB that a call between objects may carry. */
const MAX_PAGE_BYTES = 4 * 1024 * 1024;

/** As many from the first on as fit into a page; one at least, so that the next page begins further on. */
export function fitting<E extends Pick<Entry, "meta">>(entries: readonly E[]): E[] {
  let bytes = 0;
  const tooMany = entries.findIndex(({ meta }, at) => {
    bytes += meta?.byteLength ?? 0;
    return bytes > MAX_PAGE_BYTES && at > 0;
  });
  return tooMany < 0 ? [...entries] : entries.slice(0, tooMany);
}
