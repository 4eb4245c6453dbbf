/** What a gateway answers. */

import type { ErrorName } from "../../protocol/errors";

/** What a frame to an existing client is, as far as the order of such frames matters ([PUSH-6]). */
export type FrameOrder =
  | "ack"
  /** Of the system conversation, with receipts: keeps its distance to acks. */
  | "receipt"
  /** Of the system conversation: does not overtake receipts. */
  | "system";

export interface FramesTo {
  connection: string;
  frames: Uint8Array[];
  /** Absent: any time. */
  order?: FrameOrder;
  /** Close after the frames, with this cause. */
  close?: ErrorName;
}

/** The gateway object. */
export interface GatewayRpc {
  /** Returns the connections it no longer holds. */
  push(batch: FramesTo[]): Promise<string[]>;
}
