/** Where a request comes from, as far as the deployment can know. */

import type { Env } from "../env";

/**
 * The address in the header that the deployment trusts (IP_HEADER): Cloudflare's own at the edge, a proxy's elsewhere. Null
 * where there is none: an address that a client can make up is worse than no limit.
 */
export function clientAddress(request: Request, env: Env): string | null {
  if (env.IP_HEADER === "") return null;
  // Proxies append to a list: the last one is who the nearest of them saw.
  const address = request.headers.get(env.IP_HEADER)?.split(",").at(-1)?.trim();
  return address ? limitedAs(address) : null;
}

/** Of IPv6 the network of 64 bits: whoever has one address in it has all of them, and would have a limit for each. */
export function limitedAs(address: string): string {
  const groups = groupsOf(address);
  if (!groups) return address;
  const [high = 0, low = 0] = groups.slice(6);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped) return [high >> 8, high & 255, low >> 8, low & 255].join(".");
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(":")}::/64`;
}

/** The eight numbers of an IPv6 address, however it is written; null for anything else. */
function groupsOf(address: string): number[] | null {
  const host = `http://[${address.replace(/^\[|\]$/g, "")}]`;
  if (!address.includes(":") || !URL.canParse(host)) return null;
  // The URL's own way to write it: no IPv4 at the end, and one gap at most.
  const [left = "", right] = new URL(host).hostname.slice(1, -1).split("::");
  const numbers = (text = "") => (text === "" ? [] : text.split(":").map((group) => Number.parseInt(group, 16)));
  const [before, after] = [numbers(left), numbers(right)];
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after];
}
