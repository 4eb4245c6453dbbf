/** Logging in on a screen by scanning it with a device that is logged in. */

import type { CancelSignal } from "../files/index";
import { ClientError, type OrioleClient } from "../index";
import { ANONYMOUS, type Get, get, type Post, post } from "./action";

/** A code for a screen, valid for a while. */
export const qrCode: Get<"/app/qr_code"> = (client, given) => get(client, "/app/qr_code", given, ANONYMOUS);
/** What was scanned: lets the screen in as this user. */
export const approveQrLogin: Post<"/app/qr_login"> = (client, given) => post(client, "/app/qr_login", given);
/** Empty until somebody approved. */
const approval: Get<"/app/qr_login"> = (client, given) => get(client, "/app/qr_login", given, ANONYMOUS);

const PAUSE_MS = 1500;

export interface QrLoginOptions {
  /** Shows a code; called again with another one when the last has expired. */
  show(code: string): void;
  /** Ends the waiting; the promise rejects with UserCancel. */
  readonly signal?: CancelSignal;
}

/**
 * Shows codes until one is approved, then logs this client in as whoever approved it. Network failures are waited out; closing
 * the client ends it as the signal does.
 */
export async function loginByQr(client: OrioleClient, { show, signal }: QrLoginOptions): Promise<void> {
  const over = () => client.closed || signal?.aborted;
  let code = "";
  while (!over()) {
    try {
      if (!code) {
        code = (await qrCode(client)).qr_code;
        if (over()) break;
        show(code);
      }
      const { username, password } = await approval(client, { qr_code: code });
      if (username && password && !over()) return client.login({ username, password });
    } catch (thrown) {
      if (!(thrown instanceof ClientError && (thrown.retryable || code))) throw thrown;
      // A code that is refused has expired, or is used up.
      if (!thrown.retryable) code = "";
    }
    await pause(signal);
  }
  throw new ClientError("UserCancel", 114, "never");
}

function pause(signal: CancelSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", over);
      resolve();
    };
    const timer = setTimeout(over, PAUSE_MS);
    signal?.addEventListener("abort", over);
  });
}

declare function setTimeout(run: () => void, delayMs: number): unknown;
declare function clearTimeout(timer: unknown): void;
