import { onScopeDispose, type ShallowRef, shallowRef } from "vue";
import type { ConversationSummary, OrioleClient } from "../../index";

export type Summaries = Readonly<ShallowRef<readonly ConversationSummary[]>>;

/** The conversation list, newest first, without the user's own system conversation. */
export function useConversations(client: OrioleClient): Summaries {
  const read = () => client.conversations().filter(({ xid }) => xid > 0);
  const summaries = shallowRef(read());
  let due = false;
  // A catch-up changes many lines at once.
  const stop = client.on("conversation", () => {
    if (due) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      summaries.value = read();
    });
  });
  onScopeDispose(stop);
  return summaries;
}
