/** What devices send: every meta on its way to its conversation, every receipt on its way back. */

import { pb, toNumber } from "../../protocol/codec";
import { OrioleError } from "../../protocol/errors";
import { decode, readFrame, refusalFrame } from "../../protocol/frames";
import { MAX_PAGE } from "../../protocol/limits";
import { readSync, type SentMeta } from "../../protocol/sync-request";
import { BatchQueue } from "../batch-queue";
import { acksFrame, plainAckFrame, type Receipt } from "../replies";
import { isSpeech, type Route, routeOf } from "../routing";
import type { ConversationRpc, Delivery, Notice, Publish, Published } from "../rpc";
import type { CatchUp } from "./catch-up";
import { nameOf } from "./conversation-list";
import type { Mailbox } from "./mailbox";
import type { Session } from "./session";
import { actInSystem } from "./system-acts";

/** Metas that one call to a conversation carries at most. */
const MAX_BATCH = 256;
/** A conversation that cannot be reached this often makes its senders wait and try again. */
const ATTEMPTS = 5;
/** Groups asked for a message whose conversation the client did not name. */
const MAX_CANDIDATES = 200;

export interface UplinkPort {
  conversation(name: string): Pick<ConversationRpc, "publish" | "holds">;
  /** The number of this hub. */
  readonly block: number;
  /** Passes on what came back with an answer. */
  deliver(delivery: Delivery): void;
  /** May send nothing in the whole app. */
  isBanned(uid: number): boolean;
  notify(notice: Notice): void;
  now(): number;
  failed(event: string, error: unknown): void;
}

/** Whether other devices must see it is known when it leaves. */
type Unsent = Omit<Publish, "echo">;

interface Outgoing {
  mailbox: Mailbox;
  session: Session;
  item: Unsent;
  /** The conversation's log will have it, unless it is refused. */
  logged: boolean;
  /** The first answer to an operation whose conversation was guessed may be that it is not there. */
  retryElsewhere?: () => void;
}

export class Uplink {
  readonly #port: UplinkPort;
  readonly #catchUp: CatchUp;
  readonly #queues = new Map<string, BatchQueue<Outgoing>>();

  constructor(port: UplinkPort, catchUp: CatchUp) {
    this.#port = port;
    this.#catchUp = catchUp;
  }

  /** Handles one frame of a logged-in session. Throws an OrioleError only where the protocol closes the connection. */
  async handle(mailbox: Mailbox, session: Session, bytes: Uint8Array): Promise<void> {
    try {
      const frame = readFrame(bytes);
      switch (frame.command) {
        case "UNREAD":
          return await this.#unread(mailbox, session, frame.payload);
        case "SYNC":
          return await this.#sync(mailbox, session, frame.payload);
        case "NOTICE":
        case "PROVISION":
          throw new OrioleError("CommandUnknown");
        default:
          return frame.command satisfies never;
      }
    } catch (error) {
      if (!(error instanceof OrioleError) || error.error === "FrameTooLarge") throw error;
      session.send(refusalFrame(error.error, error.message));
    }
  }

  async #unread(mailbox: Mailbox, session: Session, payload: Uint8Array): Promise<void> {
    if (session.kind === "plain") return this.#catchUp.plainUnread(mailbox, session);
    const request = decode(pb.UnreadUL, payload);
    const positions = new Map((request.positions ?? []).map(({ uid, mid }) => [toNumber(uid), toNumber(mid)]));
    const tail = Math.min(request.tail ?? 0, MAX_PAGE);
    return this.#catchUp.sdkUnread(mailbox, session, {
      positions,
      tail,
      limit: Math.min(request.limit ?? 0, MAX_PAGE),
    });
  }

  async #sync(mailbox: Mailbox, session: Session, payload: Uint8Array): Promise<void> {
    const request = readSync(payload);
    if (request.do === "pull") return this.#catchUp.pull(mailbox, session, request.xid, request.key, request.limit);
    if (request.do === "history") {
      return this.#catchUp.history(mailbox, session, request.xid, request.before, request.limit);
    }
    for (const meta of request.metas) this.#send(mailbox, session, meta);
  }

  #send(mailbox: Mailbox, session: Session, meta: SentMeta): void {
    const { clientMid } = meta;
    if (!session.budget.take(this.#port.now())) {
      return reply(session, [{ clientMid, published: { ok: false, error: "MessageRateLimitExceeded" } }]);
    }
    const route = routeOf(mailbox.uid, meta);
    // [BAN-1] What is no meta at all is refused as such.
    if (route.to !== "refusal" && this.#port.isBanned(mailbox.uid) && isSpeech(meta)) {
      return reply(session, [{ clientMid, published: { ok: false, error: "UserBanned" } }]);
    }
    this.#dispatch(mailbox, session, meta, route);
  }

  #dispatch(mailbox: Mailbox, session: Session, meta: SentMeta, route: Route): void {
    switch (route.to) {
      case "refusal": {
        const published = { ok: false, error: route.error, ...(route.reason ? { reason: route.reason } : {}) } as const;
        return reply(session, [{ clientMid: meta.clientMid, published }]);
      }
      case "conversation":
        return this.#enqueue(mailbox, session, meta, nameOf(route.xid, mailbox.uid), { logged: route.logged });
      case "message":
        return this.#toMessage(mailbox, session, meta, route);
      case "system":
        return this.#inSystem(mailbox, session, meta);
      case "device":
        return this.#removeHere(mailbox, session, meta, route.xid);
      default:
        return route satisfies never;
    }
  }

  /** [OP-4] first where the two talk to each other, if they do, then in the groups. */
  #toMessage(mailbox: Mailbox, session: Session, meta: SentMeta, route: Extract<Route, { to: "message" }>): void {
    const name = nameOf(route.author, mailbox.uid);
    const elsewhere = () => void this.#sendToHolder(mailbox, session, meta, route.mid);
    if (mailbox.conversations.get(name)) this.#enqueue(mailbox, session, meta, name, { retryElsewhere: elsewhere });
    else elsewhere();
  }

  #inSystem(mailbox: Mailbox, session: Session, { clientMid, ns, payload, to }: SentMeta): void {
    try {
      actInSystem(mailbox, { sn: session.sn, ns, payload, to }, this.#port.notify);
      this.#done(mailbox, session, clientMid);
    } catch (error) {
      if (!(error instanceof OrioleError)) throw error;
      reply(session, [{ clientMid, published: { ok: false, error: error.error, reason: error.message } }]);
    }
  }

  /** [OP-5] From one device alone: its own business, but for the cursor of one that keeps none. */
  #removeHere(mailbox: Mailbox, session: Session, { clientMid }: SentMeta, xid: number): void {
    const listed = session.kind === "plain" ? mailbox.conversations.get(nameOf(xid, mailbox.uid)) : null;
    if (listed) mailbox.cursors.remove(session.sn, listed.name, listed.head);
    this.#done(mailbox, session, clientMid);
  }

  /** The ack of what no conversation's log has. */
  #done(mailbox: Mailbox, session: Session, clientMid: string): void {
    const mid = Math.max(mailbox.notices.head.mid, 1);
    reply(session, [{ clientMid, published: { ok: true, mid, seq: 0, time: this.#port.now(), stored: false } }]);
  }

  #enqueue(
    mailbox: Mailbox,
    session: Session,
    meta: SentMeta,
    name: string,
    more: Partial<Pick<Outgoing, "logged" | "retryElsewhere">> = {},
  ): void {
    const { clientMid, ns, payload, to } = meta;
    if (!session.budget.mayWait(payload)) {
      return reply(session, [{ clientMid, published: { ok: false, error: "MessageRateLimitExceeded" } }]);
    }
    const item: Unsent = { uid: mailbox.uid, sn: session.sn, clientMid, ns, payload, to };
    this.#queue(name).push({ mailbox, session, item, logged: false, ...more });
  }

  #queue(name: string): BatchQueue<Outgoing> {
    let queue = this.#queues.get(name);
    if (!queue) {
      queue = new BatchQueue<Outgoing>((batch) => this.#publish(name, batch), {
        limit: MAX_BATCH,
        giveUpAfter: ATTEMPTS,
        onGiveUp: (batch, error) => {
          this.#port.failed("hub.publish_failed", error);
          this.#settle(
            name,
            batch,
            batch.map(() => ({ ok: false, error: "ServerNeedRetry" })),
          );
        },
        onIdle: () => this.#queues.delete(name),
      });
      this.#queues.set(name, queue);
    }
    return queue;
  }

  async #publish(name: string, batch: Outgoing[]): Promise<void> {
    // Asked as late as can be: another device may have come while this waited.
    const items = batch.map(({ mailbox, session, item }) => ({ ...item, echo: mailbox.hasOther(session.sn) }));
    const logged = batch.filter((outgoing) => outgoing.logged);
    for (const { mailbox } of logged) mailbox.conversations.sending(name);
    const { results, delivery } = await this.#port
      .conversation(name)
      .publish(items, this.#port.block)
      .catch((error: unknown) => {
        for (const { mailbox } of logged) mailbox.conversations.sent(name, true);
        throw error;
      });
    for (const [at, { mailbox, logged }] of batch.entries()) {
      if (logged) mailbox.conversations.sent(name, results[at]?.ok ?? true);
    }
    this.#settle(name, batch, results);
    if (delivery) this.#port.deliver(delivery);
    this.#tellLatecomers(name, batch, items, results);
  }

  /**
   * [PUSH-4] A device that came while the call was out was not named in it, and what an earlier attempt stored was told
   * to whoever was here then: both learn where the log stands.
   */
  #tellLatecomers(name: string, batch: Outgoing[], items: Publish[], results: Published[]): void {
    const told = new Set<Session>();
    for (const [at, { mailbox, session }] of batch.entries()) {
      const published = results[at];
      if (!published?.ok || published.seq === 0 || (published.stored && items[at]?.echo) || told.has(session)) continue;
      told.add(session);
      mailbox.announce(name, session.sn);
    }
  }

  /** One ack frame a session and batch. */
  #settle(name: string, batch: Outgoing[], results: Published[]): void {
    const receipts = new Map<Session, Receipt[]>();
    for (const [at, { mailbox, session, item, retryElsewhere }] of batch.entries()) {
      const published = results[at] ?? { ok: false, error: "ServerUnknownError" };
      session.budget.answered(item.payload);
      if (!published.ok && published.error !== "ServerNeedRetry" && retryElsewhere) {
        retryElsewhere();
        continue;
      }
      if (published.ok && published.seq > 0) {
        mailbox.published(session, name, { mid: published.mid, seq: published.seq }, published.time);
      }
      const own = receipts.get(session);
      if (own) own.push({ clientMid: item.clientMid, published });
      else receipts.set(session, [{ clientMid: item.clientMid, published }]);
    }
    for (const [session, own] of receipts) reply(session, own);
  }

  /** [OP-4] a group's read-ack names only the author: the group is the one whose log has the message. */
  async #sendToHolder(mailbox: Mailbox, session: Session, meta: SentMeta, mid: number): Promise<void> {
    const groups = mailbox.conversations
      .all()
      .filter((listed) => listed.isGroup && (!listed.following || listed.head.mid >= mid))
      .slice(0, MAX_CANDIDATES);
    try {
      const holds = await Promise.all(groups.map(({ name }) => this.#port.conversation(name).holds(mid)));
      const group = groups[holds.indexOf(true)];
      if (group) return this.#enqueue(mailbox, session, meta, group.name);
      reply(session, [
        { clientMid: meta.clientMid, published: { ok: false, error: "MessageInvalid", reason: "no such message" } },
      ]);
    } catch (error) {
      this.#port.failed("hub.lookup_failed", error);
      reply(session, [{ clientMid: meta.clientMid, published: { ok: false, error: "ServerNeedRetry" } }]);
    }
  }
}

function reply(session: Session, receipts: Receipt[]): void {
  if (session.kind === "sdk") return session.send(acksFrame(receipts));
  for (const receipt of receipts) session.send(plainAckFrame(receipt), "ack");
}
