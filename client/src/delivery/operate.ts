/** What this user does to conversations, apart from sending messages: made bytes, put into the outbox, applied when committed. */

import { MAX_FRAME_BYTES } from "../../../protocol/limits";
import type { Draft, Sent } from "../api/message";
import type { ConversationState, Entry } from "../conversation/conversation-state";
import { numbered } from "../errors/error-table";
import type { Wire } from "../generated/schema";
import {
  APPEND,
  fieldsOf,
  metaBytes,
  operationBody,
  READ_ACK,
  RECALL,
  REPLACE,
  removalBody,
  typingBody,
} from "../message/compose";
import { CONVERSATION, MESSAGE } from "../message/read";
import type { Context } from "./context";
import { apply, read } from "./effects";
import { syncFrame } from "./frames";
import type { Outgoing } from "./outbox";
import { place } from "./place";

/** An operation on a committed message. */
export function operate(
  c: Context,
  state: ConversationState,
  type: number,
  mid: number,
  change: string | Draft = "",
): Promise<Sent> {
  const everybody = type === RECALL || type === APPEND || type === REPLACE;
  const promise = new Promise<Sent>((resolve) => {
    const payload = operationBody(type, state.xid, mid, fieldsOf(change));
    resolve(submit(c, state, MESSAGE, everybody ? state.xid : null, payload));
  });
  return handled(promise);
}

export function remove(c: Context, state: ConversationState, everywhere: boolean): Promise<Sent> {
  // Not in the conversation's own lane: the inbox alone knows what a device has in its list.
  return submit(c, c.registry.state(0), CONVERSATION, null, removalBody(state.xid, everywhere));
}

/** Reads up to mid: at once here, and on the other devices when the server knows. */
export function readUpTo(c: Context, state: ConversationState, upTo?: number): Promise<void> {
  const mid = upTo ?? Math.max(state.headMid, state.timeline.newest?.mid ?? 0);
  if (mid <= state.unread.readMid || (upTo === undefined && state.unread.count === 0)) return Promise.resolve();
  read(c, state, mid);
  state.reading++;
  // Delivered as well, then.
  c.receipts.forget(state);
  const done = () => {
    state.reading--;
  };
  const author = state.kind === "group" ? (state.timeline.get(mid)?.from ?? state.xid) : state.xid;
  const sent = submit(c, state, MESSAGE, author, operationBody(READ_ACK, state.xid, mid), "read");
  sent.then(done, done);
  return sent.then(() => {});
}

/** Now or never: what is late is not true any more. */
export function typing(c: Context, state: ConversationState, on: boolean): void {
  const { mids, path, self } = c;
  const payload = typingBody(state.xid, on);
  const meta = metaBytes(self, { clientMid: mids.next(), ns: MESSAGE, to: state.xid, payload });
  const answered = path(state.xid)?.send(syncFrame({ metas: [meta] }));
  // Nobody waits for this ack.
  answered?.();
}

export function submit(
  c: Context,
  state: ConversationState,
  ns: number,
  to: number | null,
  payload: Uint8Array,
  key?: string,
): Promise<Sent> {
  const promise = new Promise<Sent>((resolve, reject) => {
    const outgoing: Outgoing = {
      lane: key ? -state.xid : state.xid,
      clientMid: c.mids.next(),
      ns,
      to,
      payload: fitting(c, payload),
      done: (error, ack) => {
        if (error) return reject(error);
        operated(c, state, outgoing, ack);
        resolve(sentOf(ack));
      },
      ...(key ? { key } : {}),
    };
    c.outbox.push(outgoing);
  });
  return handled(promise);
}

/** What the outbox cannot take is refused before anything shows it. */
export function fitting(c: Context, payload: Uint8Array): Uint8Array {
  if (c.outbox.refusal) throw c.outbox.refusal;
  if (payload.length > MAX_FRAME_BYTES - 256) throw numbered(900);
  return payload;
}

/** An own operation takes effect as an entry of the log when it is one, and at once when it has no place there. */
export function operated(c: Context, state: ConversationState, { ns, to, payload }: Outgoing, ack: Wire["Ack"]): void {
  const { self } = c;
  const xid = (uid: number) => ({ uid, deviceSN: 0 });
  const { server_mid: id, server_time: timestamp, seq } = ack;
  const meta = {
    id,
    seq,
    timestamp,
    ns,
    payload,
    from: { uid: self.uid, deviceSN: self.sn },
    to: xid(to ?? self.uid),
  };
  const entry: Entry = { seq, mid: id, meta, origin: "live", editTime: ack.edit_timestamp };
  if (seq > 0) place(c, state, rangeOf(ack, [entry]));
  else apply(c, state, entry);
}

export const sentOf = (ack: Wire["Ack"]): Sent => ({ mid: ack.server_mid, seq: ack.seq, time: ack.server_time });

export const rangeOf = ({ seq, server_mid: lastMid }: Wire["Ack"], entries: Entry[]) => ({
  prev: seq - 1,
  prevMid: 0,
  last: seq,
  lastMid,
  entries,
});

/** Marks a rejection as seen: whoever ignores the promise hears of it through events. */
export function handled<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => {});
  return promise;
}
