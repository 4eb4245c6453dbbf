/** A way to the server that is up now. */
export interface Path {
  /** `inbox`, or the conversation of a direct socket. */
  readonly id: string;
  /**
   * Sends a frame that the server owes an answer to. Returns what to call when the answer came: without it in time, the
   * connection is dropped, since a socket that swallows frames is dead, whatever its heartbeat says. Null when the path
   * went down this moment.
   */
  send(frame: Uint8Array<ArrayBuffer>): (() => void) | null;
}

export const INBOX = "inbox";
