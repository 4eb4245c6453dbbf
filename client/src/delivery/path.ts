/** A way to the server that is up now. */
export interface Path {
  /** `inbox`, or the conversation of a direct socket. */
  readonly id: string;
  /** False when it went down this moment. */
  send(frame: Uint8Array<ArrayBuffer>): boolean;
}

export const INBOX = "inbox";
