import type { Message } from "oriole-client";

/** A line of the message list. */
export type TimelineRow =
  | { readonly kind: "day"; readonly key: string; readonly time: number }
  | { readonly kind: "unread"; readonly key: string }
  | {
      readonly kind: "message";
      readonly key: string;
      readonly message: Message;
      /** First and last of a run of one author's messages: where the name and the corner of the bubble go. */
      readonly first: boolean;
      readonly last: boolean;
    };

/** Messages farther apart than this are not one run, ms. */
const RUN_MS = 5 * 60_000;

/**
 * Messages as lines, with a separator where the day changes and one before the first message of others after
 * `unreadAfter` (-1: none).
 */
export function timelineRows(
  messages: readonly Message[],
  unreadAfter: number,
  dayOf: (timeMs: number) => number,
): TimelineRow[] {
  const rows: TimelineRow[] = [];
  let divided = unreadAfter < 0;
  messages.forEach((message, index) => {
    const before = messages[index - 1];
    const after = messages[index + 1];
    if (!before || dayOf(before.time) !== dayOf(message.time)) {
      rows.push({ kind: "day", key: `day-${message.id}`, time: message.time });
    }
    if (!divided && !message.own && message.mid > unreadAfter) {
      divided = true;
      rows.push({ kind: "unread", key: "unread" });
    }
    const first = !before || !sameRun(before, message, dayOf);
    const last = !after || !sameRun(message, after, dayOf);
    rows.push({ kind: "message", key: message.id, message, first, last });
  });
  return rows;
}

function sameRun(one: Message, next: Message, dayOf: (timeMs: number) => number): boolean {
  if (one.from !== next.from || one.recalled || next.recalled || one.system || next.system) return false;
  return next.time - one.time < RUN_MS && dayOf(one.time) === dayOf(next.time);
}
