/** Closes connections that do not log in ([TR-7]). */

import { pb } from "../../protocol/codec";
import type { ErrorName } from "../../protocol/errors";
import { statusOf } from "../../protocol/frames";
import { LOGIN_TIMEOUT_MS, REFUSED_TIMEOUT_MS } from "../../protocol/limits";
import type { Connection } from "./connection";

const { INVALID_TOKEN, UNAUTHORIZED, USER_FROZEN, USER_BANNED, TOO_MANY_DEVICES } = pb.Status.ErrorCode;
const { DEVICE_GUID_CONFLICT, INVALID_LICENSE, LICENSE_LIMIT, APP_FROZEN } = pb.Status.ErrorCode;

const FINAL: readonly (number | null | undefined)[] = [
  INVALID_TOKEN,
  UNAUTHORIZED,
  USER_FROZEN,
  USER_BANNED,
  TOO_MANY_DEVICES,
  DEVICE_GUID_CONFLICT,
  INVALID_LICENSE,
  LICENSE_LIMIT,
  APP_FROZEN,
];

/**
 * The same login would be refused again. Existing clients leave such a connection alone and let their user decide; if it
 * closed, they would come back with the same token for ever (xsync.md §4.1).
 */
export function isFinal(error: ErrorName): boolean {
  // Whoever did not even try is not waiting for its user.
  return error !== "UserNotLogin" && FINAL.includes(statusOf(error).code);
}

/** `refused`: for good. */
export function loginDeadlineMs({ sinceMs, refused }: { sinceMs: number; refused: boolean }): number {
  return sinceMs + (refused ? REFUSED_TIMEOUT_MS : LOGIN_TIMEOUT_MS);
}

export interface SweepPort {
  close(connection: Connection): void;
  /** Outlasts hibernation, unlike a timer. */
  setAlarm(atMs: number): void;
  now(): number;
}

export class LoginSweep {
  readonly #port: SweepPort;
  readonly #waiting = new Set<Connection>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #alarmMs = 0;

  constructor(port: SweepPort) {
    this.#port = port;
  }

  /** A connection has yet to log in. One timer for those of the last seconds, the alarm for the refused ([INV-10]). */
  arm(connection: Connection): void {
    const { state } = connection;
    if (state.at !== "greeting") return;
    this.#waiting.add(connection);
    if (!state.refused) this.#timer ??= setTimeout(() => this.run(), LOGIN_TIMEOUT_MS / 4);
    else if (this.#alarmMs === 0 || loginDeadlineMs(state) < this.#alarmMs) {
      this.#alarmMs = loginDeadlineMs(state);
      this.#port.setAlarm(this.#alarmMs);
    }
  }

  /** It has logged in, or is gone. A timer that nobody needs would keep the object from hibernating. */
  disarm(connection: Connection): void {
    this.#waiting.delete(connection);
    if (this.#waiting.size === 0) this.#stop();
  }

  run(): void {
    this.#stop();
    this.#alarmMs = 0;
    for (const connection of [...this.#waiting]) {
      if (connection.state.at !== "greeting") continue;
      if (loginDeadlineMs(connection.state) <= this.#port.now()) this.#port.close(connection);
      else this.arm(connection);
    }
  }

  #stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
