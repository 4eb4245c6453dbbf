/** What a client is answered. */

import type { ClientEvent } from "./inbox.ts";
import { nameOf } from "./wire.ts";

export interface Ack {
  code: number;
  status: string;
  reason: string;
  clientMid: string;
  mid: number;
  time: number;
  editTimestamp: string;
}

export interface UnreadItem {
  xid: number;
  n: number;
  type: number;
}

export interface HistoryPage {
  xid: number;
  next: number;
  /** As they came: newest first. */
  messages: Extract<ClientEvent, { is: "message" }>[];
}

export class LoginRefused extends Error {
  readonly code: number;
  readonly reason: string;

  constructor(code: number, reason: string) {
    super(`login refused: ${nameOf("Status.ErrorCode", code)} ${reason}`);
    this.code = code;
    this.reason = reason;
  }
}
