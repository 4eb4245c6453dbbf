/** Which tokens of the hub's users still open something. The token itself is genuine: the caller has checked it. */

import { TOKEN_LIFETIME_MS } from "../access/token";
import type { TokenMark } from "../access/token-mark";

export type Verdict =
  | "valid"
  | "revoked"
  /** Of a generation this hub has not heard of: all tokens before it are void. */
  | "newer";

type RevokedToken = { uid: number; jti: string; until: number };
type KickedDevice = { uid: number; guid: string; at: number };

export class TokenRegister {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** `guid`: the device that comes with it, whether or not it was issued to one. */
  judge(uid: number, guid: string, { generation, jti, issuedMs }: TokenMark): Verdict {
    const { floor, kept } = this.#floor(uid);
    const past = generation < floor && (jti === "" || jti !== kept);
    if (past || this.#isRevoked(uid, jti)) return "revoked";
    if (issuedMs !== undefined && issuedMs < this.#kickedAt(uid, guid)) return "revoked";
    return generation > floor ? "newer" : "valid";
  }

  /**
   * Voids everything below but the token of the name `kept`; never goes back, so it may be repeated in any order. False
   * when it was so already: by a newer token that came first, perhaps, while D1 could not say what is kept.
   */
  raise(uid: number, generation: number, kept: string): boolean {
    const known = this.#floor(uid);
    if (generation < known.floor || (generation === known.floor && (kept === "" || kept === known.kept))) return false;
    const query = "INSERT OR REPLACE INTO token_floor (uid, generation, kept) VALUES (?, ?, ?)";
    this.#sql.exec(query, uid, generation, kept);
    return generation > known.floor;
  }

  revoke(uid: number, jti: string, untilMs: number, nowMs: number): void {
    this.#sql.exec("DELETE FROM revoked_token WHERE uid = ? AND until < ?", uid, nowMs);
    this.#sql.exec(
      "INSERT OR REPLACE INTO revoked_token (uid, jti, until, mirrored) VALUES (?, ?, ?, 0)",
      uid,
      jti,
      untilMs,
    );
  }

  /** What D1 may not know of: single tokens, and devices that were logged out. */
  unmirrored(): { revoked: RevokedToken[]; kicked: KickedDevice[] } {
    return {
      revoked: this.#sql.exec<RevokedToken>("SELECT uid, jti, until FROM revoked_token WHERE mirrored = 0").toArray(),
      kicked: this.#sql.exec<KickedDevice>("SELECT uid, guid, at FROM kicked_device WHERE mirrored = 0").toArray(),
    };
  }

  markMirrored({ revoked, kicked }: ReturnType<TokenRegister["unmirrored"]>): void {
    for (const { uid, jti } of revoked) {
      this.#sql.exec("UPDATE revoked_token SET mirrored = 1 WHERE uid = ? AND jti = ?", uid, jti);
    }
    for (const { uid, guid, at } of kicked) {
      this.#sql.exec("UPDATE kicked_device SET mirrored = 1 WHERE uid = ? AND guid = ? AND at = ?", uid, guid, at);
    }
  }

  /** The device was logged out then: what it held before is void. It may be forgotten, its guid is not. */
  kick(uid: number, guid: string, atMs: number): void {
    this.#sql.exec("DELETE FROM kicked_device WHERE uid = ? AND at < ?", uid, atMs - TOKEN_LIFETIME_MS);
    this.#sql.exec(
      `INSERT INTO kicked_device (uid, guid, at, mirrored) VALUES (?, ?, ?, 0)
        ON CONFLICT (uid, guid) DO UPDATE SET at = max(at, excluded.at), mirrored = 0`,
      uid,
      guid,
      atMs,
    );
  }

  #kickedAt(uid: number, guid: string): number {
    const query = "SELECT at FROM kicked_device WHERE uid = ? AND guid = ?";
    return this.#sql.exec<{ at: number }>(query, uid, guid).toArray()[0]?.at ?? 0;
  }

  #floor(uid: number): { floor: number; kept: string } {
    const query = "SELECT generation AS floor, kept FROM token_floor WHERE uid = ?";
    return this.#sql.exec<{ floor: number; kept: string }>(query, uid).toArray()[0] ?? { floor: 0, kept: "" };
  }

  #isRevoked(uid: number, jti: string): boolean {
    if (jti === "") return false;
    return this.#sql.exec("SELECT 1 FROM revoked_token WHERE uid = ? AND jti = ?", uid, jti).toArray().length > 0;
  }
}
