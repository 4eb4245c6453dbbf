import type { Origin } from "../api/events";
import type { ConversationState, Entry } from "../conversation/conversation-state";
import type { Range } from "../conversation/log";
import { numbered } from "../errors/error-table";
import type { Wire } from "../generated/schema";
import type { Context } from "./context";
import { apply, ephemeral, read, receipt } from "./effects";

/** A pushed or pulled piece of a log ([PUSH-1], [PULL-3]). */
export function piece(c: Context, state: ConversationState, sync: Wire["SyncDL"]): void {
  const { prev_seq: prev, last_seq: last, is_eager_sync: pushed } = sync;
  // [PUSH-2] typing and the like.
  if (pushed && !last) return ephemeral(c, state, sync.metas);
  // [PUSH-1] nothing but the news that the log goes on.
  if (pushed && !sync.metas.length) return c.catchUp.want(state, Math.max(prev, last, sync.head_seq));
  let origin: Origin = pushed ? "live" : "catchUp";
  if (!pushed && !state.log.known) {
    origin = "tail";
    applyAll(c, state, state.log.begin(prev, 0));
  }
  const entries = sync.metas.map((meta) => ({ seq: meta.seq, mid: meta.id, meta, origin }));
  const newest = entries[entries.length - 1]?.mid ?? 0;
  place(c, state, { prev, prevMid: sync.prev_mid, last, lastMid: Math.max(newest, sync.next_key), entries });
}

/** Offers a range to the log and applies what is next. */
export function place(c: Context, state: ConversationState, range: Range<Entry>): void {
  applyAll(c, state, state.log.offer(range));
  if (!state.log.known) c.askList();
  else if (state.log.gap) c.catchUp.want(state, 0);
}

/** Goes on after what nobody can give. */
export function skip(c: Context, state: ConversationState, seq: number): void {
  applyAll(c, state, state.log.begin(seq, 0));
}

/** The list ([UNREAD-4]): heads, read positions, counts. What it does not name has no log, as far as this user goes. */
export function list(c: Context, items: Wire["UnreadDL"]["unread"]): void {
  const heads = new Map<ConversationState, number>();
  for (const item of items) {
    const state = c.registry.state(item.xid?.uid ?? 0);
    heads.set(state, item.head_seq);
    state.headMid = Math.max(state.headMid, item.head_mid);
    state.headTime = Math.max(state.headTime, item.head_time);
    // Opening a conversation puts it on the server's list before anything was said in it.
    state.listed = state.listed || (state.xid > 0 && (item.head_seq > 0 || state.kind === "group"));
    // Held pieces are newer than the list, or are the tail that came before it; without any the list's head is the place.
    if (!state.log.known) {
      applyAll(c, state, state.log.begin(state.log.firstHeld ?? item.head_seq, state.log.gap ? 0 : item.head_mid));
    } else if (state.log.seq === item.head_seq) state.log.begin(item.head_seq, item.head_mid);
    const readHere = state.unread.readMid;
    state.unread.reset(item.unread, item.read_mid, item.head_mid);
    // What was taken back after the list was made, it still counts.
    for (const [mid, { by, counted }] of state.gone.entries()) if (counted) state.unread.remove(mid, by);
    if (state.readHere || state.reading) read(c, state, readHere);
    receipt(c, state, "read", state.xid, item.peer_read_mid);
    c.registry.touch(state);
  }
  for (const state of c.registry.all()) {
    const first = state.kind === "direct" ? 0 : state.log.firstHeld;
    if (!state.log.known && first !== null) applyAll(c, state, state.log.begin(first, 0));
    c.catchUp.want(state, heads.get(state) ?? 0);
  }
  c.registry.complete();
}

/** One entry that cannot be read must not cost those after it. */
function applyAll(c: Context, state: ConversationState, entries: readonly Entry[]): void {
  for (const entry of entries) {
    try {
      apply(c, state, entry);
    } catch (thrown) {
      c.emitter.emit("error", numbered(902, `entry ${entry.mid} of ${state.xid}: ${String(thrown)}`));
    }
  }
}
