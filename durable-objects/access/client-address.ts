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
  return address || null;
}
