import { MAX_FRAME_BYTES } from "../../../protocol/limits";
import type { Draft, Message, Sending, SendOptions, Sent } from "../api/message";
import type { ClockPort } from "../api/ports";
import type { ClientError } from "../client-error";
import { encode } from "../codec/codec";
import type { ConversationState, Entry } from "../conversation/conversation-state";
import type { Registry } from "../conversation/registry";
import { numbered } from "../errors/error-table";
import type { Wire } from "../generated/schema";
import { fieldsOf, messageBody, Op, operationBody, removalBody, typingBody } from "../message/compose";
import { Ns, recalledOf, type Self } from "../message/read";
import type { ClientMids } from "../mids";
import { releaseEchoes } from "./echoes";
import { syncFrame } from "./frames";
import type { Inbound } from "./inbound";
import type { Outbox, Outgoing } from "./outbox";
import type { Path } from "./path";

/** How long delivery receipts gather, so that a burst of messages costs one, ms. */
const RECEIPT_DELAY_MS = 300;

interface Parts {
  readonly outbox: Outbox;
  readonly inbound: Inbound;
  readonly registry: Registry;
  readonly self: Self;
  readonly mids: ClientMids;
  readonly clock: ClockPort;
  path(xid: number): Path | null;
}

/** Everything this user does to conversations: makes it bytes, puts it into the outbox, applies it when committed. */
export class Outbound {
  readonly #parts: Parts;
  readonly #receipts = new Map<ConversationState, number>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  send(state: ConversationState, draft: string | Draft, { timeoutMs }: SendOptions = {}): Sending {
    const { self, clock, outbox, registry } = this.#parts;
    const clientMid = this.#parts.mids.next();
    const id = `c${clientMid}`;
    const promise = new Promise<Sent>((resolve, reject) => {
      const fields = fieldsOf(draft);
      const priority = typeof draft === "string" ? undefined : draft.priority;
      const payload = this.#fitting(messageBody(state.xid, fields, priority));
      let message: Message = {
        ...fields,
        id,
        mid: 0,
        seq: 0,
        xid: state.xid,
        from: self.uid,
        device: self.sn,
        own: true,
        time: clock.now(),
        status: "sending",
        editedAt: 0,
        recalled: false,
        system: false,
      };
      const fail = (error: ClientError) => {
        message = { ...message, status: "failed", error };
        state.timeline.queue(message);
        registry.updated(state, message, "failed");
        reject(error);
      };
      const late = numbered(707);
      const stop = timeoutMs ? clock.after(timeoutMs, () => outbox.cancel(clientMid, late) || fail(late)) : () => {};
      state.timeline.queue(message);
      outbox.push({
        lane: state.xid,
        clientMid,
        ns: Ns.message,
        to: state.xid,
        payload,
        done: (error, ack) => {
          stop();
          const { echo, others } = releaseEchoes(state, id, error ? 0 : ack.server_mid);
          if (error) fail(error);
          else resolve(this.#committed(state, message, ack, echo));
          this.#parts.inbound.release(state, others);
        },
      });
      registry.updated(state, message, "queued");
    });
    return Object.assign(handled(promise), { id, cancel: () => this.#cancel(state, clientMid, id) });
  }

  /** An operation on a committed message. */
  operate(state: ConversationState, type: number, mid: number, content = ""): Promise<Sent> {
    const everybody = type === Op.recall || type === Op.append || type === Op.replace;
    const payload = operationBody(type, state.xid, mid, fieldsOf(content).content);
    return this.#submit(state, Ns.message, everybody ? state.xid : null, payload);
  }

  remove(state: ConversationState, everywhere: boolean): Promise<Sent> {
    // Not in the conversation's own lane: the inbox alone knows what a device has in its list.
    return this.#submit(this.#parts.registry.state(0), Ns.conversation, null, removalBody(state.xid, everywhere));
  }

  /** Reads up to mid: at once here, and on the other devices when the server knows. */
  read(state: ConversationState, upTo?: number): Promise<void> {
    const { inbound } = this.#parts;
    const mid = upTo ?? Math.max(state.headMid, state.timeline.newest?.mid ?? 0);
    if (mid <= state.unread.readMid || (upTo === undefined && state.unread.count === 0)) return Promise.resolve();
    inbound.read(state, mid);
    state.reading++;
    // Delivered as well, then.
    this.#receipts.delete(state);
    const done = () => {
      state.reading--;
    };
    const author = state.kind === "group" ? (state.timeline.get(mid)?.from ?? state.xid) : state.xid;
    const sent = this.#submit(state, Ns.message, author, operationBody(Op.readAck, state.xid, mid), "read");
    sent.then(done, done);
    return sent.then(() => {});
  }

  /** A message arrived: its author hears of the newest one, soon. */
  delivered(state: ConversationState, mid: number): void {
    if (this.#receipts.size === 0) this.#parts.clock.after(RECEIPT_DELAY_MS, () => this.#sendReceipts());
    this.#receipts.set(state, mid);
  }

  /** Now or never: what is late is not true any more. */
  typing(state: ConversationState, on: boolean): void {
    const { mids, path } = this.#parts;
    const payload = typingBody(state.xid, on);
    const meta = this.encode({ clientMid: mids.next(), ns: Ns.message, to: state.xid, payload });
    path(state.xid)?.send(syncFrame({ metas: [meta] }));
  }

  encode({
    clientMid,
    ns,
    to,
    payload,
  }: Pick<Outgoing, "clientMid" | "ns" | "to" | "payload">): Uint8Array<ArrayBuffer> {
    const { self } = this.#parts;
    return encode("Meta", {
      id: clientMid,
      from: { uid: self.uid, deviceSN: self.sn },
      to: { uid: to ?? self.uid },
      ns,
      payload,
    });
  }

  clear(): void {
    this.#receipts.clear();
  }

  #sendReceipts(): void {
    this.#receipts.forEach((mid, state) => {
      // A read receipt says it already.
      if (mid <= state.unread.readMid) return;
      handled(this.#submit(state, Ns.message, state.xid, operationBody(Op.deliverAck, state.xid, mid), "delivered"));
    });
    this.#receipts.clear();
  }

  #submit(state: ConversationState, ns: number, to: number | null, payload: Uint8Array, key?: string): Promise<Sent> {
    const promise = new Promise<Sent>((resolve, reject) => {
      const outgoing: Outgoing = {
        lane: key ? -state.xid : state.xid,
        clientMid: this.#parts.mids.next(),
        ns,
        to,
        payload: this.#fitting(payload),
        done: (error, ack) => {
          if (error) return reject(error);
          this.#operated(state, outgoing, ack);
          resolve(sentOf(ack));
        },
        ...(key ? { key } : {}),
      };
      this.#parts.outbox.push(outgoing);
    });
    return handled(promise);
  }

  /** What the outbox cannot take is refused before anything shows it. */
  #fitting(payload: Uint8Array): Uint8Array {
    if (this.#parts.outbox.full) throw numbered(406, "outbox full");
    if (payload.length > MAX_FRAME_BYTES - 256) throw numbered(900);
    return payload;
  }

  /** Its place is known. What happened to it since its echo came, happened to the echo. */
  #committed(state: ConversationState, message: Message, ack: Wire["Ack"], echo?: Message): Sent {
    const { registry, inbound } = this.#parts;
    const { error: _error, ...rest } = message;
    const sent = sentOf(ack);
    const committed = state.withReceipts({ ...rest, status: "sent", ...echo, ...sent, id: message.id });
    const gone = state.gone.get(sent.mid)?.how;
    const shown = gone ? recalledOf(committed) : committed;
    state.timeline.settle(shown);
    if (gone === "deleted") state.timeline.remove(message.id);
    registry.updated(state, shown, gone === "deleted" ? "removed" : "sent");
    if (sent.seq > 0) inbound.place(state, rangeOf(ack, []));
    return sent;
  }

  /** An own operation takes effect as an entry of the log when it is one, and at once when it has no place there. */
  #operated(state: ConversationState, { ns, to, payload }: Outgoing, ack: Wire["Ack"]): void {
    const { self, inbound } = this.#parts;
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
    if (seq > 0) inbound.place(state, rangeOf(ack, [entry]));
    else inbound.apply(state, entry);
  }

  #cancel(state: ConversationState, clientMid: number, id: string): boolean {
    if (!this.#parts.outbox.cancel(clientMid)) return false;
    const message = state.timeline.byId(id);
    if (message) {
      state.timeline.remove(id);
      this.#parts.registry.updated(state, message, "removed");
    }
    return true;
  }
}

const sentOf = (ack: Wire["Ack"]): Sent => ({ mid: ack.server_mid, seq: ack.seq, time: ack.server_time });

const rangeOf = ({ seq, server_mid: lastMid }: Wire["Ack"], entries: Entry[]) => ({
  prev: seq - 1,
  prevMid: 0,
  last: seq,
  lastMid,
  entries,
});

/** Marks a rejection as seen: whoever ignores the promise hears of it through events. */
function handled<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => {});
  return promise;
}
