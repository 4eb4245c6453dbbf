/**
 * Group commit: what arrives while a commit is on its way to the disk shares the next one.
 *
 * What comes after a pause commits at once, without asking when it will be durable: the runtime lets nothing out before
 * (output gate). From the second commit of a rush on, the next one waits for the last to be durable, so that the batch
 * grows to what arrived meanwhile and durability costs one file sync for all of it. Where nothing arrived meanwhile, as
 * between two who answer each other, the next few commits do not wait.
 */

import { OrioleError } from "../../protocol/errors";
import type { Published } from "../rpc";
import { type Effects, markOf, noEffects, undoSince } from "./effects";
import type { Screened } from "./gate";

export interface CommitPort {
  /** Applies one meta whole, or throws having written nothing: an OrioleError where it refuses. */
  apply(item: Screened, nowMs: number, effects: Effects): Published;
  /** Resolves once what was written is durable. */
  synced(): Promise<void>;
  /** Caches are ahead of the tables. */
  rolledBack(): void;
  /** Tell the world; nothing leaves the object before the commit (output gate). */
  committed(effects: Effects): void;
  now(): number;
  unexpected(error: unknown): void;
}

/** Told once, when the metas have their places. */
export type Settled = (results: Published[]) => void;

interface Waiting {
  items: Screened[];
  settled: Settled;
}

/** Commits closer than this make a rush. */
const RUSH_MS = 1;
/** Commits after a wait in vain that have none. */
const VAIN = 4;

export class Sequencer {
  readonly #port: CommitPort;
  #waiting: Waiting[] = [];
  #syncing = false;
  #lastMs = 0;
  #unwaited = 0;

  constructor(port: CommitPort) {
    this.#port = port;
  }

  /** Results in the order of the items. Items of one call, and of successive calls, keep their order in the log. */
  submit(items: Screened[], settled: Settled): void {
    this.#waiting.push({ items, settled });
    if (!this.#syncing) this.#flush();
  }

  #flush(): void {
    const batch = this.#waiting;
    if (batch.length === 0) return;
    this.#waiting = [];
    const nowMs = this.#port.now();
    const effects = noEffects();
    for (const { items, settled } of batch) settled(items.map((item) => this.#apply(item, nowMs, effects)));
    this.#port.committed(effects);
    const isRush = nowMs - this.#lastMs <= RUSH_MS;
    this.#lastMs = nowMs;
    if (this.#unwaited > 0) this.#unwaited--;
    else if (isRush) this.#gather();
  }

  #gather(): void {
    this.#syncing = true;
    const next = () => {
      this.#syncing = false;
      if (this.#waiting.length === 0) this.#unwaited = VAIN;
      this.#flush();
    };
    this.#port.synced().then(next, next);
  }

  /** An item that cannot be applied does not take the others down with it. */
  #apply(item: Screened, nowMs: number, effects: Effects): Published {
    const before = markOf(effects);
    try {
      return this.#port.apply(item, nowMs, effects);
    } catch (error) {
      if (error instanceof OrioleError) return { ok: false, error: error.error, reason: error.message };
      undoSince(before, effects);
      this.#port.rolledBack();
      this.#port.unexpected(error);
      return { ok: false, error: "ServerUnknownError" };
    }
  }
}
