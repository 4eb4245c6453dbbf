/** The 100-byte texts that everybody sends: who and which, in digits, and filling. */

export const TEXT_BYTES = 100;
export const ID_BYTES = 16;

const SENDER_DIGITS = 4;
const DIGIT_0 = 48;

/** A text of this sender; `putCounter` makes it the n-th. */
export function textOf(sender: number): Uint8Array {
  const id = String(sender).padStart(SENDER_DIGITS, "0").padEnd(ID_BYTES, "0");
  return Buffer.from(`${id} ${"a line that somebody wrote ".repeat(4)}`.slice(0, TEXT_BYTES));
}

/** Writes the counter into the text that begins at `at`. */
export function putCounter(bytes: Uint8Array, at: number, counter: number): void {
  let rest = counter;
  for (let i = at + ID_BYTES - 1; i >= at + SENDER_DIGITS; i--) {
    const next = Math.floor(rest / 10);
    bytes[i] = DIGIT_0 + rest - next * 10;
    rest = next;
  }
}

export function senderAt(bytes: Uint8Array, at: number): number {
  return digits(bytes, at, at + SENDER_DIGITS);
}

export function counterAt(bytes: Uint8Array, at: number): number {
  return digits(bytes, at + SENDER_DIGITS, at + ID_BYTES);
}

function digits(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) value = value * 10 + (bytes[i] ?? 0) - DIGIT_0;
  return value;
}
