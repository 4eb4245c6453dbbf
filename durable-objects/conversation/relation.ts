/** What the two of a direct conversation are to each other, and what follows for writing. Decided here, without D1. */

import { z } from "zod";
import type { ErrorName } from "../../protocol/errors";
import type { SpeechRules } from "./committer";
import type { Facts } from "./facts";

/** roster.relation in D1. */
export const RELATION = { friend: 0, deleted: 1, stranger: 2, blocked: 3 } as const;

const standingSchema = z.object({
  /** How the lower uid holds the higher one, and the other way round. */
  low: z.int(),
  high: z.int(),
});

type Standing = z.infer<typeof standingSchema>;

/** [SEND-9] why `mine` may not write to `theirs`, or null. A block outweighs all, a friendship that ended the app's setting. */
export function chatRefusal(mine: number, theirs: number, strangersMayChat: boolean): ErrorName | null {
  if (theirs === RELATION.blocked) return "CurrentUserIsInBlocklist";
  if (mine === RELATION.blocked || mine === RELATION.deleted || theirs === RELATION.deleted) return "RosterNotFriend";
  if (mine === RELATION.friend && theirs === RELATION.friend) return null;
  return strangersMayChat ? null : "RosterNotFriend";
}

/** The texts existing clients recognise (xsync.md §7.2). */
const REASONS: Partial<Record<ErrorName, string>> = {
  CurrentUserIsInBlocklist: "you have been blocked by the recipient",
  RosterNotFriend: "your relation with target does not allow chat",
};

export interface RelationPort {
  db: D1Database;
  app: string;
  low: number;
  high: number;
  /** The app's setting, as its rules have it that every message is judged by. */
  strangersMayChat(): boolean;
  failed(error: unknown): void;
}

export class Relation implements SpeechRules {
  readonly readAck = true;
  readonly reasons = REASONS;
  readonly #port: RelationPort;
  readonly #facts: Facts;
  #known: Standing | null;
  /** Goes up whenever D1 has changed: what was read before must not be taken for the truth. */
  #version = 0;
  #reading: Promise<ErrorName | null> | null = null;

  constructor(port: RelationPort, facts: Facts) {
    this.#port = port;
    this.#facts = facts;
    this.#known = stored(facts);
  }

  refusalFor(uid: number): ErrorName | null {
    const { low, high } = this.#port;
    if (low === high || !this.#known) return null;
    const strangers = this.#port.strangersMayChat();
    return uid === low
      ? chatRefusal(this.#known.low, this.#known.high, strangers)
      : chatRefusal(this.#known.high, this.#known.low, strangers);
  }

  /**
   * Null when all is known that `refusalFor` needs, as for nearly every message. Otherwise resolves once it is: with why
   * nobody may write here ([INV-8] both must be users of this app), or null. All who wait go on in the order they came.
   */
  ready(): Promise<ErrorName | null> | null {
    if (this.#known && !this.#reading) return null;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  /** The relation in D1 is another now. Forgotten on disk first: a D1 that cannot be read delays messages and lets none through. */
  async changed(): Promise<void> {
    this.#version++;
    this.#known = null;
    this.#facts.set("relation", "");
    await this.ready();
  }

  async #read(): Promise<ErrorName | null> {
    try {
      for (;;) {
        const version = this.#version;
        const pair = await readPair(this.#port);
        if (version !== this.#version) continue;
        if (!pair) return "UserNotExist";
        this.#keep(pair);
        return null;
      }
    } catch (error) {
      this.#port.failed(error);
      return "ServerNeedRetry";
    }
  }

  #keep(standing: Standing): void {
    const text = JSON.stringify(standing);
    if (this.#facts.get("relation") !== text) this.#facts.set("relation", text);
    this.#known = standing;
  }
}

function stored(facts: Facts): Standing | null {
  const text = facts.get("relation");
  return text ? standingSchema.parse(JSON.parse(text)) : null;
}

const PAIR = `SELECT
  (SELECT count(*) FROM users WHERE app = ?1 AND uid IN (?2, ?3) AND status <> 3) AS users,
  (SELECT relation FROM roster WHERE app = ?1 AND uid = ?2 AND friend = ?3) AS low,
  (SELECT relation FROM roster WHERE app = ?1 AND uid = ?3 AND friend = ?2) AS high`;

/** Null when one of the two is no user of the app. */
async function readPair({ db, app, low, high }: RelationPort): Promise<Standing | null> {
  const row = await db
    .prepare(PAIR)
    .bind(app, low, high)
    .first<{ users: number; low: number | null; high: number | null }>();
  if (row?.users !== (low === high ? 1 : 2)) return null;
  return { low: row.low ?? RELATION.stranger, high: row.high ?? RELATION.stranger };
}
