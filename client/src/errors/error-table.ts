import { ClientError } from "../client-error";
import { type ErrorName, errorRuns } from "../generated/errors";

export type { ErrorName };

/** What a caller may do: repeat at once, repeat later with back-off, log in again first, or give up. */
export type Retry = "now" | "later" | "login" | "never";

export const SERVER_UNKNOWN = 701;
const advice: Readonly<Record<string, Retry>> = { "+": "later", "*": "login", "!": "now" };

/**
 * An error by its number; numbers of newer servers are a ServerUnknownError, and so are those that REST alone tells: its
 * answers carry name and advice.
 */
export function numbered(number: number, reason?: string, code?: number): ClientError {
  for (const first in errorRuns) {
    const [beginning, ...names] = errorRuns[first]?.split(" ") ?? [];
    const [, name, mark = ""] = /^(\w+)(.?)$/.exec(names[number - Number(first)] ?? "") ?? [];
    if (name) return new ClientError((beginning + name) as ErrorName, number, advice[mark] ?? "never", reason, code);
  }
  return numbered(SERVER_UNKNOWN, reason, code);
}

/** An error by the status of a frame; `error` is the exact number, which every server of ours sends. */
export function fromStatus(status: { reason: string; error: number } | undefined): ClientError {
  return numbered(status?.error || 1, status?.reason);
}

/** What was thrown, as an error: a ClientError stays itself, anything else becomes this number. */
export function errorOf(thrown: unknown, number: number): ClientError {
  return thrown instanceof ClientError ? thrown : numbered(number, String(thrown));
}
