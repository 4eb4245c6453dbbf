import { onScopeDispose } from "vue";
import type { Conversation } from "../../index";

/** Said again this often while somebody types. */
const REPEAT_MS = 3_000;
/** Without a key for this long, somebody has stopped. */
const PAUSE_MS = 4_000;

/** Tells the others that this user is typing, no more often than they need to hear it. */
export function useTypingSender(conversation: Conversation): { typed(): void; stopped(): void } {
  let saidMs = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;

  const stopped = () => {
    clearTimeout(pause);
    if (saidMs === 0) return;
    saidMs = 0;
    conversation.typing(false);
  };
  const typed = () => {
    clearTimeout(pause);
    pause = setTimeout(stopped, PAUSE_MS);
    if (Date.now() - saidMs < REPEAT_MS) return;
    saidMs = Date.now();
    conversation.typing(true);
  };
  onScopeDispose(stopped);
  return { typed, stopped };
}
