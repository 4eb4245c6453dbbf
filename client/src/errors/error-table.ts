import { ClientError } from "../client-error";
import { type ErrorName, errorRuns, later, login, now, restCodes } from "../generated/errors";

export type { ErrorName };

/** What a caller may do: repeat at once, repeat later with back-off, log in again first, or give up. */
export type Retry = "now" | "later" | "login" | "never";

/** The row of an error number; numbers of newer servers are a ServerUnknownError. */
function rowOf(number: number): { error: ErrorName; number: number; retry: Retry } {
  for (const first in errorRuns) {
    const name = errorRuns[first]?.split(" ")[number - Number(first)];
    if (name) {
      const has = (list: number[]) => list.indexOf(number) >= 0;
      const retry = has(later) ? "later" : has(login) ? "login" : has(now) ? "now" : "never";
      return { error: name as ErrorName, number, retry };
    }
  }
  return rowOf(SERVER_UNKNOWN);
}

const SERVER_UNKNOWN = 701;

/** An error by its number. */
export function numbered(number: number, reason?: string): ClientError {
  const row = rowOf(number);
  return new ClientError(row.error, row.number, row.retry, reason);
}

/** An error by the `code` of a REST answer. */
export function fromRest(code: number, reason?: string): ClientError {
  return numbered(restCodes[code] ?? SERVER_UNKNOWN, reason);
}

/** An error by the status of a frame; `error` is the exact number, `code` alone is what a foreign server would send. */
export function fromStatus(status: { code: number; reason: string; error: number } | undefined): ClientError {
  const coarse: Record<number, number> = { 7: 307, 9: 100, 10: 106, 11: 107, 12: 403, 13: 109, 19: 715, 20: 406 };
  return numbered(status?.error || coarse[status?.code ?? 0] || 1, status?.reason);
}
