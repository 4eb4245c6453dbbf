/** What has to be known about metas, and whom to ask about them, before they may be stored. */

import type { ErrorName } from "../../protocol/errors";
import type { RulesReader } from "../moderation/app-rules";
import type { Publish } from "../rpc";
import { askBeforeSend, type BeforeSendPort } from "./before-send";
import { Gate, type Screened } from "./gate";

export interface ScreeningPort extends BeforeSendPort {
  /** Whether anybody may write here at all: null when it is known and so. */
  standing(): Promise<ErrorName | null> | null;
  /** Whether that refusal holds for this meta. */
  bars(refusal: ErrorName, item: Publish): boolean;
  now(): number;
}

export class Screening {
  readonly #rules: RulesReader;
  readonly #port: ScreeningPort;
  readonly #gate: Gate;

  constructor(rules: RulesReader, port: ScreeningPort) {
    this.#rules = rules;
    this.#port = port;
    this.#gate = new Gate({ screen: (items) => this.#screen(items) });
  }

  /** Calls `go` once the items may pass, after all that came before them; in the same turn where there is nothing to wait for. */
  pass(items: Publish[], go: (items: Screened[]) => void): void {
    this.#gate.pass(items, go);
  }

  #screen(items: Publish[]): Promise<Screened[]> | null {
    const nowMs = this.#port.now();
    const rules = this.#rules.ready(nowMs);
    const standing = this.#port.standing();
    if (!rules && !standing) return this.#rules.beforeSend ? this.#ask(items) : null;
    return Promise.all([standing, rules]).then(([stranger, unknown]) => {
      if (!stranger && !unknown) return this.#ask(items);
      return items.map((item) => {
        const error = stranger && this.#port.bars(stranger, item) ? stranger : unknown;
        return error ? { ...item, refused: { error } } : item;
      });
    });
  }

  async #ask(items: Publish[]): Promise<Screened[]> {
    const { beforeSend } = this.#rules;
    return beforeSend ? askBeforeSend(beforeSend, items, this.#port) : items;
  }
}
