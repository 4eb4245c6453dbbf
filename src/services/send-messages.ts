/** Sending by REST: one message to users or to groups, through the same objects as a client's. */

import { conversationStub, type Env } from "../../durable-objects/env";
import type { Published } from "../../durable-objects/rpc";
import { pb } from "../../protocol/codec";
import { OrioleError } from "../../protocol/errors";
import { conversationName, conversationOf, isGroupId } from "../../protocol/ids";
import { existingUsers } from "../store/users";
import { encodeBody, type OutgoingMessage } from "./message-payload";

export interface Sending {
  sender: number;
  /** By an admin token: membership and rate rules do not apply. */
  admin: boolean;
  to: { kind: "users" | "groups"; ids: readonly number[] };
  message: OutgoingMessage;
  /** Makes a repeated request store nothing; null when the caller names none. */
  transaction: number | null;
}

/** The mid per target. Refused as a whole when no target took it; otherwise `all` says whether every one did. */
export async function sendMessages(env: Env, app: string, sending: Sending): Promise<{ all: boolean; mids: number[] }> {
  await requireTargets(env.DB, app, sending.to);
  const clientMid = String(sending.transaction ?? randomMid());
  const results = await Promise.all(sending.to.ids.map((target) => publishTo(env, app, sending, target, clientMid)));
  const mids = results.flatMap((result) => (result.ok ? [result.mid] : []));
  const [first] = results;
  if (mids.length === 0 && first && !first.ok) throw new OrioleError(first.error, first.reason);
  return { all: mids.length === results.length, mids };
}

/** Checked before anything is sent, so that a request with a wrong id sends nothing. */
async function requireTargets(db: D1Database, app: string, { kind, ids }: Sending["to"]): Promise<void> {
  if (kind === "groups") {
    const wrong = ids.find((gid) => !isGroupId(gid));
    if (wrong !== undefined) throw new OrioleError("GroupNotExist", `no such group: ${wrong}`);
    return;
  }
  const existing = await existingUsers(db, app, ids);
  const wrong = ids.find((uid) => !existing.has(uid));
  if (wrong !== undefined) throw new OrioleError("UserNotExist", `no such user: ${wrong}`);
}

async function publishTo(
  env: Env,
  app: string,
  { sender, admin, message }: Sending,
  target: number,
  clientMid: string,
): Promise<Published> {
  const stub = conversationStub(env, conversationName(app, conversationOf(sender, target)));
  const payload = encodeBody(message, target);
  // Serial 0 stands for REST, which has no device; all devices of the sender are "other devices" to it.
  const publish = {
    uid: sender,
    sn: 0,
    clientMid,
    ns: pb.Meta.NameSpace.MESSAGE,
    payload,
    to: target,
    echo: true,
    admin,
  };
  const { results } = await stub.publish([publish]);
  return results[0] ?? { ok: false, error: "ServerUnknownError" };
}

/** Below 2^53. Random, because requests without a transaction id are never the same. */
function randomMid(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return (high % 2 ** 21) * 2 ** 32 + low;
}
