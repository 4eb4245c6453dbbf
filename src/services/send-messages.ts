/** Sending by REST: one message to users or to groups, through the same objects as a client's. */

import { conversationStub, type Env } from "../../durable-objects/env";
import type { Published } from "../../durable-objects/rpc";
import { pb } from "../../protocol/codec";
import { type ErrorName, errors, OrioleError } from "../../protocol/errors";
import { conversationName, conversationOf, isGroupId } from "../../protocol/ids";
import { existingUsers } from "../store/users";
import { encodeBody, type OutgoingMessage } from "./message-payload";

export interface Targets {
  kind: "users" | "groups";
  ids: readonly number[];
}

export interface Sending {
  /** 0: the system, which writes to groups alone. */
  sender: number;
  /** By an admin token: membership and rate rules do not apply. */
  admin: boolean;
  to: Targets;
  message: OutgoingMessage;
  /** Makes a repeated request store nothing. */
  transaction?: number | undefined;
  /** Stored nowhere: only devices that are connected get it. */
  ephemeral?: boolean;
  /** The outcome tells what became of it, for each target. */
  shown?: boolean;
}

export interface Sent {
  target: number;
  mid: number;
  /** ms */
  time: number;
  /** Where asked for: the encoded MessageBody as others get it. Absent where nothing is left to show. */
  payload?: Uint8Array;
}

export interface Unsent {
  target: number;
  error: ErrorName;
  reason?: string;
}

export interface SendOutcome {
  sent: Sent[];
  failed: Unsent[];
}

/** Refused as a whole when no target took it. */
export async function sendMessages(env: Env, app: string, sending: Sending): Promise<SendOutcome> {
  const clientMid = String(sending.transaction ?? randomMid());
  const results = await Promise.all(
    sending.to.ids.map(async (target) => ({ target, ...(await publishTo(env, app, sending, target, clientMid)) })),
  );
  const sent = results.flatMap((result) => (result.ok ? [{ ...result, ...payloadOf(result.meta) }] : []));
  const failed = results.flatMap((result) => (result.ok ? [] : [result]));
  const [first] = failed;
  if (sent.length === 0 && first) throw new OrioleError(first.error, first.reason);
  return { sent, failed };
}

/** Checked before anything is sent, so that a request with a wrong id sends nothing. */
export async function requireTargets(db: D1Database, app: string, { kind, ids }: Targets): Promise<void> {
  if (kind === "groups") {
    const wrong = ids.find((gid) => !isGroupId(gid));
    if (wrong !== undefined) throw new OrioleError("GroupNotExist", `no such group: ${wrong}`);
    return;
  }
  const existing = await existingUsers(db, app, ids);
  const wrong = ids.find((uid) => !existing.has(uid));
  if (wrong !== undefined) throw new OrioleError("UserNotExist", `no such user: ${wrong}`);
}

/** What a batch answers about those that it did not reach. */
export function failures(failed: readonly Unsent[]): { target: number; code: number; message: string }[] {
  return failed.map(({ target, error, reason }) => {
    return { target, code: errors[error].rest, message: reason ?? errors[error].meaning };
  });
}

async function publishTo(
  env: Env,
  app: string,
  { sender, admin, message, ephemeral, shown }: Sending,
  target: number,
  clientMid: string,
): Promise<Published> {
  const stub = conversationStub(env, conversationName(app, conversationOf(sender, target)));
  // Serial 0 stands for REST, which has no device; all devices of the sender are "other devices" to it.
  const publish = {
    uid: sender,
    sn: 0,
    clientMid,
    ns: pb.Meta.NameSpace.MESSAGE,
    payload: encodeBody(message, target),
    to: target,
    echo: true,
    admin,
    ...(ephemeral ? { ephemeral } : {}),
    ...(shown ? { shown } : {}),
  };
  const { results } = await stub.publish([publish]);
  return results[0] ?? { ok: false, error: "ServerUnknownError" };
}

function payloadOf(meta: Uint8Array | undefined): Pick<Sent, "payload"> {
  const payload = meta && pb.Meta.decode(meta).payload;
  return payload ? { payload } : {};
}

/** Below 2^53. Random, because requests without a transaction id are never the same. */
export function randomMid(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return (high % 2 ** 21) * 2 ** 32 + low;
}
