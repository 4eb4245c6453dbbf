/** Messages by REST: from users, from the system, and piece by piece from an AI. */

import { z } from "zod";
import { OrioleError } from "../../protocol/errors";
import { SYSTEM_UID } from "../../protocol/ids";
import { MAX_CONFIG_BYTES, MAX_CONTENT_BYTES } from "../../protocol/limits";
import { type Callers, type Operation, operation } from "../operation";
import { flag, id, ids, mid, oneOf, text, transactionId } from "../parameters";
import { requireMaySend } from "../services/ban";
import { actingIn } from "../services/group-object";
import { isOperation, type OutgoingMessage, sentShape, sentView } from "../services/message-payload";
import { failures, requireTargets, type SendOutcome, sendMessages, type Targets } from "../services/send-messages";
import { onlineAmong, sendToSystemConversations } from "../services/system-messages";
import { transactionName } from "../services/transaction-name";
import { requireStanding } from "../services/user-standing";

/** Targets of one request: each may be an object to call, and a request may make 1,000 calls. */
const MAX_TARGETS = 500;

/** Content types of REST alone. */
const READ_ACK = 9;
const RECALL = 10;

/** The object counts bytes; characters are counted here only to spare it what cannot fit. */
const body = text(MAX_CONTENT_BYTES).default("");

const notifyInput = z.object({
  type: oneOf([1, 2]),
  targets: ids(MAX_TARGETS, 1),
  content_type: oneOf([0, 1, 2, 3, 4, 5, 6, 7]),
  content: body,
  attachment: body,
  config: text(MAX_CONFIG_BYTES).default(""),
  ext: body,
  from_user_id: id.optional(),
  transaction_id: transactionId,
  online_only: flag.default(false),
});

const sendInput = notifyInput.extend({
  content_type: oneOf([0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12]),
  related_mid: mid.default(0),
});

const sendOutput = z.object({
  data: z.boolean(),
  /** Of a request with one target. */
  msg_ids: z.array(z.int()).optional(),
  /** Targets that did not take it, where others did. */
  failed: z.array(z.object({ target: z.int(), code: z.int(), message: z.string() })).optional(),
});

type NotifyInput = z.output<typeof notifyInput>;
type SendInput = z.output<typeof sendInput>;

/** A user sends as itself; the app as the user that it names, or else as the system. */
async function senderOf(caller: Callers["holder"], named: number | undefined): Promise<number> {
  const { env, app, uid, role, nowMs } = caller;
  if (role === "user" && uid !== null) {
    if (named !== undefined && named !== uid) throw new OrioleError("SenderForged");
    return uid;
  }
  const sender = named ?? uid ?? SYSTEM_UID;
  if (sender !== SYSTEM_UID) await requireStanding(env, app.id, sender, nowMs);
  return sender;
}

const targetsOf = ({ type, targets }: { type: number; targets: number[] }): Targets => ({
  kind: type === 1 ? "users" : "groups",
  ids: [...new Set(targets)],
});

function messageOf(input: NotifyInput & { related_mid?: number }): OutgoingMessage {
  const { content_type, content, attachment, config, ext, related_mid = 0 } = input;
  return { contentType: content_type, content, attachment, config, ext, relatedMid: related_mid };
}

/** [REST-3] What is done to a message that is kept is kept, too: who is away must not go on holding what was recalled. */
const isForNow = ({ online_only, content_type }: NotifyInput): boolean => online_only && !isOperation(content_type);

/** [REST-3] Of users those who are online now; a group is one log for all, so there it is shown and not kept. */
async function reached(caller: Callers["holder"], to: Targets, onlineOnly: boolean): Promise<Targets> {
  if (!onlineOnly || to.kind === "groups") return to;
  return { ...to, ids: await onlineAmong(caller.env, caller.app.id, to.ids) };
}

/** The system has no conversation of two with anybody, so nothing of one can be edited, and it reads nothing. */
function requireSender({ type, content_type }: SendInput, sender: number): void {
  if (sender !== SYSTEM_UID || !isOperation(content_type)) return;
  if (type === 2 && content_type !== READ_ACK) return;
  throw new OrioleError("InvalidRequestParameter", "invalid request parameter: from_user_id: required");
}

async function send(
  caller: Callers["holder"],
  input: SendInput,
  shown = false,
): Promise<SendOutcome & { sender: number }> {
  if (isOperation(input.content_type) && !input.related_mid) {
    throw new OrioleError("InvalidRequestParameter", "invalid request parameter: related_mid: required");
  }
  const sender = await senderOf(caller, input.from_user_id);
  requireSender(input, sender);
  // [BAN-1] Recalling and reading are no speech.
  const speaks = input.content_type !== READ_ACK && input.content_type !== RECALL;
  if (speaks && caller.role === "user") await requireMaySend(caller.env.DB, caller.app.id, sender, caller.nowMs);
  const message = { ...messageOf(input), system: sender === SYSTEM_UID };
  return { ...(await deliver(caller, input, { sender, message, by: "send", shown })), sender };
}

async function notify(caller: Callers["admin"], input: NotifyInput): Promise<SendOutcome> {
  const { from_user_id: sender = SYSTEM_UID } = input;
  if (sender !== SYSTEM_UID) await senderOf(caller, sender);
  return deliver(caller, input, { sender, message: { ...messageOf(input), system: true }, by: "notify" });
}

interface Outgoing {
  sender: number;
  message: OutgoingMessage;
  /** Each call has transaction ids of its own. */
  by: "send" | "notify";
  shown?: boolean;
}

async function deliver(
  caller: Callers["holder"],
  input: NotifyInput,
  { sender, message, by, shown = false }: Outgoing,
): Promise<SendOutcome> {
  const { env, app, role } = caller;
  const { transaction_id: transaction } = input;
  const forNow = isForNow(input);
  const named = targetsOf(input);
  for (const target of named.ids) actingIn(caller, target);
  await requireTargets(env.DB, app.id, named);
  const to = await reached(caller, named, forNow);
  if (sender === SYSTEM_UID && to.kind === "users") {
    const name = transactionName(transaction, message);
    return sendToSystemConversations(env, app.id, to.ids, message, name && `${by}.${name}`);
  }
  const ephemeral = forNow && to.kind === "groups";
  return sendMessages(env, app.id, { sender, admin: role === "admin", to, message, transaction, ephemeral, shown });
}

function answer({ targets }: { targets: number[] }, { sent, failed }: SendOutcome): z.input<typeof sendOutput> {
  return {
    data: failed.length === 0,
    ...(new Set(targets).size === 1 ? { msg_ids: sent.map((each) => each.mid) } : {}),
    ...(failed.length > 0 ? { failed: failures(failed) } : {}),
  };
}

export const messageSendOperations: Operation[] = [
  operation({
    methods: ["POST", "PUT"],
    path: "/message/send",
    access: "holder",
    summary: "Send one message to users or to groups",
    input: sendInput,
    output: sendOutput,
    handler: async (caller, input) => answer(input, await send(caller, input)),
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/message/notify",
    access: "admin",
    summary: "Send a system message to users or to groups",
    input: notifyInput,
    output: sendOutput,
    handler: async (caller, input) => answer(input, await notify(caller, input)),
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/ai/message/send",
    access: "holder",
    summary: "Send a message, or add to one that is still being written, and get it back",
    input: sendInput,
    output: z.object({
      data: z.object({ message_quota_usage: z.number(), messages: z.array(sentShape) }),
      failed: sendOutput.shape.failed,
    }),
    async handler(caller, input) {
      const { sent, failed, sender } = await send(caller, input, true);
      const messages = sent.map((each) => sentView(messageOf(input), { ...each, sender }));
      return {
        // Nothing is metered here.
        data: { message_quota_usage: 0, messages },
        ...(failed.length > 0 ? { failed: failures(failed) } : {}),
      };
    },
  }),
];
