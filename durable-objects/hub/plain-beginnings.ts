/** Where a plain device begins in a log that it has not confirmed anything of. */

import type { ConversationRpc, Position } from "../rpc";
import type { Listed } from "./conversation-list";
import type { Device } from "./device-registry";
import type { Mailbox } from "./mailbox";
import { SYSTEM } from "./notice-log";
import type { PlainSession } from "./session";

export interface BeginningsPort {
  conversation(name: string): Pick<ConversationRpc, "page" | "view">;
  device(uid: number, sn: number): Device | null;
}

export class PlainBeginnings {
  readonly #port: BeginningsPort;

  constructor(port: BeginningsPort) {
    this.#port = port;
  }

  /**
   * Where a plain device begins in a conversation it has not confirmed anything of: at what the user has read, but not
   * after the moment the device first appeared, since it was to get everything from then on.
   */
  async of(mailbox: Mailbox, session: PlainSession, name: string): Promise<Position> {
    const confirmed = mailbox.cursors.get(session.sn, name);
    if (confirmed) return confirmed;
    if (name === SYSTEM) return this.ofNotices(mailbox, session);
    const createdMid = this.#createdMid(mailbox, session);
    const listed = mailbox.conversations.get(name);
    if (!listed || listed.read.mid === 0) return { mid: 0, seq: 0 };
    const end = await this.#endOfRead(mailbox, listed, createdMid);
    if (!end && listed.read.mid <= createdMid) return listed.read;
    const place = end ?? (await this.placeOf(mailbox, name, createdMid));
    mailbox.cursors.advance(session.sn, name, place);
    return place;
  }

  /**
   * Of a chat that was read, nothing but edits and recalls may have come since. Existing clients leave what n counts in a
   * chat to bring the chat into their list, which these cannot (xsync.md §5.1): a device that comes later begins behind them.
   */
  async #endOfRead(mailbox: Mailbox, listed: Listed, createdMid: number): Promise<Position | null> {
    // As it is now: a message that comes during the call moves the head, and is to be given.
    const { head, read, isGroup } = listed;
    if (isGroup || head.seq <= read.seq || head.mid > createdMid) return null;
    const { unread } = await this.#port.conversation(listed.name).view(mailbox.uid);
    return unread === 0 ? head : null;
  }

  /** The same in the system conversation: at what some device has confirmed, but not after the device first appeared. */
  ofNotices(mailbox: Mailbox, session: PlainSession): Position {
    const createdMid = this.#createdMid(mailbox, session);
    const farthest = mailbox.cursors.farthest(SYSTEM) ?? { mid: 0, seq: 0 };
    return farthest.mid <= createdMid ? farthest : mailbox.notices.at(createdMid);
  }

  #createdMid(mailbox: Mailbox, session: PlainSession): number {
    return this.#port.device(mailbox.uid, session.sn)?.createdMid ?? 0;
  }

  /** The last entry at or before a mid. */
  async placeOf(mailbox: Mailbox, name: string, mid: number): Promise<Position> {
    if (name === SYSTEM) return mailbox.notices.at(mid);
    const page = await this.#port.conversation(name).page({ uid: mailbox.uid, after: mid, limit: 1 });
    if (!page.ok) return { mid: 0, seq: 0 };
    return { mid: Math.min(mid, page.value.head.mid), seq: page.value.prevSeq };
  }
}
