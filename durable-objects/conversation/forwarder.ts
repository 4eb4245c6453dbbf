/**
 * Tells the app's server of every entry after it was stored ([HOOK-10] to [HOOK-16]). The log is the outbox, and a cursor of
 * its own says how far the receiver has it: no row a message, and a receiver that is away for a day finds all of it.
 */

import { backoffMs } from "../batch-queue";
import { hookEvent } from "../webhooks/event";
import type { PostOutcome, Receiver } from "../webhooks/post";
import type { NamedAlarm } from "./alarm-schedule";
import type { Facts } from "./facts";
import type { Log, LogRow } from "./log";

const BATCH = 100;
/** A batch is cut once its events have this many characters. */
const MAX_BATCH_CHARS = 400_000;
const TIMEOUT_MS = 10_000;
const RETRY = { firstMs: 1_000, capMs: 600_000 };
/** A process that dies in the middle of a run is followed by the alarm after this. */
const GUARD_MS = 30_000;

export interface ForwarderPort {
  app: string;
  conversation: string;
  /** Makes sure that `receiver` is of now; rejects when nothing is known. */
  fresh(): Promise<void>;
  /** Null: the app wants none; undefined: not known. */
  receiver(): Receiver | null | undefined;
  post(receiver: Receiver, id: string, body: string, timeoutMs: number): Promise<PostOutcome>;
  alarm: NamedAlarm;
  /** For operators; safe to repeat. Null: all is delivered. */
  report(failure: { sinceMs: number; error: string } | null): Promise<void>;
  background(work: Promise<void>): void;
  now(): number;
}

interface Due {
  receiver: Receiver;
  from: number;
  first: number;
  last: number;
  body: string;
}

export class Forwarder {
  readonly #port: ForwarderPort;
  readonly #log: Log;
  readonly #facts: Facts;
  /** The receiver has everything up to here; null: nothing was ever to be told. */
  #cursor: number | null;
  #failing: string;
  #running = false;
  #attempt = 0;
  #retryAtMs = 0;

  constructor(log: Log, facts: Facts, port: ForwarderPort) {
    this.#log = log;
    this.#facts = facts;
    this.#port = port;
    const stored = facts.get("hooked");
    this.#cursor = stored ? Number(stored) : null;
    this.#failing = facts.get("hook_failing") ?? "";
    // An alarm can get lost; what it was for cannot.
    if (this.#cursor !== null && this.#cursor < log.head.mid) port.alarm.set(port.now() + RETRY.firstMs);
  }

  /** Call in the turn of a commit. `before` is the mid that the first new entry follows. */
  committed(before: number): void {
    if (this.#port.receiver() === null) return this.#stop();
    if (this.#cursor === null) this.#move(before);
    if (this.#retryAtMs <= this.#port.now()) this.#start();
  }

  alarm(): void {
    this.#retryAtMs = 0;
    if (this.#running) this.#guard();
    else if (this.#cursor !== null && this.#cursor < this.#log.head.mid) this.#start();
  }

  /** Tells everything after a mid again, and what waits before it as well. How many entries that is. */
  replay(after: number): number {
    const { head } = this.#log;
    const from = Math.min(after, this.#cursor ?? after);
    if (head.mid <= from) return 0;
    this.#move(from);
    this.#attempt = 0;
    this.#retryAtMs = 0;
    this.#start();
    return head.seq - this.#log.at(from).seq;
  }

  #start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#guard();
    this.#port.background(this.#run());
  }

  #guard(): void {
    this.#port.alarm.set(this.#port.now() + GUARD_MS);
  }

  async #run(): Promise<void> {
    try {
      await this.#port.fresh();
      for (let due = this.#due(); due; due = this.#due()) {
        if (!(await this.#tell(due))) break;
        this.#guard();
      }
    } catch (error) {
      await this.#failed(error instanceof Error ? error.message : String(error));
    }
    this.#running = false;
  }

  /** What to tell next; null when there is nothing left, in which case nothing may come between this and the end of the run. */
  #due(): Due | null {
    const receiver = this.#port.receiver();
    const from = this.#cursor;
    if (receiver === undefined) throw new Error("what the app wants cannot be read");
    if (receiver === null || from === null) {
      this.#stop();
      return null;
    }
    const { rows, body } = this.#batch(from);
    const [first] = rows;
    const last = rows.at(-1);
    if (first && last) return { receiver, from, first: first.mid, last: last.mid, body };
    this.#port.alarm.clear();
    return null;
  }

  /** Whether the receiver has it now. */
  async #tell({ receiver, from, first, last, body }: Due): Promise<boolean> {
    const id = `${this.#port.app}/${this.#port.conversation}/${first}-${last}`;
    const outcome = await this.#port.post(receiver, id, body, TIMEOUT_MS);
    if (!outcome.ok) {
      await this.#failed(outcome.error);
      return false;
    }
    this.#attempt = 0;
    // A replay that was asked for meanwhile has set it back.
    if (this.#cursor === from) this.#move(last);
    await this.#report(null);
    return true;
  }

  #batch(after: number): { rows: LogRow[]; body: string } {
    const { app, conversation } = this.#port;
    const rows: LogRow[] = [];
    const events: string[] = [];
    let chars = 0;
    for (const row of this.#log.after(after, BATCH)) {
      const event = JSON.stringify(hookEvent(conversation, row));
      if (rows.length > 0 && chars + event.length > MAX_BATCH_CHARS) break;
      rows.push(row);
      events.push(event);
      chars += event.length;
    }
    const head = JSON.stringify({ type: "entries", app, conversation }).slice(0, -1);
    return { rows, body: `${head},"events":[${events.join(",")}]}` };
  }

  async #failed(error: string): Promise<void> {
    this.#retryAtMs = this.#port.now() + RETRY.firstMs + backoffMs(this.#attempt++, Math.random(), RETRY);
    this.#port.alarm.set(this.#retryAtMs);
    await this.#report(error);
  }

  /** Told to operators when it begins, when the cause is another one, and when it is over. */
  async #report(error: string | null): Promise<void> {
    if (this.#failing === (error ?? "")) return;
    const [oldest] = this.#log.after(this.#cursor ?? 0, 1);
    try {
      await this.#port.report(error === null ? null : { sinceMs: oldest?.time ?? this.#port.now(), error });
      this.#failing = error ?? "";
      this.#facts.set("hook_failing", this.#failing);
    } catch {
      // D1 is away as well: told with the next attempt.
    }
  }

  /** The app wants no more: what was not told yet will not be. */
  #stop(): void {
    if (this.#cursor === null) return;
    this.#cursor = null;
    this.#facts.set("hooked", "");
    this.#retryAtMs = 0;
    this.#port.alarm.clear();
    this.#port.background(this.#report(null));
  }

  #move(mid: number): void {
    this.#cursor = mid;
    this.#facts.set("hooked", String(mid));
  }
}
