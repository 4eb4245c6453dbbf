/**
 * Group commit: what arrives while a commit is on its way to the disk shares the next one.
 *
 * The first meta after a pause commits at once, so an idle conversation adds no delay; under load the batch grows to
 * what arrived during the last commit, so that durability costs one file sync for all of it.
 */

import { OrioleError } from "../../protocol/errors";
import type { Published } from "../rpc";
import { type Effects, noEffects } from "./effects";
import type { Screened } from "./gate";

export interface CommitPort {
  /** Applies one meta, or throws an OrioleError having written nothing. */
  apply(item: Screened, nowMs: number, effects: Effects): Published;
  /** Runs in one transaction; rolls back when it throws. */
  transaction(work: () => void): void;
  /** Resolves once what was written is durable. */
  synced(): Promise<void>;
  /** Caches are ahead of the tables. */
  rolledBack(): void;
  /** Tell the world; nothing leaves the object before the commit (output gate). */
  committed(effects: Effects): void;
  now(): number;
  unexpected(error: unknown): void;
}

interface Waiting {
  items: Screened[];
  resolve: (results: Published[]) => void;
}

export class Sequencer {
  readonly #port: CommitPort;
  #waiting: Waiting[] = [];
  #syncing = false;

  constructor(port: CommitPort) {
    this.#port = port;
  }

  /** Results in the order of the items. Items of one call, and of successive calls, keep their order in the log. */
  submit(items: Screened[]): Promise<Published[]> {
    return new Promise((resolve) => {
      this.#waiting.push({ items, resolve });
      if (!this.#syncing) this.#flush();
    });
  }

  #flush(): void {
    const batch = this.#waiting;
    if (batch.length === 0) return;
    this.#waiting = [];
    const effects = noEffects();
    const results = this.#commit(
      batch.flatMap(({ items }) => items),
      effects,
    );
    let at = 0;
    for (const { items, resolve } of batch) {
      resolve(results.slice(at, at + items.length));
      at += items.length;
    }
    this.#port.committed(effects);
    this.#syncing = true;
    const next = () => {
      this.#syncing = false;
      this.#flush();
    };
    this.#port.synced().then(next, next);
  }

  #commit(items: Screened[], effects: Effects): Published[] {
    const results: Published[] = [];
    const nowMs = this.#port.now();
    try {
      this.#port.transaction(() => {
        for (const item of items) results.push(this.#applyOne(item, nowMs, effects));
      });
      return results;
    } catch (error) {
      Object.assign(effects, noEffects());
      this.#port.rolledBack();
      this.#port.unexpected(error);
      // One item that cannot be applied must not take the others down with it.
      if (items.length > 1) return items.flatMap((item) => this.#commitAlone(item, effects));
      return [{ ok: false, error: "ServerUnknownError" }];
    }
  }

  #commitAlone(item: Screened, effects: Effects): Published[] {
    const own = noEffects();
    const results = this.#commit([item], own);
    effects.entries.push(...own.entries);
    effects.ephemeral.push(...own.ephemeral);
    effects.notices.push(...own.notices);
    return results;
  }

  #applyOne(item: Screened, nowMs: number, effects: Effects): Published {
    try {
      return this.#port.apply(item, nowMs, effects);
    } catch (error) {
      if (error instanceof OrioleError) return { ok: false, error: error.error, reason: error.message };
      throw error;
    }
  }
}
