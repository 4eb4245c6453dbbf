/** The logs of the server in memory: of conversations, and of each user's notices. */

import type { pb } from "../../../protocol/codec";
import { isGroupId } from "../../../protocol/ids";

export interface LogEntry {
  seq: number;
  mid: number;
  from: number;
  sn: number;
  time: number;
  ns: number;
  payload: Uint8Array;
  /** The message as it is now; null once recalled, undefined for operations. */
  current?: pb.MessageBody.$Properties | null;
}

export class Log {
  readonly members: number[];
  readonly entries: LogEntry[] = [];
  readonly dedupe = new Map<string, LogEntry>();
  readonly read = new Map<number, number>();
  readonly delivered = new Map<number, number>();
  /** Messages that a user deleted, as `uid/mid`. */
  readonly deleted = new Set<string>();

  constructor(members: number[]) {
    this.members = members;
  }

  get head(): { mid: number; seq: number } {
    return this.entries.at(-1) ?? { mid: 0, seq: 0 };
  }

  at(mid: number): { mid: number; seq: number } {
    return this.entries.filter((entry) => entry.mid <= mid).at(-1) ?? { mid: 0, seq: 0 };
  }

  message(mid: number): LogEntry | undefined {
    return this.entries.find((entry) => entry.mid === mid && entry.current !== undefined);
  }

  unread(uid: number): number {
    const after = this.read.get(uid) ?? 0;
    const others = this.entries.filter(({ mid, from, current }) => mid > after && from !== uid && current);
    return others.filter(({ mid }) => !this.deleted.has(`${uid}/${mid}`)).length;
  }
}

/** What an entry is before it has its place. */
export interface FakeDraft {
  from: number;
  sn: number;
  ns: number;
  payload: Uint8Array;
  /** A message as it is now. */
  current?: pb.MessageBody.$Properties | undefined;
}

export class FakeLogs {
  readonly #logs = new Map<string, Log>();
  #mid = 1_000_000;
  #timeMs = 1_790_000_000_000;

  group(gid: number, members: number[]): void {
    this.#logs.set(`g:${gid}`, new Log(members));
  }

  between(a: number, b: number): Log {
    return this.#of(isGroupId(b) ? `g:${b}` : `u:${Math.min(a, b)}:${Math.max(a, b)}`, [a, b]);
  }

  system(uid: number): Log {
    return this.#of(`s:${uid}`, [uid]);
  }

  /** As the user names it; 0: its notices. */
  named(uid: number, xid: number): Log {
    return xid === 0 ? this.system(uid) : this.between(uid, xid);
  }

  conversationsOf(uid: number): { xid: number; log: Log }[] {
    const found: { xid: number; log: Log }[] = [];
    for (const [key, log] of this.#logs) {
      if (!log.members.includes(uid) || key.startsWith("s:")) continue;
      const [kind, a, b] = key.split(":");
      found.push({ xid: kind === "g" ? Number(a) : Number(a) === uid ? Number(b) : Number(a), log });
    }
    return found;
  }

  nextMid(): number {
    return ++this.#mid;
  }

  nextMs(): number {
    return ++this.#timeMs;
  }

  append(log: Log, { current, ...draft }: FakeDraft): LogEntry {
    const entry: LogEntry = { seq: log.head.seq + 1, mid: this.nextMid(), time: this.nextMs(), ...draft };
    if (current) entry.current = current;
    log.entries.push(entry);
    return entry;
  }

  #of(key: string, members: number[]): Log {
    let log = this.#logs.get(key);
    if (!log) {
      log = new Log([...new Set(members)]);
      this.#logs.set(key, log);
    }
    return log;
  }
}
