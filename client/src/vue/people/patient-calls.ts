import { ClientError, type OrioleClient } from "../../index";

/** Between two attempts, ms; doubled each time, up to the last. */
const FIRST_DELAY_MS = 500;
const LAST_DELAY_MS = 15_000;

/** Calls that are made again until the server answers them, for what the page cannot do without. */
export interface PatientCalls {
  /** Rejects only when the server refuses for good, or the page is left. */
  make<Answer>(call: () => Promise<Answer>): Promise<Answer>;
  stop(): void;
}

export function createPatientCalls(client: OrioleClient): PatientCalls {
  const waiting = new Set<() => void>();
  let stopped = false;
  const wake = () => {
    for (const go of waiting) go();
  };
  const stopListening = client.on("state", ({ at }) => {
    if (at === "online") wake();
  });

  const pause = (delayMs: number) =>
    new Promise<void>((resolve) => {
      const go = () => {
        clearTimeout(timer);
        waiting.delete(go);
        resolve();
      };
      const timer = setTimeout(go, delayMs);
      waiting.add(go);
    });

  return {
    async make(call) {
      for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(delayMs * 2, LAST_DELAY_MS)) {
        try {
          return await call();
        } catch (cause) {
          if (stopped || !(cause instanceof ClientError && cause.retryable)) throw cause;
          await pause(delayMs * (0.5 + Math.random() / 2));
          if (stopped) throw cause;
        }
      }
    },
    stop() {
      stopped = true;
      stopListening();
      wake();
    },
  };
}
