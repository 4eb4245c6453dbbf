import { type ErrorName, errors } from "../../protocol/errors";

/** The one error of this package: a named row of the published error table. */
export class ServiceError extends Error {
  /** Name of the row, e.g. `GroupNotMemberFound`. */
  readonly error: ErrorName;
  /** Its number. */
  readonly number: number;
  /** `code` of the answer; 0 where there was none. */
  readonly code: number;
  /** How long the server asked to wait, ms. */
  readonly retryAfterMs: number | null;

  constructor(error: ErrorName, reason?: string, { code = 0, retryAfterMs = null }: Partial<Told> = {}) {
    super(reason || errors[error].meaning);
    this.name = "ServiceError";
    this.error = error;
    this.number = errors[error].number;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }

  /** The same call may succeed when made again, at once or later. */
  get retryable(): boolean {
    const { retry } = errors[this.error];
    return retry === "now" || retry === "later";
  }
}

interface Told {
  code: number;
  retryAfterMs: number | null;
}

/** The error that an answer names; those of newer servers are a ServerUnknownError. */
export function errorOfName(name: unknown): ErrorName {
  return typeof name === "string" && name in errors ? (name as ErrorName) : "ServerUnknownError";
}
