/** The envelope of every REST answer: HTTP 200, and the outcome in `code`. */

import type { Context } from "hono";
import { type ErrorName, errors, OrioleError } from "../../protocol/errors";

export function success(c: Context, result: Record<string, unknown>): Response {
  return c.json({ code: 200, message: null, ...result });
}

/** What an operation has to say about its failures. */
interface Failing {
  codes?: Partial<Record<ErrorName, number>>;
  /** Whether the HTTP status tells of the failure too. */
  byStatus?: boolean;
}

/**
 * The answer to whatever was thrown. An OrioleError says what may be said; anything else is logged whole and answered
 * without detail. Clients take a non-2xx for a dead server and move on to another, hence HTTP 200 except for files:
 * those are fetched by browsers, players and savers, which look at nothing but the status.
 */
export function failure(c: Context, thrown: unknown, { codes = {}, byStatus = false }: Failing = {}): Response {
  if (!(thrown instanceof OrioleError)) logUnknown("worker.request_failed", c.req.raw, thrown);
  const told = thrown instanceof OrioleError ? thrown : new OrioleError(nameOfUnknown(thrown));
  const { error, message, retryAfterMs } = told;
  const code = codes[error] ?? errors[error].rest;
  if (retryAfterMs !== undefined) c.header("retry-after", String(Math.ceil(retryAfterMs / 1000)));
  return c.json({ code, message, data: null, error: nameplate(error) }, byStatus ? httpStatus(error) : 200);
}

/** Of an object that has more to do than it can the platform says so; it gets no better by being asked again at once. */
export function nameOfUnknown(thrown: unknown): ErrorName {
  const overloaded = thrown instanceof Error && "overloaded" in thrown && thrown.overloaded === true;
  return overloaded ? "ServerBusy" : "ServerUnknownError";
}

/** Which row of the error table it is: several of them share a `code`. */
export function nameplate(error: ErrorName) {
  const { number, retry } = errors[error];
  return { name: error, number, retry };
}

/** HTTP statuses by XSYNC status, as far as they say the same. */
const STATUSES = { 7: 401, 8: 400, 9: 403, 10: 403, 20: 503 } as const;

function httpStatus(error: ErrorName) {
  const { rest, status, retry } = errors[error];
  if (rest === errors.NotFound.rest) return 404;
  if (error === "MissingAccessToken") return 401;
  if (status in STATUSES) return STATUSES[status as keyof typeof STATUSES];
  return retry === "later" ? 500 : 400;
}

/** One JSON object; the query is left out because it may carry a token. */
export function logUnknown(event: string, request: Request, thrown: unknown): void {
  const cause = thrown instanceof Error ? { error: thrown.message, stack: thrown.stack } : { error: String(thrown) };
  const { pathname } = new URL(request.url);
  console.error(JSON.stringify({ event, method: request.method, path: pathname, ...cause }));
}
