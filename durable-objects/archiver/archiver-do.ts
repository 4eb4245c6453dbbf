/**
 * The archiver object: writes to D1 what many conversations hand in, in one call. D1 takes one call at a time, and a call
 * costs it more than the rows in it. It keeps nothing: whoever hands in holds its rows until they are written.
 */

import { DurableObject } from "cloudflare:workers";
import type { Env } from "../env";
import type { ArchiverRpc, ArchiveWrite } from "../rpc";
import { type Clock, rest } from "./rest";
import { type Handed, nextRound, statementsOf } from "./round";

/** How long the first of a round waits for others; a row is to be in D1 within a second of its commit. */
const GATHER_MS = 150;
const CLOCK: Clock = { now: () => Date.now(), wait: (ms) => scheduler.wait(ms) };

interface Waiting extends Handed {
  done: (failure: string | null) => void;
}

export class ArchiverDO extends DurableObject<Env> implements ArchiverRpc {
  readonly #waiting: Waiting[] = [];
  #running = false;

  store(writes: ArchiveWrite[]): Promise<string | null> {
    return new Promise((done) => {
      this.#waiting.push({ writes, done });
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    await scheduler.wait(GATHER_MS);
    while (this.#waiting.length > 0) {
      const startMs = Date.now();
      await this.#write(nextRound(this.#waiting));
      await rest(Date.now() - startMs, CLOCK);
    }
    this.#running = false;
  }

  async #write(round: Waiting[]): Promise<void> {
    try {
      await this.env.DB.batch(statementsOf(round).map(({ sql, param }) => this.env.DB.prepare(sql).bind(param)));
      for (const { done } of round) done(null);
    } catch (error) {
      const [only] = round;
      if (only && round.length === 1) return only.done(String(error));
      // One that D1 cannot take must not hold up the others.
      for (const one of round) await this.#write([one]);
    }
  }
}
