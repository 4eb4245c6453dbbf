import { type ErrorName, errorNamed, errors } from "../../protocol/errors";

/** What is told of several causes, and the one of them that a caller can act on. */
const preferred: Readonly<Record<number, ErrorName>> = {
  402: "InvalidToken",
  404: "NotSupported",
  500: "ServerUnknownError",
  503: "ServerBusy",
  10002: "InvalidRequestParameter",
};

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

/** The error behind the `code` of an answer; codes of newer servers are a ServerUnknownError. */
export function errorOfCode(code: number): ErrorName {
  const known = preferred[code] ?? byCode.get(code);
  return known ?? errorNamed(-1);
}

const byCode = new Map<number, ErrorName>();
for (const name of Object.keys(errors) as ErrorName[]) {
  if (!byCode.has(errors[name].rest)) byCode.set(errors[name].rest, name);
}
