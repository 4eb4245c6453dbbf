import { onScopeDispose, type ShallowRef, shallowRef } from "vue";
import type { Conversation, Message, OrioleClient } from "../../index";

/** What lies before the oldest message shown. */
export type HistoryState =
  /** More, perhaps. */
  | { readonly at: "idle" }
  | { readonly at: "loading" }
  | { readonly at: "beginning" }
  | { readonly at: "failed"; readonly cause: unknown };

export interface OpenMessages {
  readonly conversation: Conversation;
  readonly messages: Readonly<ShallowRef<readonly Message[]>>;
  readonly history: Readonly<ShallowRef<HistoryState>>;
  loadOlder(): Promise<void>;
  /** Loads backward until the message with this mid is in memory. Rejects when the server does not answer. */
  loadUpTo(mid: number): Promise<void>;
}

const PAGE = 30;
/** For going far back at once. */
const LONG_PAGE = 200;

/** A conversation while it is on the screen: on a socket of its own, its messages as they change, its past on demand. */
export function useMessages(client: OrioleClient, xid: number): OpenMessages {
  const conversation = client.conversation(xid);
  const messages = shallowRef(conversation.messages());
  const history = shallowRef<HistoryState>({ at: "idle" });

  let due = false;
  const changed = (of: { readonly xid: number }) => {
    if (of.xid !== xid || due) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      messages.value = conversation.messages();
    });
  };

  const loadOlder = async () => {
    if (history.value.at === "loading" || history.value.at === "beginning") return;
    history.value = { at: "loading" };
    try {
      const page = await conversation.history({ limit: PAGE });
      messages.value = conversation.messages();
      history.value = page.next === 0 ? { at: "beginning" } : { at: "idle" };
    } catch (cause) {
      history.value = { at: "failed", cause };
    }
  };

  const loadUpTo = async (mid: number) => {
    for (;;) {
      const oldest = conversation.messages().find((message) => message.mid > 0)?.mid ?? 0;
      if (oldest > 0 && oldest <= mid) break;
      const page = await conversation.history({ limit: LONG_PAGE });
      if (page.next === 0) history.value = { at: "beginning" };
      // What reached the bound of the memory goes no further back.
      if (page.next === 0 || conversation.messages()[0]?.mid === oldest) break;
    }
    messages.value = conversation.messages();
  };

  const stops = [
    client.on("message", (event) => changed(event.conversation)),
    client.on("messageUpdated", (event) => changed(event.conversation)),
    // Removed as a whole, or read: no event names a message then.
    client.on("conversation", changed),
    client.on("state", ({ at }) => {
      if (at === "online" && history.value.at === "failed") history.value = { at: "idle" };
    }),
    () => conversation.close(),
  ];
  // Not possible now is no failure: the inbox carries the conversation meanwhile.
  void conversation.open();
  onScopeDispose(() => {
    for (const stop of stops) stop();
  });
  return { conversation, messages, history, loadOlder, loadUpTo };
}
