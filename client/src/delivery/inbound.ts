import { isGroupId } from "../../../protocol/ids";
import type { Origin } from "../api/events";
import type { Message } from "../api/message";
import type { Notice } from "../api/notice";
import type { ConversationState, Entry } from "../conversation/conversation-state";
import type { Range } from "../conversation/log";
import type { Registry } from "../conversation/registry";
import type { Emitter } from "../emitter";
import { numbered } from "../errors/error-table";
import type { Wire } from "../generated/schema";
import { OPER, Op } from "../message/compose";
import { noticeFrom } from "../message/notices";
import { bodyOf, counts, edited, messageFrom, Ns, recalledOf, removedBy, type Self, typingOf } from "../message/read";
import { addEcho } from "./echoes";

export interface InboundHost {
  /** A gap, or a log that goes on after `head`. */
  behind(state: ConversationState, head: number): void;
  /** Something is missing that only the list tells: where a conversation begins, how much of it is unread. */
  askList(): void;
  /** A message for which its author gets a delivery receipt. */
  delivered(state: ConversationState, mid: number): void;
}

/** Applies what comes from the server to the conversations: each entry once, in order, whatever way it came. */
export class Inbound {
  readonly #registry: Registry;
  readonly #emitter: Emitter;
  readonly #self: Self;
  readonly #host: InboundHost;

  constructor(registry: Registry, emitter: Emitter, self: Self, host: InboundHost) {
    this.#registry = registry;
    this.#emitter = emitter;
    this.#self = self;
    this.#host = host;
  }

  /** A pushed or pulled piece of a log ([PUSH-1], [PULL-3]). */
  piece(state: ConversationState, sync: Wire["SyncDL"]): void {
    const { prev_seq: prev, last_seq: last, is_eager_sync: pushed } = sync;
    // [PUSH-2] typing and the like.
    if (pushed && !last) return this.#ephemeral(state, sync.metas);
    // [PUSH-1] nothing but the news that the log goes on.
    if (pushed && !sync.metas.length) return this.#host.behind(state, Math.max(prev, last, sync.head_seq));
    let origin: Origin = pushed ? "live" : "catchUp";
    if (!pushed && !state.log.known) {
      origin = "tail";
      this.#apply(state, state.log.begin(prev, 0));
    }
    const entries = sync.metas.map((meta) => ({ seq: meta.seq, mid: meta.id, meta, origin }));
    const newest = entries[entries.length - 1]?.mid ?? 0;
    this.place(state, { prev, prevMid: sync.prev_mid, last, lastMid: Math.max(newest, sync.next_key), entries });
  }

  /** Offers a range to the log and applies what is next. */
  place(state: ConversationState, range: Range<Entry>): void {
    this.#apply(state, state.log.offer(range));
    if (!state.log.known) this.#host.askList();
    else if (state.log.gap) this.#host.behind(state, 0);
  }

  /** Goes on after what nobody can give. */
  skip(state: ConversationState, seq: number): void {
    this.#apply(state, state.log.begin(seq, 0));
  }

  /** The list ([UNREAD-4]): heads, read positions, counts. What it does not name has no log, as far as this user goes. */
  list(items: Wire["UnreadDL"]["unread"]): void {
    const heads = new Map<ConversationState, number>();
    for (const item of items) {
      const state = this.#registry.state(item.xid?.uid ?? 0);
      heads.set(state, item.head_seq);
      state.headMid = Math.max(state.headMid, item.head_mid);
      state.headTime = Math.max(state.headTime, item.head_time);
      // Opening a conversation puts it on the server's list before anything was said in it.
      state.listed = state.listed || (state.xid > 0 && (item.head_seq > 0 || state.kind === "group"));
      // Held pieces are newer than the list, or are the tail that came before it; without any the list's head is the place.
      if (!state.log.known) {
        this.#apply(state, state.log.begin(state.log.firstHeld ?? item.head_seq, state.log.gap ? 0 : item.head_mid));
      } else if (state.log.seq === item.head_seq) state.log.begin(item.head_seq, item.head_mid);
      const readHere = state.unread.readMid;
      state.unread.reset(item.unread, item.read_mid, item.head_mid);
      // What was taken back after the list was made, it still counts.
      for (const [mid, { by, counted }] of state.gone.entries()) if (counted) state.unread.remove(mid, by);
      if (state.readHere || state.reading) this.read(state, readHere);
      this.#receipt(state, "read", state.xid, item.peer_read_mid);
      this.#registry.touch(state);
    }
    for (const state of this.#registry.all()) {
      const first = state.kind === "direct" ? 0 : state.log.firstHeld;
      if (!state.log.known && first !== null) this.#apply(state, state.log.begin(first, 0));
      this.#host.behind(state, heads.get(state) ?? 0);
    }
    this.#registry.complete();
  }

  /** Applies one meta, of a log or of this client's own acknowledged operation. */
  apply(state: ConversationState, entry: Entry): void {
    const { meta, origin } = entry;
    if (meta.ns === Ns.message) {
      const body = bodyOf(meta);
      if (body.type === OPER) this.#operation(state, entry, body);
      else this.#message(state, messageFrom(meta, body, state.xid, this.#self), origin);
    } else if (meta.ns === Ns.conversation) this.#removal(meta);
    else {
      const notice = noticeFrom(meta, origin);
      if (!notice) return;
      if (notice.kind === "group" && origin !== "tail") this.#membership(notice);
      this.#emitter.emit("notice", notice);
    }
  }

  /** This user has read up to mid, here or on another device. */
  read(state: ConversationState, mid: number): void {
    // Messages that would tell how many are left are not here yet.
    if (state.unread.splits(mid) && mid > state.log.mid) this.#host.askList();
    state.readHere = true;
    state.unread.readTo(mid, (after, upTo) => state.timeline.between(after, upTo).filter(counts).length);
    this.#registry.touch(state);
  }

  /** What stood behind an own message as its echo, and is another message: the next one like it, or one from before. */
  release(state: ConversationState, messages: readonly Message[]): void {
    for (const message of messages) if (!addEcho(state, message)) this.#show(state, message, "catchUp");
  }

  /** One entry that cannot be read must not cost those after it. */
  #apply(state: ConversationState, entries: readonly Entry[]): void {
    for (const entry of entries) {
      try {
        this.apply(state, entry);
      } catch (thrown) {
        this.#emitter.emit("error", numbered(902, `entry ${entry.mid} of ${state.xid}: ${String(thrown)}`));
      }
    }
  }

  #ephemeral(state: ConversationState, metas: readonly Wire["Meta"][]): void {
    for (const meta of metas) {
      const typing = meta.ns === Ns.message ? typingOf(bodyOf(meta)) : null;
      if (typing === null) this.apply(state, { seq: 0, mid: meta.id, meta, origin: "live" });
      else {
        const conversation = this.#registry.handle(state.xid);
        this.#emitter.emit("typing", { conversation, uid: meta.from?.uid ?? 0, typing });
      }
    }
  }

  #message(state: ConversationState, message: Message, origin: Origin): void {
    const known = state.timeline.get(message.mid);
    if (state.gone.get(message.mid)) return;
    if (message.own && message.device === this.#self.sn && (known || addEcho(state, message))) return;
    this.#show(state, known ?? message, origin);
  }

  #show(state: ConversationState, message: Message, origin: Origin): void {
    const shown = state.withReceipts(message);
    state.timeline.put(shown);
    if (counts(shown)) {
      state.unread.add(shown.mid);
      if (state.kind === "direct") this.#host.delivered(state, shown.mid);
    }
    this.#registry.arrived(state, shown, origin);
  }

  #operation(state: ConversationState, entry: Entry, body: Wire["MessageBody"]): void {
    const { type = 0, mid = 0 } = body.operation ?? {};
    const from = entry.meta.from?.uid ?? 0;
    const own = from === this.#self.uid;
    const target = this.#registry.state(state.xid || this.#targetOf(entry.meta, body, own, from));
    switch (type) {
      case Op.recall:
        return this.#gone(target, mid, "recalled", entry.mid, own);
      case Op.append:
      case Op.replace:
        return this.#edit(
          target,
          mid,
          body,
          entry.editTime || body.edit_timestamp || entry.meta.timestamp,
          type === Op.append,
        );
      case Op.readAck:
      case Op.readAll:
        return own ? this.read(target, mid) : this.#receipt(target, "read", from, mid);
      case Op.deliverAck:
      case Op.playAck:
        if (!own) this.#receipt(target, type === Op.playAck ? "played" : "delivered", from, mid);
        return;
      case Op.readCancel:
        if (own) this.#unread(target, mid);
        return;
      case Op.delete:
        if (own) this.#gone(target, mid, "deleted", entry.mid, own);
    }
  }

  /** The conversation an operation in the system log is about. A receipt may name it as its sender does: by this user's id. */
  #targetOf(meta: Wire["Meta"], body: Wire["MessageBody"], own: boolean, from: number): number {
    const named = body.operation?.xid?.uid ?? 0;
    if (isGroupId(named)) return named;
    return own ? named || (meta.to?.uid ?? 0) : from;
  }

  #gone(state: ConversationState, mid: number, how: "recalled" | "deleted", by: number, own: boolean): void {
    if (state.gone.get(mid)) return;
    const message = state.message(mid);
    // Of a message that is not here, its author's recall tells whose it was.
    const counted = message ? counts(message) : how === "recalled" && !own;
    state.gone.set(mid, { how, by, counted });
    if (counted) state.unread.remove(mid, by);
    this.#registry.touch(state);
    if (!message) return;
    if (how === "deleted") {
      state.timeline.remove(message.id);
      this.#registry.updated(state, message, "removed");
    } else if (state.replace(recalledOf(message))) this.#registry.updated(state, recalledOf(message), "recalled");
  }

  #edit(state: ConversationState, mid: number, body: Wire["MessageBody"], editTime: number, append: boolean): void {
    const message = state.message(mid);
    if (!message) return state.missedEdits.set(mid, editTime);
    const after = edited(message, body, editTime, append);
    if (after && state.replace(after)) this.#registry.updated(state, after, "edited");
  }

  #receipt(state: ConversationState, kind: "read" | "delivered" | "played", uid: number, mid: number): void {
    if (mid <= 0) return;
    if (kind === "read") {
      if (mid <= (state.readers.get(uid) ?? 0)) return;
      state.readers.set(uid, mid);
    }
    const conversation = this.#registry.handle(state.xid);
    if (kind !== "played")
      for (const message of state.receipt(kind, mid)) this.#registry.updated(state, message, "receipt");
    this.#emitter.emit("receipt", { conversation, uid, kind, mid });
  }

  #unread(state: ConversationState, mid: number): void {
    const later = state.timeline.between(mid - 1, Number.MAX_SAFE_INTEGER).filter(counts);
    state.unread.readBefore(mid, later.map((message) => message.mid).reverse());
    this.#registry.touch(state);
  }

  /** A group appears in the list when this user gets into it, and leaves it with the user. */
  #membership({ type, gid, from, to }: Extract<Notice, { kind: "group" }>): void {
    const state = this.#registry.state(gid);
    const { uid } = this.#self;
    if (type === "CREATED" || (from === uid && (type === "JOINED" || type === "INVITE_ACCEPTED"))) state.listed = true;
    else if (type === "DESTROYED" || (type === "LEAVED" && from === uid)) state.listed = false;
    else if ((type === "KICKED" || type === "BLOCKED") && to.indexOf(uid) >= 0) state.listed = false;
    else return;
    this.#registry.touch(state);
  }

  /** [OP-5] What came after the removal stays. */
  #removal(meta: Wire["Meta"]): void {
    const conversation = removedBy(meta);
    if (conversation === null) return;
    const state = this.#registry.state(conversation);
    state.timeline.clear(meta.id);
    this.read(state, Math.min(meta.id, Math.max(state.headMid, state.log.mid)));
    state.listed = state.timeline.all().length > 0;
  }
}
