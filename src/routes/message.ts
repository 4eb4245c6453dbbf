/** Messages: sending, history, unread, and removing a conversation. */

import { z } from "zod";
import { conversationStub, hubStub } from "../../durable-objects/env";
import { OrioleError } from "../../protocol/errors";
import { conversationName, conversationOf, isGroupId } from "../../protocol/ids";
import { MAX_CONTENT_BYTES, MAX_PAGE } from "../../protocol/limits";
import { type Callers, type Operation, operation } from "../operation";
import { done, flag, id, ids, limit, mid, oneOf, text } from "../parameters";
import { isOperation, messageShape, messageView } from "../services/message-payload";
import { sendMessages } from "../services/send-messages";
import { unwrap } from "../services/unwrap";
import { requireStanding } from "../services/user-standing";
import { existingUsers } from "../store/users";

/** Targets of one request: each may be an object to call, and a request may make 1,000 calls. */
const MAX_TARGETS = 500;

/** The object counts bytes; characters are counted here only to spare it what cannot fit. */
const body = text(MAX_CONTENT_BYTES).default("");

const sendInput = z.object({
  type: oneOf([1, 2]),
  targets: ids(MAX_TARGETS, 1),
  content_type: oneOf([0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12]),
  content: body,
  attachment: body,
  config: body,
  ext: body,
  from_user_id: id.optional(),
  related_mid: mid.optional(),
  transaction_id: mid.optional(),
  online_only: flag.optional(),
});

/** A user sends as itself; the app names one of its users. */
async function senderOf(caller: Callers["holder"], named: number | undefined): Promise<number> {
  const { env, app, uid, role, nowMs } = caller;
  if (role === "user" && uid !== null) {
    if (named !== undefined && named !== uid) throw new OrioleError("SenderForged");
    return uid;
  }
  const sender = named ?? uid;
  if (sender === null)
    throw new OrioleError("InvalidRequestParameter", "invalid request parameter: from_user_id: required");
  await requireStanding(env.DB, app.id, sender, nowMs);
  return sender;
}

export const messageOperations: Operation[] = [
  operation({
    methods: ["POST", "PUT"],
    path: "/message/send",
    access: "holder",
    summary: "Send one message to users or to groups",
    input: sendInput,
    output: z.object({ data: z.boolean(), msg_ids: z.array(z.int()).optional() }),
    async handler(caller, input) {
      if (input.online_only) throw new OrioleError("NotSupported", "online_only is not supported");
      if (isOperation(input.content_type) && !input.related_mid) {
        throw new OrioleError("InvalidRequestParameter", "invalid request parameter: related_mid: required");
      }
      const sender = await senderOf(caller, input.from_user_id);
      const targets = [...new Set(input.targets)];
      const { all, mids } = await sendMessages(caller.env, caller.app.id, {
        sender,
        admin: caller.role === "admin",
        to: { kind: input.type === 1 ? "users" : "groups", ids: targets },
        message: {
          contentType: input.content_type,
          content: input.content,
          attachment: input.attachment,
          config: input.config,
          ext: input.ext,
          relatedMid: input.related_mid ?? 0,
        },
        transaction: input.transaction_id ?? null,
      });
      return { data: all, ...(targets.length === 1 ? { msg_ids: mids } : {}) };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/message/conversation",
    access: "user",
    summary: "History of a conversation, newest first",
    input: z.object({ opposite_id: id, msg_id_start: mid.default(0), limit: limit(20, MAX_PAGE) }),
    output: z.object({
      data: z.object({ is_last: z.boolean(), next_msg_id: z.int(), messages: z.array(messageShape) }),
    }),
    async handler({ env, app, uid }, input) {
      const { opposite_id, msg_id_start } = input;
      if (!isGroupId(opposite_id) && !(await existingUsers(env.DB, app.id, [opposite_id])).has(opposite_id)) {
        throw new OrioleError("UserNotExist");
      }
      const stub = conversationStub(env, conversationName(app.id, conversationOf(uid, opposite_id)));
      const page = unwrap(await stub.history({ uid, before: msg_id_start, limit: input.limit }));
      const messages = page.entries.map(messageView).filter((message) => message !== null);
      return { data: { is_last: page.next === 0, next_msg_id: page.next, messages } };
    },
  }),
  operation({
    methods: ["DELETE"],
    path: "/message/conversation",
    access: "user",
    summary: "Remove a conversation from every device of the caller",
    input: z.object({ conversation_id: id }),
    output: done,
    async handler({ env, app, uid }, input) {
      unwrap(await hubStub(env, app.id, uid).removeConversation(uid, input.conversation_id));
      return { data: true };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/message/unread",
    access: "user",
    summary: "Unread messages by conversation",
    input: z.object({}),
    output: z.object({
      data: z.array(z.object({ conversation_id: z.object({ uid: z.int() }), num: z.int() })),
    }),
    async handler({ env, app, uid }) {
      const unread = await hubStub(env, app.id, uid).unread(uid);
      return { data: unread.map((item) => ({ conversation_id: { uid: item.xid }, num: item.unread })) };
    },
  }),
];
