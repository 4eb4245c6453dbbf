/** What a conversation in which nobody may say anything any more still takes ([SEND-10]). */

import type { ErrorName } from "../../protocol/errors";
import { isSpeech } from "../routing";
import type { Publish } from "../rpc";

/**
 * Whether a refusal that holds for everybody here keeps a participant out altogether. One of the two being gone does not,
 * once something was said: the other could else never again read, count or remove it.
 */
export function barsEntry(refusal: ErrorName, anythingSaid: boolean): boolean {
  return refusal !== "UserNotExist" || !anythingSaid;
}

/** Whether the same refusal holds for this meta. */
export function bars(refusal: ErrorName, anythingSaid: boolean, item: Pick<Publish, "ns" | "payload">): boolean {
  return barsEntry(refusal, anythingSaid) || isSpeech(item);
}
