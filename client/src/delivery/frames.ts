import { type Draft, encode } from "../codec/codec";
import type { Wire } from "../generated/schema";

/** Frame.Command. */
export const UNREAD = 0;
export const SYNC = 1;

export const syncFrame = (sync: Draft<Wire["SyncUL"]>): Uint8Array<ArrayBuffer> =>
  encode("Frame", { command: SYNC, payload: encode("SyncUL", sync) });

export const unreadFrame = (unread: Draft<Wire["UnreadUL"]>): Uint8Array<ArrayBuffer> =>
  encode("Frame", { command: UNREAD, payload: encode("UnreadUL", unread) });
