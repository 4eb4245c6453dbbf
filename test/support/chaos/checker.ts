/**
 * Judges what a run left behind: every acknowledged message once, in one order, everywhere ([INV-1] to [INV-4], [INV-7]).
 * Pure functions over recorded histories; each problem is one line.
 */

/** An entry as the archive has it. */
export interface ArchivedEntry {
  readonly mid: number;
  readonly seq: number;
  /** `{uid}/{sn}` of the sending device. */
  readonly device: string;
  /** Empty for what is no message (a group's notices). */
  readonly content: string;
}

/** A message that a client handed to its connection; contents are unique within a run. */
export interface SentMessage {
  readonly device: string;
  readonly content: string;
  /** What the ack said; null while there was none. A seq of 0: the transport does not tell it. */
  readonly ack: { readonly mid: number; readonly seq: number } | null;
}

/** What somebody saw of a conversation, in the order in which it was seen. */
export interface View {
  /** Whose, and which: `inbox 4/1 events`. */
  readonly name: string;
  /** The device whose own messages are not part of the view; null when they are. */
  readonly without: string | null;
  readonly messages: readonly { readonly mid: number; readonly content: string }[];
}

export interface Evidence {
  readonly conversation: string;
  readonly archive: readonly ArchivedEntry[];
  readonly sent: readonly SentMessage[];
  readonly views: readonly View[];
}

/** Problems of one kind beyond this many are only counted. */
const MAX_LISTED = 5;

/** Everything that is wrong with a conversation; empty when nothing is. */
export function problemsOf(evidence: Evidence): string[] {
  const { conversation, archive, sent, views } = evidence;
  const found = [
    ...orderProblems(archive),
    ...ackProblems(archive, sent),
    ...inventionProblems(archive, sent),
    ...views.flatMap((view) => viewProblems(archive, view)),
  ];
  return found.map((problem) => `${conversation}: ${problem}`);
}

/** [INV-3] seq is 1, 2, 3 … and mids grow with it. */
export function orderProblems(archive: readonly ArchivedEntry[]): string[] {
  const problems: string[] = [];
  let lastMid = 0;
  for (const [at, { mid, seq }] of bySeq(archive).entries()) {
    if (seq !== at + 1) {
      problems.push(`the archive has seq ${seq} in place ${at + 1}`);
      break;
    }
    if (mid <= lastMid) problems.push(`mid ${mid} of seq ${seq} is not after ${lastMid}`);
    lastMid = mid;
  }
  return brief(problems);
}

/** [INV-1], [INV-2] what was acked is there once, where the ack said. What was not acked is there once at most. */
export function ackProblems(archive: readonly ArchivedEntry[], sent: readonly SentMessage[]): string[] {
  const stored = groupedBy(archive, ({ content }) => content);
  const problems: string[] = [];
  for (const { device, content, ack } of sent) {
    const entries = stored.get(content) ?? [];
    const [entry] = entries;
    if (entries.length > 1) problems.push(`doubled: "${content}" has mids ${entries.map(({ mid }) => mid).join(", ")}`);
    if (ack && !entry) problems.push(`lost: "${content}" was acked as ${ack.mid}`);
    if (ack && entry && (entry.mid !== ack.mid || (ack.seq > 0 && entry.seq !== ack.seq))) {
      problems.push(`"${content}" was acked as ${ack.mid}/${ack.seq} and is ${entry.mid}/${entry.seq}`);
    }
    if (entry && entry.device !== device) problems.push(`"${content}" of ${device} is stored as ${entry.device}'s`);
  }
  return brief(problems);
}

/** [INV-9] nothing is there that nobody sent. */
export function inventionProblems(archive: readonly ArchivedEntry[], sent: readonly SentMessage[]): string[] {
  const contents = new Set(sent.map(({ content }) => content));
  const strange = archive.filter(({ content }) => content !== "" && !contents.has(content));
  return brief(strange.map(({ mid, content }) => `invented: "${content}" (${mid})`));
}

/** [INV-3], [INV-4] a view holds exactly the archive's messages, in its order. */
export function viewProblems(archive: readonly ArchivedEntry[], view: View): string[] {
  const expected = bySeq(archive).filter(({ content, device }) => content !== "" && device !== view.without);
  const seen = new Map<number, number>();
  for (const { mid } of view.messages) seen.set(mid, (seen.get(mid) ?? 0) + 1);
  const places = new Map(expected.map((entry, at) => [entry.mid, { at, entry }]));
  const problems: string[] = [];
  for (const { mid, seq, content } of expected) {
    if (!seen.has(mid)) problems.push(`misses "${content}" (seq ${seq}, mid ${mid})`);
  }
  for (const [mid, times] of seen) if (times > 1) problems.push(`saw ${mid} ${times} times`);
  let last = -1;
  for (const { mid, content } of view.messages) {
    const place = places.get(mid);
    if (!place) problems.push(`saw "${content}" (${mid}), which is not for it or not there`);
    else {
      if (place.entry.content !== content) problems.push(`saw "${content}" where "${place.entry.content}" is (${mid})`);
      if (place.at < last) problems.push(`saw "${content}" (seq ${place.entry.seq}) after a later one`);
      last = Math.max(last, place.at);
    }
  }
  return brief(problems).map((problem) => `${view.name} ${problem}`);
}

/** Items by a key of theirs, each group in the order of the items. */
export function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

function bySeq(archive: readonly ArchivedEntry[]): ArchivedEntry[] {
  return [...archive].sort((a, b) => a.seq - b.seq);
}

function brief(problems: string[]): string[] {
  if (problems.length <= MAX_LISTED) return problems;
  return [...problems.slice(0, MAX_LISTED), `… and ${problems.length - MAX_LISTED} more`];
}
