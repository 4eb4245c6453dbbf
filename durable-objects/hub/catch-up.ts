/** What a device has missed: the unread list, and the pages it asks for. */

import { pb } from "../../protocol/codec";
import { refusalFrame, unreadFrame } from "../../protocol/frames";
import { SYSTEM_UID } from "../../protocol/ids";
import { DEFAULT_PAGE, MAX_PAGE } from "../../protocol/limits";
import { historyFrame, pageFrame, plainPageFrame, unreadItem } from "../replies";
import type { ConversationRpc, Entry, Page, Position, Resumed, View } from "../rpc";
import { type Listed, nameOf } from "./conversation-list";
import type { Mailbox } from "./mailbox";
import { sendNotices } from "./notice-frames";
import { SYSTEM } from "./notice-log";
import { type BeginningsPort, PlainBeginnings } from "./plain-beginnings";
import type { PlainSession, SdkSession, Session } from "./session";

type UnreadItem = pb.ConversationUnread.$Properties & { n: number };

/** Conversations asked at once. */
const PARALLEL = 64;

export interface CatchUpPort extends BeginningsPort {
  conversation(name: string): Pick<ConversationRpc, "resume" | "page" | "history" | "view">;
  failed(event: string, error: unknown): void;
}

/** What an SDK session says it holds. */
export interface Held {
  positions: Map<number, number>;
  tail: number;
  limit: number;
}

export class CatchUp {
  readonly #port: CatchUpPort;
  readonly #beginnings: PlainBeginnings;

  constructor(port: CatchUpPort) {
    this.#port = port;
    this.#beginnings = new PlainBeginnings(port);
  }

  /** [UNREAD-1] */
  async plainUnread(mailbox: Mailbox, session: PlainSession): Promise<void> {
    await inParallel(mailbox.conversations.unfollowed(), (listed) =>
      this.#resume(mailbox, listed, 0, 0, 0).catch((error: unknown) => this.#port.failed("hub.resume_failed", error)),
    );
    const first = !session.listed;
    session.listed = true;
    mailbox.cursors.load(session.sn);
    const items: pb.ConversationUnread.$Properties[] = [];
    const system = await this.#beginnings.of(mailbox, session, SYSTEM);
    const notices = mailbox.notices.head.seq - system.seq;
    if (notices > 0) items.push({ xid: { uid: SYSTEM_UID }, n: notices });
    const shown = mailbox.conversations
      .shown()
      .filter(({ name, head }) => !mailbox.cursors.isRemoved(session.sn, name, head));
    const all = await inParallel(shown, (listed) => this.#plainItem(mailbox, session, listed));
    items.push(...all.filter(({ n }) => first || n > 0));
    session.send(unreadFrame(items));
  }

  /** A conversation that cannot be asked just now must not cost the whole list. */
  async #plainItem(mailbox: Mailbox, session: PlainSession, listed: Listed): Promise<UnreadItem> {
    const cursor = await this.#beginnings.of(mailbox, session, listed.name).catch((error: unknown) => {
      this.#port.failed("hub.cursor_failed", error);
      return listed.read;
    });
    // Counted from what the device confirmed: what it was given and never confirmed, it may have lost.
    const n = Math.max(0, listed.head.seq - cursor.seq);
    const { CHAT, GROUPCHAT } = pb.ConversationUnread.ConvType;
    return { xid: { uid: listed.xid }, n, type: listed.isGroup ? GROUPCHAT : CHAT };
  }

  /** [UNREAD-3] pages, then the list. */
  async sdkUnread(mailbox: Mailbox, session: SdkSession, held: Held): Promise<void> {
    this.#sendNotices(mailbox, session, held);
    const shown = new Set(mailbox.conversations.shown());
    const hidden = mailbox.conversations.unfollowed().filter((listed) => !shown.has(listed));
    await inParallel(hidden, (listed) => this.#resume(mailbox, listed, 0, 0, 0));
    const items = await inParallel(mailbox.conversations.shown(), async (listed) => {
      const { view, page } = await this.#resumeHeld(mailbox, listed, held);
      if (page) session.send(page);
      return unreadItem(listed.xid, listed.isGroup, 0, view);
    });
    items.push(systemItem(mailbox));
    session.send(unreadFrame(items));
  }

  /** Before all else: of a group that put the user out and took it back, the group's own log has the later word. */
  #sendNotices(mailbox: Mailbox, session: SdkSession, { positions, limit }: Held): void {
    const known = positions.get(SYSTEM_UID);
    this.#noteNotices(mailbox, session, known);
    if (known === undefined || known >= mailbox.notices.head.mid || limit === 0) return;
    session.send(pageFrame(SYSTEM_UID, mailbox.system.page(known, limit)));
  }

  /** [SYS-3] The first plain device of this user begins here. A client that names no place takes the end for it. */
  #noteNotices(mailbox: Mailbox, session: SdkSession, known: number | undefined): void {
    if (known === undefined && mailbox.system.unread > 0) return;
    const place = known === undefined ? mailbox.notices.head : mailbox.notices.at(known);
    if (place.mid > 0) mailbox.cursors.advance(session.sn, SYSTEM, place);
  }

  async #resumeHeld(mailbox: Mailbox, listed: Listed, held: Held): Promise<{ view: View; page: Uint8Array | null }> {
    const position = held.positions.get(listed.xid) ?? null;
    const { head, read } = listed;
    const limit = position === null ? Math.min(held.tail, held.limit) : held.limit;
    // All read, and all held or nothing wanted: no reason to ask anybody.
    const settled = listed.following && read.mid >= head.mid && (limit === 0 || position === head.mid);
    if (settled) return { view: viewOf(listed), page: null };
    const { view, page } = await this.#resume(mailbox, listed, position, held.tail, limit);
    const news = limit > 0 && page.last.seq > page.prevSeq;
    return { view, page: news ? pageFrame(listed.xid, page) : null };
  }

  async #resume(mailbox: Mailbox, listed: Listed, after: number | null, tail: number, limit: number): Promise<Resumed> {
    const request = { uid: mailbox.uid, after, tail, limit };
    const resumed = await this.#port.conversation(listed.name).resume(request);
    mailbox.conversations.refresh(listed, resumed.view);
    return resumed;
  }

  /** [PULL-1] */
  async pull(mailbox: Mailbox, session: Session, xid: number, key: number | null, limit: number): Promise<void> {
    const name = xid === SYSTEM_UID ? SYSTEM : nameOf(xid, mailbox.uid);
    if (isUnheardOf(mailbox, name)) return session.send(pageFrame(xid, EMPTY_PAGE));
    if (session.kind === "sdk") return this.#pullSdk(mailbox, session, xid, name, key ?? 0, limit);
    session.noticed.delete(name);
    if (key !== null) await this.#confirm(mailbox, session, name, key);
    if (name === SYSTEM) return this.#pullNotices(mailbox, session, key, limit);
    return this.#pullPlain(mailbox, session, xid, name, key, limit);
  }

  async #pullSdk(
    m: Mailbox,
    session: SdkSession,
    xid: number,
    name: string,
    after: number,
    limit: number,
  ): Promise<void> {
    if (name === SYSTEM) return session.send(pageFrame(xid, m.system.page(after, limit)));
    const outcome = await this.#port.conversation(name).page({ uid: m.uid, after, limit, absolute: true });
    session.send(
      outcome.ok ? pageFrame(xid, outcome.value) : refusalFrame(outcome.error, outcome.reason, undefined, xid),
    );
  }

  /** The client came back with a key: all up to there is its own now. */
  async #confirm(mailbox: Mailbox, session: PlainSession, name: string, key: number): Promise<void> {
    const given = session.given.get(name);
    const at = given?.mid === key ? given : await this.#beginnings.placeOf(mailbox, name, key);
    mailbox.cursors.advance(session.sn, name, at);
  }

  #pullNotices(mailbox: Mailbox, session: PlainSession, key: number | null, limit: number): void {
    let from = this.#start(mailbox, session, SYSTEM, key) ?? this.#beginnings.ofNotices(mailbox, session);
    const isFirm = key === null || from.seq <= (mailbox.cursors.get(session.sn, SYSTEM)?.seq ?? 0);
    for (;;) {
      const { entries, last } = mailbox.system.page(from.mid, limit);
      session.given.set(SYSTEM, last);
      if (entries.some((entry) => isShown(entry, session))) return sendNotices(session, entries, last.mid);
      // As in the pages of conversations: see there.
      if (isFirm && entries.length > 0) mailbox.cursors.advance(session.sn, SYSTEM, last);
      if (entries.length === 0 || last.seq >= mailbox.notices.head.seq) return sendNotices(session, [], 0);
      from = last;
    }
  }

  async #pullPlain(
    m: Mailbox,
    session: PlainSession,
    xid: number,
    name: string,
    key: number | null,
    limit: number,
  ): Promise<void> {
    const listed = m.conversations.get(name);
    let from = this.#start(m, session, name, key) ?? (await this.#beginnings.of(m, session, name));
    const isFirm = key === null || from.seq <= (m.cursors.get(session.sn, name)?.seq ?? 0);
    const own = { uid: m.uid, sn: session.sn };
    const size = Math.min(limit || DEFAULT_PAGE, MAX_PAGE);
    for (;;) {
      if (listed?.following && from.seq >= listed.head.seq) return session.send(plainPageFrame(xid, [], 0, own));
      const outcome = await this.#port
        .conversation(name)
        .page({ uid: m.uid, after: from.mid, limit: size, absolute: true, plain: true });
      if (!outcome.ok) return session.send(refusalFrame(outcome.error, outcome.reason, undefined, xid));
      const { entries, last, head } = outcome.value;
      session.given.set(name, last);
      if (entries.length === 0) return session.send(plainPageFrame(xid, [], 0, own));
      if (entries.some((entry) => isShown(entry, own))) {
        return session.send(plainPageFrame(xid, entries, last.mid, own));
      }
      // A page that shows this device nothing would read as the end, and there is nothing in it to confirm. What was given
      // before it and is unconfirmed still has to be.
      if (isFirm) m.cursors.advance(session.sn, name, last);
      if (last.seq >= head.seq) return session.send(plainPageFrame(xid, [], 0, own));
      from = last;
    }
  }

  /**
   * Where a pull begins. Without a key everything unconfirmed comes again. With one, the client is answering: what this
   * connection was given beyond the key is on its way already.
   */
  #start(mailbox: Mailbox, session: PlainSession, name: string, key: number | null): Position | null {
    const confirmed = mailbox.cursors.get(session.sn, name);
    if (key === null) return confirmed;
    const given = session.given.get(name);
    return given && given.seq >= (confirmed?.seq ?? 0) ? given : confirmed;
  }

  /** [HIST-1] */
  async history(mailbox: Mailbox, session: Session, xid: number, before: number, limit: number): Promise<void> {
    if (xid === SYSTEM_UID) return session.send(historyFrame(xid, mailbox.system.history(before, limit)));
    const name = nameOf(xid, mailbox.uid);
    if (isUnheardOf(mailbox, name)) return session.send(historyFrame(xid, { entries: [], next: 0 }));
    const outcome = await this.#port.conversation(name).history({ uid: mailbox.uid, before, limit });
    session.send(
      outcome.ok ? historyFrame(xid, outcome.value) : refusalFrame(outcome.error, outcome.reason, undefined, xid),
    );
  }
}

const EMPTY_PAGE: Page = { prevSeq: 0, entries: [], last: { mid: 0, seq: 0 }, head: { mid: 0, seq: 0 } };

/** Two users who never talked: nothing to ask, and asking would make an object and a database file for each guess. */
function isUnheardOf(mailbox: Mailbox, name: string): boolean {
  return name.startsWith("u:") && mailbox.conversations.get(name) === null;
}

function isShown(entry: Entry, own: { uid: number; sn: number }): boolean {
  return entry.meta !== undefined && (entry.from !== own.uid || entry.sn !== own.sn);
}

/** [UNREAD-4] for the system conversation. */
function systemItem({ notices, system }: Mailbox): pb.ConversationUnread.$Properties {
  const { head } = notices;
  const { read, unread } = system;
  const place = { head_mid: head.mid, head_seq: head.seq, read_mid: read.mid, read_seq: read.seq };
  return { xid: { uid: SYSTEM_UID }, n: 0, ...place, unread };
}

/** What the hub itself knows, where that is all there is to know. */
function viewOf(listed: Listed): View {
  const { head, headTime, read, clearedMid } = listed;
  return { head, headTime, read, unread: 0, peerRead: 0, cleared: clearedMid, member: true };
}

async function inParallel<T, R>(items: T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += PARALLEL) {
    results.push(...(await Promise.all(items.slice(at, at + PARALLEL).map(work))));
  }
  return results;
}
