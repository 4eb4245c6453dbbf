import type { Message } from "../../index";

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
  let before: Message | undefined;
  let beforeDay = Number.NaN;
  let first = true;
  messages.forEach((message, index) => {
    const day = dayOf(message.time);
    if (day !== beforeDay) rows.push({ kind: "day", key: `day-${message.id}`, time: message.time });
    if (!divided && !message.own && message.mid > unreadAfter) {
      divided = true;
      rows.push({ kind: "unread", key: "unread" });
    }
    const after = messages[index + 1];
    if (!before || day !== beforeDay) first = true;
    const last = !after || !sameRun(message, after) || dayOf(after.time) !== day;
    rows.push({ kind: "message", key: message.id, message, first, last });
    first = last;
    before = message;
    beforeDay = day;
  });
  return rows;
}

function sameRun(one: Message, next: Message): boolean {
  if (one.from !== next.from || one.recalled || next.recalled || one.system || next.system) return false;
  return next.time - one.time < RUN_MS;
}

/** `dayOf` for many times in order: asks once a quarter of an hour, because every zone's day begins on a quarter of one. */
export function remembering(dayOf: (timeMs: number) => number): (timeMs: number) => number {
  const QUARTER_MS = 15 * 60_000;
  let quarter = Number.NaN;
  let day = Number.NaN;
  return (timeMs) => {
    const now = Math.floor(timeMs / QUARTER_MS);
    if (now !== quarter) {
      quarter = now;
      day = dayOf(timeMs);
    }
    return day;
  };
}
