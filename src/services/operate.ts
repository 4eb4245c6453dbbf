/** Operations on a message by REST, through the same objects as a client's. */

import { conversationStub, type Env } from "../../durable-objects/env";
import { pb } from "../../protocol/codec";
import { OrioleError } from "../../protocol/errors";
import { conversationName, conversationOf } from "../../protocol/ids";
import { encodeOperation } from "./message-payload";

export interface Operating {
  uid: number;
  /** By an admin token. */
  admin: boolean;
  /** The user's device that asks; 0: none. The others are told. */
  sn: number;
  /** The conversation as the user calls it. */
  xid: number;
  operation: "RECALL" | "READ_ACK" | "DELETE";
  mid: number;
}

/** Done, or thrown why not. A repetition changes nothing: the message's id is what makes it one. */
export async function operate(env: Env, app: string, operating: Operating): Promise<void> {
  const { uid, admin, sn, xid, operation, mid } = operating;
  const stub = conversationStub(env, conversationName(app, conversationOf(uid, xid)));
  const publish = {
    uid,
    sn,
    clientMid: String(mid),
    ns: pb.Meta.NameSpace.MESSAGE,
    payload: encodeOperation(pb.MessageOperation.OpType[operation], mid, xid),
    // A deletion is the user's own business, and addressed so (xsync.md §7.6).
    to: operation === "DELETE" ? uid : xid,
    echo: true,
    admin,
  };
  const { results } = await stub.publish([publish]);
  const [result] = results;
  if (result && !result.ok) throw new OrioleError(result.error, result.reason);
}
