/**
 * Keeps D1 behind the log ([INV-7]). The log itself is the outbox: what lies after the cursor is still to be written.
 * The one owner of the object's alarm.
 */

import { backoffMs } from "../batch-queue";
import { ARCHIVE_STATEMENT, archiveChunks, archiveRow } from "./archive-rows";
import type { Facts } from "./facts";
import type { Log, LogRow } from "./log";
import { SEARCH_STATEMENT, searchRows } from "./search-blocks";

/** How long entries gather before they are written; a row is to be in D1 within a second. */
const DELAY_MS = 600;
/** Pause between two rounds while the conversation stays busy. */
const BATCH = 400;
const MAX_CHUNK_CHARS = 500_000;
/** The fact that says how far `rewrite` has come; empty when nothing is to be written again. */
const REWRITTEN = "rewritten";
const RETRY = { firstMs: 500, capMs: 60_000 };

export interface ArchivePort {
  app: string;
  conversation: string;
  kind: "direct" | "group";
  db: D1Database;
  /** Whether every hub has taken what was committed; the cursor never passes what is undelivered. */
  delivered(): boolean;
  /** What the process before this one committed may be undelivered: tell the hubs where the log stands. */
  announce(): void;
  /** Makes sure that hubs have what they were handed without a repeated call. */
  confirm(): Promise<void>;
  /** Writes whatever else of this object D1 mirrors. */
  mirror(): Promise<void>;
  failed(error: unknown): void;
}

export class Archive {
  readonly #storage: DurableObjectStorage;
  readonly #log: Log;
  readonly #facts: Facts;
  readonly #port: ArchivePort;
  /** Up to here D1 has it, as far as the disk knows. */
  #archived: number;
  #written: number;
  #armed = false;
  #attempt = 0;
  #announced: boolean;

  constructor(storage: DurableObjectStorage, log: Log, facts: Facts, port: ArchivePort) {
    this.#storage = storage;
    this.#log = log;
    this.#facts = facts;
    this.#port = port;
    this.#archived = Number(facts.get("archived") ?? 0);
    this.#written = this.#archived;
    this.#announced = this.#archived >= log.head.mid;
    // An alarm can get lost; what it was for cannot.
    if (!this.#announced || facts.get(REWRITTEN)) this.arm();
  }

  /** Writes everything to D1 again, from the log. */
  rewrite(): void {
    this.#facts.set(REWRITTEN, "0");
    this.arm(0);
  }

  /** Call in the turn of a commit: the alarm becomes durable together with what it is for. */
  arm(delayMs = DELAY_MS): void {
    if (this.#armed) return;
    this.#armed = true;
    void this.#storage.setAlarm(Date.now() + delayMs);
  }

  /** A hub could not be reached: it is told where the log stands with the next alarm. */
  undelivered(): void {
    this.#announced = false;
    this.arm(RETRY.firstMs);
  }

  /** The alarm. Never throws: the runtime gives up on alarms that do. */
  async run(): Promise<void> {
    this.#armed = false;
    if (!this.#announced) {
      this.#announced = true;
      this.#port.announce();
    }
    // What comes after this point is confirmed by the next round.
    const confirmed = this.#log.head.mid;
    const delivered = this.#port.delivered();
    try {
      await this.#writeAll();
      await this.#writeAgain();
      await this.#port.mirror();
      await this.#port.confirm();
      this.#attempt = 0;
    } catch (error) {
      this.#port.failed(error);
      this.arm(RETRY.firstMs + backoffMs(this.#attempt++, Math.random(), RETRY));
      return;
    }
    if (this.#announced && delivered) this.#settle(Math.min(this.#written, confirmed));
    if (this.#archived < this.#log.head.mid) this.arm();
  }

  #settle(upTo: number): void {
    if (upTo <= this.#archived) return;
    this.#archived = upTo;
    this.#facts.set("archived", String(upTo));
  }

  async #writeAll(): Promise<void> {
    if (this.#written === 0 && this.#log.head.mid > 0) await this.#register();
    for (;;) {
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
    await this.#store([
      ...this.#statements(ARCHIVE_STATEMENT, [...byMid.values()].map(archiveRow)),
      ...this.#statements(SEARCH_STATEMENT, searchRows(this.#log, byMid.values(), rows.at(-1)?.seq ?? 0)),
    ]);
  }

  /** [SEARCH-5] what `rewrite` asked for, one batch after another; where it stands outlives the process. */
  async #writeAgain(): Promise<void> {
    for (;;) {
      const cursor = this.#facts.get(REWRITTEN) ?? "";
      if (cursor === "") return;
      const rows = this.#log.after(Number(cursor), BATCH);
      await this.#write(rows);
      this.#facts.set(REWRITTEN, rows.length < BATCH ? "" : String(rows.at(-1)?.mid));
    }
  }

  #statements(statement: string, rows: readonly (string | number)[][]): D1PreparedStatement[] {
    const { app, conversation, db } = this.#port;
    const prepared = db.prepare(statement);
    return archiveChunks(rows, MAX_CHUNK_CHARS).map((chunk) => prepared.bind(app, conversation, chunk));
  }

  /** In one transaction of D1. */
  async #store(statements: D1PreparedStatement[]): Promise<void> {
    if (statements.length > 0) await this.#port.db.batch(statements);
  }
}
