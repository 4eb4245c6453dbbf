/**
 * Who of a conversation may send nothing in the whole app, as their hubs told it: those with a socket of their own here,
 * whose messages no hub sees.
 */

import { z } from "zod";
import type { ErrorName } from "../../protocol/errors";
import { isBanned } from "../hub/bans";
import type { SpeechRules } from "./committer";
import type { Facts } from "./facts";

const stored = z.record(z.string(), z.number());

export class Silenced implements SpeechRules {
  readonly #others: SpeechRules;
  readonly #facts: Facts;
  readonly #until: Map<string, number>;

  /** `others` has the say about everybody else. */
  constructor(others: SpeechRules, facts: Facts) {
    this.#others = others;
    this.#facts = facts;
    const text = facts.get("silenced");
    this.#until = new Map(text ? Object.entries(stored.parse(JSON.parse(text))) : []);
  }

  get readAck(): boolean {
    return this.#others.readAck;
  }

  get reasons(): Partial<Record<ErrorName, string>> {
    return this.#others.reasons ?? {};
  }

  refusalFor(uid: number, nowMs: number): ErrorName | null {
    const banned = this.#until.size > 0 && isBanned(this.#until.get(String(uid)) ?? 0, nowMs);
    return banned ? "UserBanned" : this.#others.refusalFor(uid, nowMs);
  }

  /** 0: may send again. */
  set(uid: number, untilMs: number): void {
    const key = String(uid);
    if ((this.#until.get(key) ?? 0) === untilMs) return;
    if (untilMs === 0) this.#until.delete(key);
    else this.#until.set(key, untilMs);
    this.#facts.set("silenced", JSON.stringify(Object.fromEntries(this.#until)));
  }
}
