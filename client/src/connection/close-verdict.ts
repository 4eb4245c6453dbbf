import type { ClientError } from "../client-error";
import { numbered } from "../errors/error-table";

/** What to do about a connection that ended: try again, try again with a new token, or give up. */
export interface Verdict {
  readonly act: "retry" | "renew" | "stop";
  readonly cause: ClientError;
}

/** How a connection ended: the close code, and the refusal that PROVISION carried before it ([TR-6]). */
export interface Closing {
  readonly code: number;
  readonly refusal?: ClientError | undefined;
}

/** 4000 plus an error number tells the cause; every other code is the network's or the platform's, and passes. */
export function causeOf({ code, refusal }: Closing): ClientError {
  if (refusal) return refusal;
  return code > 3999 && code < 5000 ? numbered(code - 4000) : numbered(700, `closed (${code})`);
}

/**
 * Decides about an inbox socket. A password changed or a kick from another device asks for a person, not for the stored
 * credentials, although another login would work. Anything else about the account, the licence or the device is final, and
 * so is a device id that the server does not take (InvalidParam).
 */
export function verdictOf(closing: Closing): Verdict {
  const cause = causeOf(closing);
  const { number, retry } = cause;
  if (number === 110 || number === 112) return { act: "stop", cause };
  if (retry === "login") return { act: "renew", cause };
  const final = number === 2 || (number > 99 && number < 200) || (number > 712 && number < 732) || number === 905;
  return { act: final && retry === "never" ? "stop" : "retry", cause };
}

/** Decides about a direct socket: a refusal for good leaves the conversation on the inbox, which sees to tokens as well. */
export function directVerdictOf(closing: Closing): Verdict {
  const cause = causeOf(closing);
  return { act: cause.retry === "never" && cause.number > 1 ? "stop" : "retry", cause };
}
