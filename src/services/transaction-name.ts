/** [REST-2] The name under which a body is sent once where no conversation's log tells one send from another. */

import { fingerprint } from "../../durable-objects/conversation/fingerprint";
import { pb } from "../../protocol/codec";
import { SYSTEM_UID } from "../../protocol/ids";
import { encodeBody, type OutgoingMessage } from "./message-payload";

/** With the body in it, as it was asked for: a number that comes again with something else to say is another send. */
export function transactionName(transaction: number | undefined, message: OutgoingMessage): string | null {
  if (transaction === undefined) return null;
  const payload = encodeBody(message, SYSTEM_UID);
  return `${transaction}.${fingerprint({ to: SYSTEM_UID, ns: pb.Meta.NameSpace.MESSAGE, payload })}`;
}
