import { onScopeDispose, type ShallowRef, shallowRef } from "vue";
import type { ConversationSummary, OrioleClient } from "../../index";

/** One conversation as the list shows it, as it changes. */
export function useConversation(client: OrioleClient, xid: number): Readonly<ShallowRef<ConversationSummary>> {
  const conversation = client.conversation(xid);
  const summary = shallowRef(conversation.summary);
  onScopeDispose(
    client.on("conversation", (changed) => {
      if (changed.xid === xid) summary.value = conversation.summary;
    }),
  );
  return summary;
}
