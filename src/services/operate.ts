/** Operations on a message by REST, through the same objects as a client's. */

import { conversationStub, type Env, hubStub } from "../../durable-objects/env";
import { pb } from "../../protocol/codec";
import { OrioleError } from "../../protocol/errors";
import { conversationName, conversationOf, SYSTEM_UID } from "../../protocol/ids";
import { encodeOperation } from "./message-payload";
import { unwrap } from "./unwrap";

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
  const act = {
    sn,
    ns: pb.Meta.NameSpace.MESSAGE,
    payload: encodeOperation(pb.MessageOperation.OpType[operation], mid, xid),
    // A deletion is the user's own business, and addressed so (xsync.md §7.6).
    to: operation === "DELETE" ? uid : xid,
  };
  if (xid === SYSTEM_UID) return void unwrap(await hubStub(env, app, uid).actInSystem(uid, act));
  const stub = conversationStub(env, conversationName(app, conversationOf(uid, xid)));
  const { results } = await stub.publish([{ ...act, uid, clientMid: String(mid), echo: true, admin }]);
  const [result] = results;
  if (result && !result.ok) throw new OrioleError(result.error, result.reason);
}
