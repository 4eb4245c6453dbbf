import type { ClientError } from "../client-error";
import { learnErrors, numbered, SERVER_UNKNOWN } from "../errors/error-table";
import { restErrors, restRuns } from "../generated/rest-codes";

/** An error by the `code` of a REST answer. */
export function fromRest(code: number, reason?: string): ClientError {
  learnErrors(restErrors);
  for (const first in restRuns) {
    let [at, number] = [Number(first), 0];
    for (const word of restRuns[first]?.split(" ") ?? []) {
      number = word ? Number(word) : number + 1;
      if (at++ === code) return numbered(number, reason, code);
    }
  }
  return numbered(SERVER_UNKNOWN, reason, code);
}
