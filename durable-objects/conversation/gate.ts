/**
 * Where metas wait, in their order, for what has to be known before they may be stored: the relation of the two, the
 * app's rules, the word of the app's own server. Without anything to wait for they pass in the same turn.
 */

import type { ErrorName } from "../../protocol/errors";
import type { Publish } from "../rpc";

/** A meta with what was decided about it on its way. */
export interface Screened extends Publish {
  refused?: { error: ErrorName; reason?: string };
  /** The text to store instead of its own. */
  content?: string;
}

export interface GatePort {
  /** Null when the metas may pass at once. Otherwise resolves with them as they are to be applied. */
  screen(items: Publish[]): Promise<Screened[]> | null;
}

interface Waiting {
  items: Publish[];
  go(items: Screened[]): void;
}

/** Metas that are screened together; more wait for the next round. */
const MAX_ROUND = 256;

export class Gate {
  readonly #port: GatePort;
  readonly #waiting: Waiting[] = [];
  #running = false;

  constructor(port: GatePort) {
    this.#port = port;
  }

  /** Calls `go` once the items may pass, after all that came before them. */
  pass(items: Publish[], go: (items: Screened[]) => void): void {
    if (this.#running) {
      this.#waiting.push({ items, go });
      return;
    }
    const screening = this.#port.screen(items);
    if (!screening) return go(items);
    this.#waiting.push({ items, go });
    void this.#run(screening);
  }

  /** `first` is about what stands at the head of the queue. */
  async #run(first: Promise<Screened[]>): Promise<void> {
    this.#running = true;
    let round = this.#waiting.splice(0);
    let screening: Promise<Screened[]> | null = first;
    while (round.length > 0) {
      const items = round.flatMap((each) => each.items);
      const screened: Screened[] = screening ? await screening.catch(() => items.map(unscreened)) : items;
      let at = 0;
      for (const { items: own, go } of round) {
        go(screened.slice(at, at + own.length));
        at += own.length;
      }
      round = this.#nextRound();
      screening = round.length > 0 ? this.#port.screen(round.flatMap(({ items }) => items)) : null;
    }
    this.#running = false;
  }

  #nextRound(): Waiting[] {
    let count = 0;
    const upTo = this.#waiting.findIndex(({ items }, at) => {
      count += items.length;
      return at > 0 && count > MAX_ROUND;
    });
    return this.#waiting.splice(0, upTo < 0 ? this.#waiting.length : upTo);
  }
}

/** Nothing passes because the way to judge it broke. */
function unscreened(item: Publish): Screened {
  return { ...item, refused: { error: "ServerNeedRetry" } };
}
