/** The envelope of every REST answer: HTTP 200, and the outcome in `code`. */

import type { Context } from "hono";
import { type ErrorName, errors, OrioleError } from "../../protocol/errors";

export function success(c: Context, result: Record<string, unknown>): Response {
  return c.json({ code: 200, message: null, ...result });
}

/**
 * The answer to whatever was thrown. An OrioleError says what may be said; anything else is logged whole and answered
 * without detail. Clients take a non-2xx for a dead server and move on to another, hence HTTP 200 throughout.
 */
export function failure(c: Context, thrown: unknown, codes: Partial<Record<ErrorName, number>> = {}): Response {
  if (thrown instanceof OrioleError) {
    return c.json({ code: codes[thrown.error] ?? thrown.row.rest, message: thrown.message, data: null });
  }
  logUnknown("worker.request_failed", c.req.raw, thrown);
  const { rest, meaning } = errors.ServerUnknownError;
  return c.json({ code: rest, message: meaning, data: null });
}

/** One JSON object; the query is left out because it may carry a token. */
export function logUnknown(event: string, request: Request, thrown: unknown): void {
  const cause = thrown instanceof Error ? { error: thrown.message, stack: thrown.stack } : { error: String(thrown) };
  const { pathname } = new URL(request.url);
  console.error(JSON.stringify({ event, method: request.method, path: pathname, ...cause }));
}
