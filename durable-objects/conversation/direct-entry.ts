/** Whether a device may open a socket straight to this conversation ([TR-2]). */

import type { ErrorName } from "../../protocol/errors";
import { markIn, type TokenMark } from "../access/token-mark";
import type { HubRpc } from "../rpc";
import type { Attached } from "./direct-sockets";

export interface DirectEntryPort {
  /** Conversation key without the app. */
  readonly key: string;
  /** Why nobody may come in here now. */
  barred(): Promise<ErrorName | null>;
  takesPart(uid: number): boolean;
  hub(uid: number): Pick<HubRpc, "openDirect">;
  /** The hub's word that this user may send nothing until then. */
  silence(uid: number, untilMs: number): void;
}

export class DirectEntry {
  readonly #port: DirectEntryPort;

  constructor(port: DirectEntryPort) {
    this.#port = port;
  }

  /** Who the Worker says it is, and why not, if so. */
  async ask(request: Request): Promise<{ who: Attached; refusal: ErrorName | null }> {
    const { headers } = request;
    const who = { uid: Number(headers.get("x-oriole-uid")), sn: Number(headers.get("x-oriole-sn")) };
    return { who, refusal: await this.#refusal(who, markIn(headers)) };
  }

  async #refusal({ uid, sn }: Attached, token: TokenMark): Promise<ErrorName | null> {
    const { key, barred, takesPart, hub, silence } = this.#port;
    const refusal = await barred();
    if (refusal) return refusal;
    if (!takesPart(uid)) return "GroupNotMemberFound";
    const allowed = await hub(uid).openDirect(uid, sn, key, token);
    if (!allowed.ok) return allowed.error;
    // Not taken back here: the answer may be older than a ban that came meanwhile.
    if (allowed.bannedUntil) silence(uid, allowed.bannedUntil);
    // Whoever was kicked meanwhile had no socket yet that could be closed.
    return takesPart(uid) ? null : "GroupNotMemberFound";
  }
}
