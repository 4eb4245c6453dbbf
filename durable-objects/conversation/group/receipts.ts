/** Who has read a message of the group, and who has not. */

import { OrioleError } from "../../../protocol/errors";
import type { GroupReads } from "../../group-rpc";
import type { Log } from "../log";
import type { Viewer } from "../viewers";
import { type Acting, type GroupCore, pageOf } from "./core";
import { seesMember } from "./rules";

export class Receipts {
  readonly #core: GroupCore;
  readonly #log: Log;

  constructor(core: GroupCore, log: Log) {
    this.#core = core;
    this.#log = log;
  }

  /** [REST-6] For the author, those who run the group, and the app; only while the group has receipts. */
  list({ by, mid, read, after, limit }: GroupReads["receipts"]["input"]): GroupReads["receipts"]["output"] {
    const { info } = this.#core;
    const acting = this.#core.acting(by);
    const message = this.#log.find(mid);
    if (message?.kind !== "message") throw new OrioleError("MessageInvalid", "no such message");
    if (!maySee(acting, message.sender)) throw new OrioleError("UserPermissionDenied");
    if (!info.readAck) throw new OrioleError("UserPermissionDenied", "the group has no read receipts");
    const all = [...this.#core.viewers.participants()].filter(
      (viewer) => isFor(message, viewer) && viewer.receiptMid >= mid === read,
    );
    const seen = all.filter((viewer) => seesMember(acting, viewer, info));
    const members = pageOf(seen, after, limit);
    const more = (members.at(-1)?.uid ?? 0) < Math.max(0, ...seen.map(({ uid }) => uid));
    return { members: members.map(({ uid, displayName }) => ({ uid, displayName })), total: all.length, more };
  }
}

function maySee({ uid, role }: Acting, author: number): boolean {
  return role === "owner" || role === "admin" || (role === "member" && uid === author);
}

/** Not for its author, nor for who came later. */
function isFor(message: { mid: number; sender: number }, viewer: Viewer): boolean {
  return viewer.uid !== message.sender && viewer.joinedMid < message.mid;
}
