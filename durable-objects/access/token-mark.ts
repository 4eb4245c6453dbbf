/** What a hub has to know of a genuine token, to refuse it once it was taken back; and how an upgrade request carries it. */

import type { Claims } from "./token";

export interface TokenMark extends Pick<Claims, "generation" | "jti"> {
  /** ms; absent: after everything that would void it. */
  issuedMs?: number;
}

/** Of callers that say nothing of their token. */
export const UNMARKED: TokenMark = { generation: 0, jti: "" };

export function markOf({ generation, jti, issuedMs }: Claims): TokenMark {
  return { generation, jti, issuedMs };
}

/** Headers of the Worker's own (services/socket-upgrade.ts). */
export function markHeaders({ generation, jti, issuedMs }: Claims): Record<string, string> {
  return {
    "x-oriole-generation": String(generation),
    "x-oriole-jti": jti.slice(0, 512).replace(/[^\x20-\x7e]/g, "?"),
    "x-oriole-issued": String(issuedMs),
  };
}

export function markIn(headers: Headers): TokenMark {
  const issued = headers.get("x-oriole-issued");
  return {
    generation: Number(headers.get("x-oriole-generation")),
    jti: headers.get("x-oriole-jti") ?? "",
    ...(issued === null ? {} : { issuedMs: Number(issued) }),
  };
}
