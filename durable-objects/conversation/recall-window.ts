/** How long the author of a message may recall it: a setting of the app, read when somebody recalls. */

import { pb } from "../../protocol/codec";
import { RECALL_WINDOW_MS } from "../../protocol/limits";
import { loadApp } from "../access/app";
import type { Publish } from "../rpc";

/** The setting is read again after this long. */
const FRESH_MS = 30_000;

export interface RecallWindowPort {
  db: D1Database;
  app: string;
  failed(error: unknown): void;
}

export class RecallWindow {
  readonly #port: RecallWindowPort;
  #windowMs = RECALL_WINDOW_MS;
  #readMs = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | null = null;

  constructor(port: RecallWindowPort) {
    this.#port = port;
  }

  /** 0: nobody but admins may recall. */
  get windowMs(): number {
    return this.#windowMs;
  }

  /** Null unless the setting has to be read first; while it is, everything waits, so that nothing overtakes the recall. */
  ready(items: readonly Publish[], nowMs: number): Promise<void> | null {
    if (this.#reading) return this.#reading;
    if (nowMs - this.#readMs < FRESH_MS || !items.some(isRecall)) return null;
    this.#reading = this.#read(nowMs).finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #read(nowMs: number): Promise<void> {
    this.#readMs = nowMs;
    try {
      const { settings } = await loadApp(this.#port.db, this.#port.app, nowMs);
      this.#windowMs = settings.message_recall_seconds * 1000;
    } catch (error) {
      // What was true at the last reading has to do.
      this.#port.failed(error);
    }
  }
}

/**
 * An operation is told by the first field of the body, which is its type in what every known client sends: decoding each
 * message once more only to find the few recalls would cost all of them. One written otherwise is judged by what was read
 * last.
 */
function isRecall({ payload }: Publish): boolean {
  if (payload[0] !== 8 || payload[1] !== pb.MessageBody.Type.OPER) return false;
  try {
    return pb.MessageBody.decode(payload).operation?.type === pb.MessageOperation.OpType.RECALL;
  } catch {
    return false;
  }
}
