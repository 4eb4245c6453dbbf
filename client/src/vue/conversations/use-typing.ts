import { onScopeDispose, shallowReactive } from "vue";
import type { OrioleClient } from "../../index";

/** Without news for this long, somebody is taken to have stopped. */
const FORGET_MS = 6_000;

export interface Typing {
  /** Who is typing in a conversation. Reactive. */
  in(xid: number): readonly number[];
}

export function useTyping(client: OrioleClient): Typing {
  const typing = shallowReactive(new Map<number, readonly number[]>());
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  const set = (xid: number, uid: number, on: boolean) => {
    const key = `${xid}/${uid}`;
    clearTimeout(timers.get(key));
    timers.delete(key);
    const others = (typing.get(xid) ?? []).filter((other) => other !== uid);
    typing.set(xid, on ? [...others, uid] : others);
    if (on)
      timers.set(
        key,
        setTimeout(() => set(xid, uid, false), FORGET_MS),
      );
  };

  const stops = [
    client.on("typing", (event) => {
      if (event.uid !== client.uid) set(event.conversation.xid, event.uid, event.typing);
    }),
    client.on("message", ({ conversation, message }) => set(conversation.xid, message.from, false)),
  ];
  onScopeDispose(() => {
    for (const stop of stops) stop();
    for (const timer of timers.values()) clearTimeout(timer);
  });
  return { in: (xid) => typing.get(xid) ?? [] };
}
