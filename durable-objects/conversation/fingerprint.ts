/** The idempotency key of a send. */

import type { Publish } from "../rpc";

/**
 * [INV-2] sender, device, client mid, and a fingerprint of target and body: existing clients give two different sends
 * of one millisecond the same client mid (xsync.md §7.1).
 */
export function dedupeKey(item: Publish): string {
  return `${item.uid}.${item.sn}.${item.clientMid}.${fingerprint(item)}`;
}

/** 53 bits over target, namespace and body (cyrb53); a collision can only hide a send behind one of the same device and mid. */
export function fingerprint(item: Pick<Publish, "to" | "ns" | "payload">): string {
  let h1 = 0xdeadbeef ^ item.to;
  let h2 = 0x41c6ce57 ^ item.ns;
  for (const byte of item.payload) {
    h1 = Math.imul(h1 ^ byte, 2654435761);
    h2 = Math.imul(h2 ^ byte, 1597334677);
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return (4294967296 * (2097151 & h2) + (h1 >>> 0)).toString(36);
}
