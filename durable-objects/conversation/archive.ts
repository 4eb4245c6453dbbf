/**
 * Keeps D1 behind the log ([INV-7]). The log itself is the outbox: what lies after the cursor is still to be written.
 * Its alarm is one of several that share the object's (alarm-schedule.ts).
 */

import { midTime } from "../../protocol/ids";
import { backoffMs } from "../batch-queue";
import type { ArchiveWrite } from "../rpc";
import type { NamedAlarm } from "./alarm-schedule";
import { ARCHIVE_STATEMENT, archiveChunks, archiveRow } from "./archive-rows";
import type { Facts } from "./facts";
import type { Log, LogRow } from "./log";
import { SEARCH_STATEMENT, searchRows } from "./search-blocks";

/** How long entries gather before they are handed on; a row is to be in D1 within a second. */
const DELAY_MS = 500;
/** When the alarm looks after what timers should have done: it is for a process that ended before. */
const ALARM_MS = 3_000;
/** Entries read and handed on at once. */
const BATCH = 400;
const MAX_CHUNK_CHARS = 500_000;
/** A call to another object carries 32 MiB, and a character has two bytes there. 400 of the largest messages are more. */
const MAX_CALL_CHARS = 4_000_000;
/** The fact behind #rewritten. */
const REWRITTEN = "rewritten";
const RETRY = { firstMs: 500, capMs: 60_000 };

export interface ArchivePort {
  alarm: NamedAlarm;
  app: string;
  conversation: string;
  kind: "direct" | "group";
  db: D1Database;
  /**
   * How long the cursor and the alarm are left as they are once D1 has all, ms, where entries come as fast as that: the
   * next one needs the alarm again, and to change either of them is a write that waits for the disk.
   */
  lingerMs: number;
  /** Resolves with null when D1 has it, or with why it has not. */
  store(writes: ArchiveWrite[]): Promise<string | null>;
  /** Whether every hub has taken what was committed; the cursor never passes what is undelivered. */
  delivered(): boolean;
  /** What the process before this one committed may be undelivered: tell the hubs where the log stands. */
  announce(): void;
  /** Tells those whose direct sockets may be gone where the log stands. */
  nudge(): void;
  /** Makes sure that hubs have what they were handed without a repeated call. */
  confirm(): Promise<void>;
  /** Writes whatever else of this object D1 mirrors. */
  mirror(): Promise<void>;
  failed(error: unknown): void;
}

export class Archive {
  readonly #log: Log;
  readonly #facts: Facts;
  readonly #port: ArchivePort;
  /** Up to here D1 has it, as far as the disk knows. */
  #archived: number;
  #written: number;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #lingering: ReturnType<typeof setTimeout> | null = null;
  #working = false;
  /** An alarm has come, or nothing else for a while, since the cursor was last stored. */
  #settleDue = false;
  /** How far `rewrite` has come; empty: there is nothing to write again. */
  #rewritten: string;
  #alarmed = false;
  #attempt = 0;
  #announced: boolean;

  constructor(log: Log, facts: Facts, port: ArchivePort) {
    this.#log = log;
    this.#facts = facts;
    this.#port = port;
    this.#archived = Number(facts.get("archived") ?? 0);
    this.#written = this.#archived;
    this.#rewritten = facts.get(REWRITTEN) ?? "";
    this.#announced = this.#archived >= log.head.mid;
    // An alarm can get lost; what it was for cannot.
    if (!this.#announced || this.#rewritten !== "") this.arm();
  }

  /** Writes everything to D1 again, from the log. */
  rewrite(): void {
    this.#hasRewritten("0");
    this.arm(0);
  }

  /**
   * Call in the turn of a commit: the alarm becomes durable together with what it is for. It comes late only where the
   * object is going to linger: what a process leaves behind that ends first waits as long.
   */
  arm(delayMs = DELAY_MS): void {
    if (!this.#alarmed) this.#setAlarm(ALARM_MS + (this.#goesOn(this.#log.head.mid) ? this.#port.lingerMs : 0));
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.#work(false);
    }, delayMs);
  }

  /** A hub could not be reached: it is told where the log stands with the next alarm. */
  undelivered(): void {
    this.#announced = false;
    this.arm(RETRY.firstMs);
  }

  /** The alarm. Never throws: the runtime gives up on alarms that do. */
  async run(): Promise<void> {
    this.#alarmed = false;
    await this.#work(true);
  }

  async #work(settles: boolean): Promise<void> {
    if (settles) this.#settleDue = true;
    // A second one beside it would write the same entries again.
    if (this.#working) return this.arm();
    this.#working = true;
    try {
      await this.#round();
    } finally {
      this.#working = false;
    }
  }

  async #round(): Promise<void> {
    this.#stopTimers();
    if (!this.#announced) {
      this.#announced = true;
      this.#port.announce();
    }
    // What comes after this point is the next round's.
    const upTo = this.#log.head.mid;
    const delivered = this.#port.delivered();
    const settles = this.#settleDue || !this.#goesOn(upTo);
    try {
      await this.#writeTo(upTo);
      await this.#writeAgain();
      await this.#port.mirror();
      this.#port.nudge();
      if (settles) await this.#port.confirm();
      this.#attempt = 0;
    } catch (error) {
      this.#port.failed(error);
      // By alarm alone: a timer of a minute would keep the object awake.
      this.#setAlarm(RETRY.firstMs + backoffMs(this.#attempt++, Math.random(), RETRY));
      return;
    }
    if (!settles) return this.#linger();
    this.#conclude(this.#announced && delivered ? Math.min(this.#written, upTo) : this.#archived);
  }

  /**
   * What is to be written came so soon after what was written before that more may come. An object that lingers holds
   * memory and files: a server that writes to each of its users once must not have them all in it.
   */
  #goesOn(upTo: number): boolean {
    const pauseMs = midTime(upTo) - midTime(this.#written);
    return this.#written > 0 && upTo > this.#written && pauseMs < this.#port.lingerMs;
  }

  /** D1 has what there was. */
  #linger(): void {
    if (this.#written < this.#log.head.mid) return this.arm();
    this.#lingering = setTimeout(() => void this.#work(true), this.#port.lingerMs);
  }

  /** D1 and the hubs have all up to there. */
  #conclude(upTo: number): void {
    const isDone = upTo >= this.#log.head.mid;
    // While entries keep coming the stored cursor may lag: a process that dies writes some of them again.
    if (isDone || this.#settleDue) this.#settle(upTo);
    this.#settleDue = false;
    if (isDone) this.#dropAlarm();
    else this.arm();
  }

  #stopTimers(): void {
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#lingering) clearTimeout(this.#lingering);
    this.#timer = null;
    this.#lingering = null;
  }

  #setAlarm(delayMs: number): void {
    this.#alarmed = true;
    this.#port.alarm.set(Date.now() + delayMs);
  }

  #dropAlarm(): void {
    if (!this.#alarmed) return;
    this.#alarmed = false;
    this.#port.alarm.clear();
  }

  #settle(upTo: number): void {
    if (upTo <= this.#archived) return;
    this.#archived = upTo;
    this.#facts.set("archived", String(upTo));
  }

  /** What comes while it writes is the next round's: in a rush the rest of a round would never have its turn. */
  async #writeTo(mid: number): Promise<void> {
    if (this.#written === 0 && this.#log.head.mid > 0) await this.#register();
    while (this.#written < mid) {
      const rows = this.#log.after(this.#written, BATCH);
      const last = rows.at(-1);
      if (!last) return;
      await this.#write(rows);
      this.#written = last.mid;
    }
  }

  async #register(): Promise<void> {
    const { app, conversation, kind, db } = this.#port;
    await db
      .prepare("INSERT OR IGNORE INTO conversations (app, conversation, kind, created_at) VALUES (?, ?, ?, ?)")
      .bind(app, conversation, kind, Date.now())
      .run();
  }

  /** The rows, and again those that operations among them changed. */
  async #write(rows: LogRow[]): Promise<void> {
    const byMid = new Map(rows.map((row) => [row.mid, row]));
    for (const { target } of rows) {
      const changed = target > 0 && !byMid.has(target) ? this.#log.find(target) : null;
      if (changed) byMid.set(target, changed);
    }
    await this.#storeAll([
      ...this.#statements(ARCHIVE_STATEMENT, [...byMid.values()].map(archiveRow)),
      ...this.#statements(SEARCH_STATEMENT, searchRows(this.#log, byMid.values(), rows.at(-1)?.seq ?? 0)),
    ]);
  }

  /** [SEARCH-5] what `rewrite` asked for, one batch after another; where it stands outlives the process. */
  async #writeAgain(): Promise<void> {
    while (this.#rewritten !== "") {
      const rows = this.#log.after(Number(this.#rewritten), BATCH);
      await this.#write(rows);
      this.#hasRewritten(rows.length < BATCH ? "" : String(rows.at(-1)?.mid));
    }
  }

  #hasRewritten(cursor: string): void {
    this.#rewritten = cursor;
    this.#facts.set(REWRITTEN, cursor);
  }

  #statements(sql: string, rows: readonly (string | number)[][]): ArchiveWrite[] {
    const { app, conversation } = this.#port;
    return archiveChunks(rows, MAX_CHUNK_CHARS).map((chunk) => ({ sql, app, conversation, rows: chunk }));
  }

  /** What is too much for one call goes in several: all of it is safe to write again. */
  async #storeAll(writes: ArchiveWrite[]): Promise<void> {
    let call: ArchiveWrite[] = [];
    let chars = 0;
    for (const write of writes) {
      if (chars + write.rows.length > MAX_CALL_CHARS) {
        await this.#store(call);
        call = [];
        chars = 0;
      }
      call.push(write);
      chars += write.rows.length;
    }
    await this.#store(call);
  }

  /** In one transaction of D1. */
  async #store(writes: ArchiveWrite[]): Promise<void> {
    const failure = writes.length > 0 ? await this.#port.store(writes) : null;
    if (failure !== null) throw new Error(failure);
  }
}
