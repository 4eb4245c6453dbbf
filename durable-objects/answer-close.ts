/** Codes that say how a socket ended and may not be sent in a close frame (RFC 6455 §7.4.1). */
const UNSENDABLE = new Set([1005, 1006, 1015]);

/**
 * Completes the closing handshake. The runtime leaves the reply to the object; without it a client that closes hears
 * nothing, and reports a broken connection when its own patience ends.
 */
export function answerClose(socket: WebSocket, code: number): void {
  try {
    if (UNSENDABLE.has(code)) socket.close();
    else socket.close(code);
  } catch {
    // Closed from our side at the same time.
  }
}
