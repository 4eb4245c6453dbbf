/**
 * What an app wants of its messages: its word list and its webhooks, as this isolate knows them.
 *
 * Reading them costs a message nothing: they are kept for as long as the app's row is, and read anew in the background
 * before that time is over. Only where nothing was sent for a while does the first message wait for one row.
 */

import { z } from "zod";
import type { ErrorName } from "../../protocol/errors";
import { RECALL_WINDOW_MS } from "../../protocol/limits";
import { type App, CACHE_MS, readApp } from "../access/app";
import type { BeforeSend } from "../conversation/before-send";
import type { MessageRules } from "../conversation/committer";
import type { Receiver } from "../webhooks/post";
import { type Keyword, WordFilter } from "./word-filter";

export interface AppRules {
  app: App;
  /** Null while the app has no words. */
  words: WordFilter | null;
}

/** From this age on whoever uses the rules has them read again, without waiting. */
const REFRESH_MS = CACHE_MS / 2;
const MAX_APPS = 1_000;

interface Known {
  rules: AppRules;
  readMs: number;
  /** Somebody has set out to read them again. */
  refreshMs: number;
}

// One per isolate on purpose, as the app directory: compiling some thousand words for each conversation would cost more
// than all the rest of it.
const known = new Map<string, Known>();

/**
 * Call after changing what an app wants, so that at least this isolate reads it before it lets the next message through.
 * What has been let through and is yet to be stored has the rules from before: with none it would pass every word, and no
 * webhook would tell of it.
 */
export function ageRules(app: string): void {
  const entry = known.get(app);
  if (entry) entry.readMs = Number.NEGATIVE_INFINITY;
}

export interface RulesPort {
  db: D1Database;
  app: string;
  failed(error: unknown): void;
}

export class RulesReader implements MessageRules {
  readonly #port: RulesPort;
  #reading: Promise<ErrorName | null> | null = null;

  constructor(port: RulesPort) {
    this.#port = port;
  }

  /** What is known, however old; null before anything was read. */
  get last(): AppRules | null {
    return known.get(this.#port.app)?.rules ?? null;
  }

  get words(): WordFilter | null {
    return this.last?.words ?? null;
  }

  /** Null where the app wants to be asked about nothing. */
  get beforeSend(): BeforeSend | null {
    const { settings, webhook_secrets } = this.last?.app ?? {};
    if (!settings?.before_send_url || !webhook_secrets) return null;
    const { before_send_url: url, before_send_timeout_ms: timeoutMs, before_send_on_failure: onFailure } = settings;
    return { url, secrets: webhook_secrets, timeoutMs, onFailure };
  }

  /** Null where the app wants to be told nothing, undefined while it is not known whether it does. */
  get afterSend(): Receiver | null | undefined {
    if (!this.last) return undefined;
    const { settings, webhook_secrets } = this.last.app;
    return settings.after_send_url ? { url: settings.after_send_url, secrets: webhook_secrets } : null;
  }

  get recallWindowMs(): number {
    const seconds = this.last?.app.settings.message_recall_seconds;
    return seconds === undefined ? RECALL_WINDOW_MS : seconds * 1000;
  }

  /** Null when the rules are known well enough; otherwise resolves once they are, with why nobody may write, or null. */
  ready(nowMs: number): Promise<ErrorName | null> | null {
    const entry = known.get(this.#port.app);
    if (!entry || nowMs - entry.readMs >= CACHE_MS) return this.#readNow(nowMs);
    if (nowMs - Math.max(entry.readMs, entry.refreshMs) >= REFRESH_MS) {
      entry.refreshMs = nowMs;
      void this.#read(nowMs).catch((error: unknown) => this.#port.failed(error));
    }
    return null;
  }

  #readNow(nowMs: number): Promise<ErrorName | null> {
    this.#reading ??= this.#read(nowMs)
      .then(
        () => null,
        (error: unknown): ErrorName | null => {
          this.#port.failed(error);
          // What was true some seconds ago has to do; but nothing passes by words that were never read.
          return this.last ? null : "ServerNeedRetry";
        },
      )
      .finally(() => {
        this.#reading = null;
      });
    return this.#reading;
  }

  async #read(nowMs: number): Promise<void> {
    const { db, app: id } = this.#port;
    const app = await readApp(db, id, nowMs);
    const before = known.get(id)?.rules;
    const words = before?.app.keywords === app.keywords ? before.words : await readWords(db, app);
    known.delete(id);
    for (const oldest of known.keys()) {
      if (known.size < MAX_APPS) break;
      known.delete(oldest);
    }
    known.set(id, { rules: { app, words }, readMs: nowMs, refreshMs: nowMs });
  }
}

const wordRows = z.array(
  z.object({ word: z.string(), match: z.enum(["exact", "fuzzy"]), action: z.enum(["refuse", "mask"]) }),
);

async function readWords(db: D1Database, { id, keywords }: App): Promise<WordFilter | null> {
  if (keywords === 0) return null;
  const { results } = await db.prepare("SELECT word, match, action FROM keywords WHERE app = ?").bind(id).all();
  const words: Keyword[] = wordRows.parse(results);
  return words.length > 0 ? new WordFilter(words) : null;
}
