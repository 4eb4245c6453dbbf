/** The body of an upload, read piece by piece. */

import { OrioleError } from "../../../protocol/errors";

/** After a refusal as much is still read as lets most clients finish sending: only then do they read the answer. */
const DRAIN_BYTES = 16 * 1024 * 1024;

/** Runs `work` on the body, and reads on when that refuses it. */
export async function withBody<T>(
  request: Request,
  work: (body: AsyncGenerator<Uint8Array>) => Promise<T>,
): Promise<T> {
  const reader = request.body?.getReader();
  try {
    return await work(chunks(reader));
  } catch (error) {
    if (reader) await drain(reader);
    throw error;
  }
}

async function* chunks(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { done, value } = reader ? await nextOf(reader) : { done: true, value: undefined };
    if (done || value === undefined) return;
    yield value;
  }
}

async function nextOf(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read();
  } catch {
    throw new OrioleError("InvalidRequestParameter", "invalid request parameter: the body breaks off");
  }
}

async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  let left = DRAIN_BYTES;
  try {
    while (left > 0) {
      const { done, value } = await reader.read();
      if (done) return;
      left -= value.length;
    }
    await reader.cancel();
  } catch {
    // The client is gone: nobody is left to be told.
  }
}
