/** Reading from R2. Why it failed is logged whole and told to nobody. */

import { logError } from "../../../durable-objects/log-event";
import { OrioleError } from "../../../protocol/errors";

/** ServerFileDownloadUnknownError where R2 fails. */
export async function askStore<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    logError("files.fetch_failed", cause);
    throw new OrioleError("ServerFileDownloadUnknownError");
  }
}

/** An object that has to be there: ServerFileDownloadFailure where it is not. */
export async function fetched<T>(get: () => Promise<T | null>): Promise<T> {
  const object = await askStore(get);
  if (object === null) throw new OrioleError("ServerFileDownloadFailure");
  return object;
}
