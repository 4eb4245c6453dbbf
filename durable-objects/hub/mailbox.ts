/** The inbox of one user: devices that are connected, conversations, notices, and what goes out to whom. */

import { noticeFrame } from "../../protocol/frames";
import { SYSTEM_UID } from "../../protocol/ids";
import { ephemeralFrame, plainPageFrame, pushFrame } from "../replies";
import type { Delivery, Entry, Notice, Position, Recipient } from "../rpc";
import { ConversationList, type Listed, xidOf } from "./conversation-list";
import { Cursors } from "./cursors";
import { GroupLedger } from "./group-ledger";
import { isShown, sendNotices } from "./notice-frames";
import { encodeNotice, type NoticeEntry, NoticeLog, SYSTEM } from "./notice-log";
import type { PlainSession, Session } from "./session";
import { SystemView } from "./system-view";

export class Mailbox {
  readonly uid: number;
  readonly conversations: ConversationList;
  readonly cursors: Cursors;
  readonly groups: GroupLedger;
  readonly notices: NoticeLog;
  readonly system: SystemView;
  readonly sessions = new Set<Session>();

  constructor(sql: SqlStorage, uid: number) {
    this.uid = uid;
    this.conversations = new ConversationList(sql, uid);
    this.cursors = new Cursors(sql, uid);
    this.groups = new GroupLedger(sql, uid);
    this.notices = new NoticeLog(sql, uid);
    this.system = new SystemView(sql, uid, this.notices);
  }

  isOnline(sn: number): boolean {
    for (const session of this.sessions) if (session.sn === sn) return true;
    return false;
  }

  hasOther(sn: number): boolean {
    for (const session of this.sessions) if (session.sn !== sn) return true;
    return false;
  }

  /** Passes on what a conversation delivers. False: nobody here needs it, the conversation may park this user. */
  deliver(delivery: Delivery, recipient: Recipient, frames: SharedFrames): boolean {
    const attached = recipient.attached ?? [];
    const here = [...this.sessions].filter(({ sn }) => !attached.includes(sn));
    // Typing to somebody one never wrote to makes no conversation.
    if (delivery.head.seq === 0) {
      for (const session of here) this.#showTyping(session, delivery);
      // Not parked: a user without the conversation in the list has no reason to ask for it, and would miss its first message.
      return true;
    }
    const listed = this.conversations.ensure(delivery.conversation);
    const last = delivery.entries.at(-1);
    const known = listed.following && listed.head.mid >= delivery.head.mid;
    this.conversations.advance(listed, delivery.head, last?.time ?? 0);
    // A head that is no news: this mailbox lost nothing.
    if (known && !last && !delivery.ephemeral) return this.#stillFollows(listed, this.sessions.size > 0);
    for (const session of here) {
      if (session.kind === "sdk") this.#toSdk(session, delivery, recipient, listed, frames);
      else this.#toPlain(session, delivery, recipient, listed);
      this.#showTyping(session, delivery);
    }
    return this.#stillFollows(listed, here.length > 0);
  }

  /** [INV-4] Whom a conversation parks it has to hear of again: the next list asks all that are not followed. */
  #stillFollows(listed: Listed, wanted: boolean): boolean {
    listed.following = wanted;
    return wanted;
  }

  /** [SEND-6] To the peer, never to the one who types: what a batch has beside it may be for both. */
  #showTyping(session: Session, delivery: Delivery): void {
    const metas = (delivery.ephemeral ?? []).filter(({ from }) => from !== this.uid).map(({ meta }) => meta);
    if (metas.length > 0) session.send(ephemeralFrame(xidOf(delivery.conversation, this.uid), metas));
  }

  #toSdk(session: Session, delivery: Delivery, recipient: Recipient, listed: Listed, frames: SharedFrames): void {
    const frame = recipient.headOnly ? frames.head(listed.xid, delivery) : frames.entries(listed.xid, delivery);
    if (frame) session.send(frame);
  }

  /** [PUSH-3] */
  #toPlain(session: PlainSession, delivery: Delivery, recipient: Recipient, listed: Listed): void {
    const last = delivery.entries.at(-1);
    // A conversation that begins with this delivery cannot have been given before.
    const given = this.givenTo(session, listed.name)?.seq ?? (delivery.prev.seq === 0 ? 0 : -1);
    if (last && !recipient.headOnly && given >= delivery.prev.seq) {
      this.#give(
        session,
        listed,
        delivery.entries.filter(({ seq }) => seq > given),
      );
    } else if (given < delivery.head.seq) {
      this.#notify(session, listed.name, listed.xid);
    }
  }

  #give(session: PlainSession, listed: Listed, entries: Entry[]): void {
    const last = entries.at(-1);
    if (!last) return;
    session.given.set(listed.name, { mid: last.mid, seq: last.seq });
    const own = { uid: this.uid, sn: session.sn };
    if (entries.some((entry) => entry.meta && (entry.from !== own.uid || entry.sn !== own.sn))) {
      session.send(plainPageFrame(listed.xid, entries, last.mid, own));
    }
  }

  #notify(session: PlainSession, name: string, xid: number): void {
    if (session.noticed.has(name)) return;
    session.noticed.add(name);
    session.send(noticeFrame(xid));
  }

  /** How far a connection was given a conversation: what it got, or else what its device confirmed. */
  givenTo(session: PlainSession, name: string): Position | null {
    return session.given.get(name) ?? this.cursors.get(session.sn, name);
  }

  /** A device's own entries got their places: it holds them without being given them. */
  published(session: Session, name: string, at: Position, time: number): void {
    this.conversations.advance(this.conversations.ensure(name), at, time);
    if (session.kind !== "plain") return;
    this.cursors.follow(session.sn, name, at);
    const given = this.givenTo(session, name);
    if ((given?.seq ?? 0) === at.seq - 1) session.given.set(name, at);
  }

  /** Tells every device but one where a conversation stands; who lacks something comes to ask. */
  announce(name: string, exceptSn: number): void {
    const listed = this.conversations.ensure(name);
    for (const session of this.sessions) {
      if (session.sn === exceptSn) continue;
      if (session.kind === "sdk") session.send(pushFrame(listed.xid, listed.head, listed.head, []));
      else if ((this.givenTo(session, name)?.seq ?? 0) < listed.head.seq) this.#notify(session, name, listed.xid);
    }
  }

  /** Takes in a notice and shows it to the devices that are here. The mid, 0 when it is not kept. */
  notify(notice: Notice, devices: number, nowMs: number): number {
    if (notice.read) this.conversations.read(notice.read.conversation, notice.read);
    if (notice.cleared) this.conversations.clear(notice.cleared.conversation, notice.cleared);
    if (notice.member) this.#membership(notice.member);
    if (notice.invitation) this.groups.invited(notice.invitation);
    if (notice.applied !== undefined) this.groups.applied(notice.applied);
    if (notice.groupModes) this.groups.setModes(notice.groupModes);
    if (notice.quiet) return 0;
    if (notice.ephemeral) {
      this.#show(notice, nowMs);
      return 0;
    }
    const held = notice.once === undefined ? null : this.notices.heldAs(notice.once);
    if (held !== null) return held;
    // What a user did on its only device, nobody has to learn.
    if (notice.own && devices < 2) return 0;
    const prev = this.notices.head;
    const entry = this.notices.append(notice, nowMs);
    for (const session of this.sessions) this.#push(session, prev, entry);
    return entry.mid;
  }

  #membership(member: { conversation: string; in: boolean }): void {
    if (member.in) this.conversations.ensure(member.conversation);
    else this.conversations.remove(member.conversation);
  }

  #show(notice: Notice, nowMs: number): void {
    const meta = encodeNotice(notice, this.notices.head.mid + 1, nowMs);
    for (const session of this.sessions) {
      if (session.sn !== notice.exceptSn) session.send(ephemeralFrame(SYSTEM_UID, [meta]));
    }
  }

  #push(session: Session, prev: Position, entry: NoticeEntry): void {
    if (session.kind === "sdk") {
      session.send(pushFrame(SYSTEM_UID, prev, entry, [entry]));
      return;
    }
    const given = this.givenTo(session, SYSTEM) ?? { mid: 0, seq: 0 };
    const shown = isShown(session, entry);
    if (given.seq === prev.seq) {
      session.given.set(SYSTEM, { mid: entry.mid, seq: entry.seq });
      if (shown) sendNotices(session, [entry], entry.mid);
    } else if (shown) this.#notify(session, SYSTEM, SYSTEM_UID);
  }
}

/** Frames that every recipient of a delivery shares: encoded once a hub, whatever the number of members. */
export class SharedFrames {
  readonly #entries = new Map<number, Uint8Array | null>();
  readonly #heads = new Map<number, Uint8Array>();

  entries(xid: number, delivery: Delivery): Uint8Array | null {
    let frame = this.#entries.get(xid);
    if (frame === undefined) {
      frame = this.#frameOf(xid, delivery);
      this.#entries.set(xid, frame);
    }
    return frame;
  }

  head(xid: number, { head }: Delivery): Uint8Array {
    let frame = this.#heads.get(xid);
    if (!frame) {
      frame = pushFrame(xid, head, head, []);
      this.#heads.set(xid, frame);
    }
    return frame;
  }

  /** Nothing but typing pushes nothing; no entries and no typing announces the head. */
  #frameOf(xid: number, delivery: Delivery): Uint8Array | null {
    const last = delivery.entries.at(-1);
    if (last) return pushFrame(xid, delivery.prev, last, delivery.entries);
    return delivery.ephemeral ? null : this.head(xid, delivery);
  }
}
