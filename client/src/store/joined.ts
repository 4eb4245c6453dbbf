import type { Message } from "../api/message";
import type { ConversationState } from "../conversation/conversation-state";
import { recalledOf } from "../message/read";

/**
 * The messages of a page (ascending, nothing missing between) and, after them, those in memory, which are newer; each once. The page may be older than what happened
 * since to its messages, and memory may have let go of what followed it: only a page that reaches into what is in
 * memory can be continued by it. Nothing in memory is what is left when all that followed is gone.
 */
export function joined(
  page: readonly Message[],
  held: readonly Message[],
  state: ConversationState,
): readonly Message[] {
  const { gone, missedEdits, timeline } = state;
  let usable: Message[] = [];
  for (const message of page) {
    const { mid } = message;
    const taken = gone.get(mid);
    // What was edited unseen can only be asked for again, and with it whatever is before it.
    if ((missedEdits.get(mid) ?? 0) > message.editedAt) usable = [];
    else if (mid > timeline.cleared && !taken?.deleted)
      usable.push(state.withReceipts(taken ? recalledOf(message) : message));
  }
  const [first] = held;
  const at = usable.findIndex(({ mid }) => mid === first?.mid);
  return first && at < 0 ? held : usable.slice(0, first && at).concat(held);
}
