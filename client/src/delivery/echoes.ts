/**
 * Echoes: an own entry may come in a push or a page before the ack that says which of the messages on their way it is.
 * Shown at once it would stand there twice, once as itself and once as "sending". So it waits behind the first message on
 * its way that says the same, until that one's ack names its mid. The entry alone never settles a send: an older message
 * with the same text would do so too, and the new one would be lost.
 */

import type { Message } from "../api/message";
import type { ConversationState } from "../conversation/conversation-state";

/** Hides an own entry behind the message it seems to be; false when there is none. */
export function addEcho(state: ConversationState, message: Message): boolean {
  if (state.echoes.some((echo) => echo.message.mid === message.mid)) return true;
  const taken = state.echoes.map(({ id }) => id);
  for (const pending of state.timeline.all()) {
    if (pending.status !== "sending" || taken.indexOf(pending.id) >= 0 || !same(pending, message)) continue;
    state.echoes.push({ id: pending.id, message });
    return true;
  }
  return false;
}

/** The message was committed as `mid` (0: never): its echo, if it came, and what waited behind it and is another message. */
export function releaseEchoes(
  state: ConversationState,
  id: string,
  mid: number,
): { echo?: Message; others: Message[] } {
  const own = state.echoes.filter(({ message }) => message.mid === mid)[0];
  // The ack of one message may settle what waits behind its twin.
  const others = state.echoes.filter((echo) => echo.id === id && echo !== own).map(({ message }) => message);
  state.echoes = state.echoes.filter((echo) => echo.id !== id && echo !== own);
  return own ? { echo: own.message, others } : { others };
}

/** What was edited before its ack says something else. */
function same(a: Message, b: Message): boolean {
  return (
    b.editedAt > 0 ||
    (a.content === b.content &&
      a.ctype === b.ctype &&
      a.attachment === b.attachment &&
      a.config === b.config &&
      a.ext === b.ext)
  );
}
