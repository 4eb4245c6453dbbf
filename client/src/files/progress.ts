import type { FileProgress } from "../api/files";

/** Says how far it is. A listener that throws, or whose promise rejects, would otherwise end what it only watches. */
export function tell(progress: ((now: FileProgress) => void) | undefined, now: FileProgress): void {
  (async () => progress?.(now))().catch(() => {});
}
