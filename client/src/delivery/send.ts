import type { Draft, Message, Sending, SendOptions, Sent } from "../api/message";
import type { ClientError } from "../client-error";
import type { ConversationState } from "../conversation/conversation-state";
import { numbered } from "../errors/error-table";
import type { Wire } from "../generated/schema";
import { fieldsOf, messageBody } from "../message/compose";
import { MESSAGE, recalledOf } from "../message/read";
import type { Context } from "./context";
import { releaseEchoes } from "./echoes";
import { release } from "./effects";
import { fitting, handled, rangeOf, sentOf } from "./operate";
import { place } from "./place";

/** Makes a message of what somebody wants to say, and sends it. */
export function send(
  c: Context,
  state: ConversationState,
  draft: string | Draft,
  { timeoutMs }: SendOptions = {},
): Sending {
  const { self, clock } = c;
  const clientMid = c.mids.next();
  const id = `c${clientMid}`;
  const promise = new Promise<Sent>((resolve) => {
    const fields = fieldsOf(draft);
    const priority = typeof draft === "string" ? undefined : draft.priority;
    const payload = fitting(c, messageBody(state.xid, fields, priority));
    const message: Message = {
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
    resolve(dispatch(c, state, message, { clientMid, payload, timeoutMs }));
  });
  return Object.assign(handled(promise), { id, cancel: () => cancel(c, state, clientMid, id) });
}

interface Dispatch {
  readonly clientMid: number;
  readonly payload: Uint8Array;
  readonly timeoutMs?: number | undefined;
}

/** Shows the message, puts it into the outbox, and settles both when the server has decided. */
export function dispatch(
  c: Context,
  state: ConversationState,
  sending: Message,
  { clientMid, payload, timeoutMs }: Dispatch,
): Promise<Sent> {
  const { clock, outbox, registry } = c;
  let message = sending;
  const promise = new Promise<Sent>((resolve, reject) => {
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
      ns: MESSAGE,
      to: state.xid,
      payload,
      done: (error, ack) => {
        stop();
        const { echo, others } = releaseEchoes(state, message.id, error ? 0 : ack.server_mid);
        if (error) fail(error);
        else resolve(committed(c, state, message, ack, echo));
        release(c, state, others);
      },
    });
    registry.updated(state, message, "queued");
  });
  return handled(promise);
}

/** Its place is known. What happened to it since its echo came, happened to the echo. */
function committed(c: Context, state: ConversationState, message: Message, ack: Wire["Ack"], echo?: Message): Sent {
  const { registry } = c;
  const { error: _error, ...rest } = message;
  const sent = sentOf(ack);
  const committed = state.withReceipts({ ...rest, status: "sent", ...echo, ...sent, id: message.id });
  const gone = state.gone.get(sent.mid);
  const shown = gone ? recalledOf(committed) : committed;
  state.timeline.settle(shown);
  if (gone?.deleted) state.timeline.remove(message.id);
  registry.updated(state, shown, gone?.deleted ? "removed" : "sent");
  if (sent.seq > 0) place(c, state, rangeOf(ack, []));
  return sent;
}

function cancel(c: Context, state: ConversationState, clientMid: number, id: string): boolean {
  if (!c.outbox.cancel(clientMid)) return false;
  const message = state.timeline.byId(id);
  if (message) {
    state.timeline.remove(id);
    c.registry.updated(state, message, "removed");
  }
  return true;
}
