/** What an object answered, as a value or as the error to pass on. */

import type { Outcome } from "../../durable-objects/rpc";
import { OrioleError } from "../../protocol/errors";

export function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new OrioleError(outcome.error, outcome.reason);
}
