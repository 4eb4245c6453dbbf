/** What devices and REST send into a conversation. */

import type { ErrorName } from "../../protocol/errors";
import type { Delivery } from "./delivery";

/** One meta a device sends into a conversation. */
export interface Publish {
  uid: number;
  sn: number;
  /** Decimal text: existing clients go beyond 2^53. */
  clientMid: string;
  ns: number;
  /** Encoded MessageBody or Conversation. */
  payload: Uint8Array;
  /** Addressee of the meta, as sent. */
  to: number;
  /** The sender has other devices that must see it. */
  echo: boolean;
  /** Sent through REST with an admin token: membership and speech rules do not apply. */
  admin?: boolean;
  /** Shown to devices that are connected now, and stored nowhere. */
  ephemeral?: boolean;
  /** The caller wants to see what was made of it. */
  shown?: boolean;
}

export type Published =
  | {
      ok: true;
      mid: number;
      /** 0 when the meta has no place in the log. */
      seq: number;
      time: number;
      editTime?: number;
      /** False for a resend and for what is not logged. */
      stored: boolean;
      /** Where asked for: the encoded Meta as others get it. Absent where nothing is left to show. */
      meta?: Uint8Array;
    }
  | { ok: false; error: ErrorName; reason?: string };

export interface PublishOutcome {
  /** In the order of the batch. */
  results: Published[];
  delivery?: Delivery;
}
