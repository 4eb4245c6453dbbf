/** What entries of logs do to the state of conversations, and which events that makes. */

import { isGroupId } from "../../../protocol/ids";
import type { Origin } from "../api/events";
import type { Message } from "../api/message";
import type { ConversationState, Entry } from "../conversation/conversation-state";
import type { Wire } from "../generated/schema";
import {
  APPEND,
  DELETE,
  DELIVER_ACK,
  OPER,
  PLAY_ACK,
  READ_ACK,
  READ_ALL,
  READ_CANCEL,
  RECALL,
  REPLACE,
} from "../message/compose";
import {
  bodyOf,
  CONVERSATION,
  counts,
  edited,
  MESSAGE,
  messageFrom,
  recalledOf,
  removedBy,
  typingOf,
} from "../message/read";
import type { Context } from "./context";
import { addEcho } from "./echoes";

/** Applies one meta, of a log or of this client's own acknowledged operation. */
export function apply(c: Context, state: ConversationState, entry: Entry): void {
  const { meta, origin } = entry;
  if (meta.ns === MESSAGE) {
    const body = bodyOf(meta);
    if (body.type === OPER) operation(c, state, entry, body);
    else newMessage(c, state, messageFrom(meta, body, state.xid, c.self), origin);
  } else if (meta.ns === CONVERSATION) removal(c, meta);
  else c.notice(meta, origin);
}

/** This user has read up to mid, here or on another device. */
export function read(c: Context, state: ConversationState, mid: number): void {
  // Messages that would tell how many are left are not here yet.
  if (state.unread.splits(mid) && mid > state.log.mid) c.askList();
  state.readHere = true;
  state.unread.readTo(mid, (after, upTo) => state.timeline.between(after, upTo).filter(counts).length);
  c.registry.touch(state);
}

/** What stood behind an own message as its echo, and is another message: the next one like it, or one from before. */
export function release(c: Context, state: ConversationState, messages: readonly Message[]): void {
  for (const message of messages) if (!addEcho(state, message)) show(c, state, message, "catchUp");
}

export function ephemeral(c: Context, state: ConversationState, metas: readonly Wire["Meta"][]): void {
  for (const meta of metas) {
    const typing = meta.ns === MESSAGE ? typingOf(bodyOf(meta)) : null;
    if (typing === null) apply(c, state, { seq: 0, mid: meta.id, meta, origin: "live" });
    else {
      const conversation = state.handle;
      c.emitter.emit("typing", { conversation, uid: meta.from?.uid ?? 0, typing });
    }
  }
}

function newMessage(c: Context, state: ConversationState, message: Message, origin: Origin): void {
  const known = state.timeline.get(message.mid);
  if (state.gone.get(message.mid)) return;
  if (message.own && message.device === c.self.sn && (known || addEcho(state, message))) return;
  show(c, state, known ?? message, origin);
}

function show(c: Context, state: ConversationState, message: Message, origin: Origin): void {
  const shown = state.withReceipts(message);
  state.timeline.put(shown);
  if (counts(shown)) {
    state.unread.add(shown.mid);
    if (state.kind === "direct") c.receipts.add(state, shown.mid);
  }
  c.registry.arrived(state, shown, origin);
}

function operation(c: Context, state: ConversationState, entry: Entry, body: Wire["MessageBody"]): void {
  const { type = 0, mid = 0 } = body.operation ?? {};
  const from = entry.meta.from?.uid ?? 0;
  const own = from === c.self.uid;
  const target = c.registry.state(state.xid || targetOf(entry.meta, body, own, from));
  switch (type) {
    case RECALL:
      return gone(c, target, mid, entry.mid, own);
    case APPEND:
    case REPLACE:
      return edit(c, target, mid, body, entry.editTime || body.edit_timestamp || entry.meta.timestamp, type === APPEND);
    case READ_ACK:
    case READ_ALL:
      return own ? read(c, target, mid) : receipt(c, target, "read", from, mid);
    case DELIVER_ACK:
    case PLAY_ACK:
      if (!own) receipt(c, target, type === PLAY_ACK ? "played" : "delivered", from, mid);
      return;
    case READ_CANCEL:
      if (own) unread(c, target, mid);
      return;
    case DELETE:
      if (!own) return;
      // By no entry of this log, so that no list tells whether its count knows: the next one is asked for.
      gone(c, target, mid, 0, own);
      if (target.unread.count) c.askList();
  }
}

/** The conversation an operation in the system log is about. A receipt may name it as its sender does: by this user's id. */
function targetOf(meta: Wire["Meta"], body: Wire["MessageBody"], own: boolean, from: number): number {
  const named = body.operation?.xid?.uid ?? 0;
  if (isGroupId(named)) return named;
  return own ? named || (meta.to?.uid ?? 0) : from;
}

/** Recalled by an entry of this log, or deleted, by none (0). */
function gone(c: Context, state: ConversationState, mid: number, by: number, own: boolean): void {
  const before = state.gone.get(mid);
  // What was taken back leaves its place, which may be deleted as well; what was deleted is not taken back any more.
  if (before && (before.deleted || by)) return;
  const message = state.message(mid);
  // Of a message that is not here, its author's recall tells whose it was.
  const counted = message ? counts(message) : !own;
  state.gone.set(mid, { by, counted, ...before, deleted: !by });
  if (counted) state.unread.remove(mid, by);
  c.registry.touch(state);
  if (!message) return;
  if (!by) {
    state.timeline.remove(message.id);
    c.registry.updated(state, message, "removed");
  } else if (state.replace(recalledOf(message))) c.registry.updated(state, recalledOf(message), "recalled");
}

function edit(
  c: Context,
  state: ConversationState,
  mid: number,
  body: Wire["MessageBody"],
  editTime: number,
  append: boolean,
): void {
  const message = state.message(mid);
  if (!message) return state.missedEdits.set(mid, editTime);
  const after = edited(message, body, editTime, append);
  const { content, config, ext } = body;
  if (after && state.replace(after)) c.registry.updated(state, after, "edited", { append, content, config, ext });
}

export function receipt(
  c: Context,
  state: ConversationState,
  kind: "read" | "delivered" | "played",
  uid: number,
  mid: number,
): void {
  if (mid <= 0) return;
  if (kind === "read") {
    if (mid <= (state.readers.get(uid) ?? 0)) return;
    state.readers.set(uid, mid);
  }
  const conversation = state.handle;
  if (kind !== "played") for (const message of state.receipt(kind, mid)) c.registry.updated(state, message, "receipt");
  c.emitter.emit("receipt", { conversation, uid, kind, mid });
}

function unread(c: Context, state: ConversationState, mid: number): void {
  const later = state.timeline.between(mid - 1, Number.MAX_SAFE_INTEGER).filter(counts);
  state.unread.readBefore(mid, later.map((message) => message.mid).reverse());
  c.registry.touch(state);
}

/** [OP-5] What came after the removal stays. */
function removal(c: Context, meta: Wire["Meta"]): void {
  const conversation = removedBy(meta);
  if (conversation === null) return;
  const state = c.registry.state(conversation);
  state.timeline.clear(meta.id);
  read(c, state, Math.min(meta.id, Math.max(state.headMid, state.log.mid)));
  state.listed = state.timeline.all().length > 0;
}
