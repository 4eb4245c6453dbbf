import type { ClockPort } from "../api/ports";
import { numbered } from "../errors/error-table";

/** What this brings, or ServerTimeOut: some calls are long, but nobody is to wait for ever for one that died without a word. */
export function inTime<Of>(
  { clock, timeoutMs }: { readonly clock: ClockPort; readonly timeoutMs: number },
  work: Promise<Of>,
): Promise<Of> {
  return new Promise((resolve, reject) => {
    const stop = clock.after(timeoutMs * 4, () => reject(numbered(707)));
    work.then(resolve, reject).then(stop);
  });
}
