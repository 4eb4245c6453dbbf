import type { ErrorName, Retry } from "./errors/error-table";

/** The one error of the SDK: a named row of the published error table. */
export class ClientError extends Error {
  /** Name of the row, e.g. `GroupNotMemberFound`. */
  readonly error: ErrorName;
  /** Its number; 4000 plus it is the close code of a socket closed for it. */
  readonly number: number;
  /** What helps: repeat at once, repeat later, log in again, or nothing. */
  readonly retry: Retry;
  /** `code` of the REST answer that said so, where one did: several codes may share a row. */
  readonly code: number | undefined;

  /** How long the server wants to be left alone, ms, where it said so. */
  declare readonly retryAfterMs?: number;

  constructor(error: ErrorName, number: number, retry: Retry, reason?: string, code?: number) {
    super(reason || error);
    this.name = "ClientError";
    this.error = error;
    this.number = number;
    this.retry = retry;
    this.code = code;
  }

  /** The same call may succeed when made again. */
  get retryable(): boolean {
    return this.retry === "now" || this.retry === "later";
  }
}
