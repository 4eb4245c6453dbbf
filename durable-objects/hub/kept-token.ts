/** What D1 says of a user's tokens, for a hub that was not told. */

import { logError } from "../log-event";

export interface Tokens {
  /** Those of earlier generations are void, */
  generation: number;
  /** but for the one of this name; empty: none. */
  kept: string;
}

/** At least of this generation, which somebody has a token of. That nothing is kept is all that is said while D1 cannot be read. */
export async function currentTokens(db: D1Database, app: string, uid: number, generation: number): Promise<Tokens> {
  try {
    const query = "SELECT token_generation AS generation, kept_token AS kept FROM users WHERE app = ? AND uid = ?";
    const known = await db.prepare(query).bind(app, uid).first<Tokens>();
    if (known && known.generation >= generation) return known;
  } catch (error) {
    logError("hub.tokens_unknown", error, { app, uid });
  }
  return { generation, kept: "" };
}
