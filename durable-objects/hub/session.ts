/** A connected device, whichever way it is connected. */

import { pb } from "../../protocol/codec";
import type { ErrorName } from "../../protocol/errors";
import { closeCode } from "../../protocol/errors";
import { OK, syncFrame } from "../../protocol/frames";
import { midAt } from "../../protocol/ids";
import { send } from "../conversation/direct-sockets";
import type { FrameOrder, FramesTo, Position } from "../rpc";
import type { SendBudget } from "../send-budget";
import { encodeNotice } from "./notice-log";

interface SessionBase {
  readonly uid: number;
  readonly sn: number;
  /** The name of the token that it came with; empty: unknown. */
  readonly jti: string;
  readonly budget: SendBudget;
  /** `order` matters to existing clients alone. */
  send(frame: Uint8Array, order?: FrameOrder): void;
  close(error: ErrorName): void;
}

/** Whose connection it is, as it is kept while the object sleeps. */
export type Holder = Pick<SessionBase, "uid" | "sn" | "jti">;

/** Our own SDK, on a socket of this hub. It keeps its positions itself. */
export interface SdkSession extends SessionBase {
  readonly kind: "sdk";
}

/** An existing client behind a gateway. The hub keeps its cursors. */
export interface PlainSession extends SessionBase {
  readonly kind: "plain";
  readonly connection: string;
  /** How far this connection was given each conversation, whether or not the device has confirmed it. */
  readonly given: Map<string, Position>;
  /** Conversations with a NOTICE out that the client has not answered. */
  readonly noticed: Set<string>;
  /** Its first UNREAD was answered ([UNREAD-1]). */
  listed: boolean;
}

export type Session = SdkSession | PlainSession;

export function sdkSession({ uid, sn, jti }: Holder, socket: WebSocket, budget: SendBudget): SdkSession {
  return {
    kind: "sdk",
    uid,
    sn,
    jti,
    budget,
    send: (frame) => send(socket, frame),
    close: (error) => {
      try {
        socket.close(closeCode(error), error);
      } catch {
        // Already closing.
      }
    },
  };
}

export function plainSession(
  { uid, sn, jti }: Holder,
  connection: string,
  budget: SendBudget,
  push: (to: FramesTo) => void,
  listed: boolean,
): PlainSession {
  return {
    kind: "plain",
    uid,
    sn,
    jti,
    connection,
    budget,
    given: new Map(),
    noticed: new Set(),
    listed,
    send: (frame, order) => push({ connection, frames: [frame], ...(order ? { order } : {}) }),
    close: (error) => push({ connection, frames: [], close: error }),
  };
}

/** A user notice outside the log, for devices that are connected now (xsync.md §8.3). */
export function userNoticeFrame(uid: number, type: pb.UserNotice.Type, content: string, nowMs: number): Uint8Array {
  const payload = pb.UserNotice.encode({ type, content }).finish();
  const notice = { uid, ns: pb.Meta.NameSpace.USER_NOTICE, from: uid, fromSn: 0, to: uid, payload };
  return syncFrame({ status: OK, xid: { uid: 0 }, is_eager_sync: true }, [encodeNotice(notice, midAt(nowMs), nowMs)]);
}
