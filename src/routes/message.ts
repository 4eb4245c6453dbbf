/** Conversations as a user has them: history, unread, and removal. */

import { z } from "zod";
import { conversationStub, hubStub } from "../../durable-objects/env";
import type { HistoryPage } from "../../durable-objects/rpc";
import { OrioleError } from "../../protocol/errors";
import { conversationName, conversationOf, isGroupId, SYSTEM_UID } from "../../protocol/ids";
import { MAX_PAGE } from "../../protocol/limits";
import { type Callers, type Operation, operation } from "../operation";
import { conversationId, done, limit, mid } from "../parameters";
import { messageShape, messageView } from "../services/message-payload";
import { unwrap } from "../services/unwrap";
import { existingUsers } from "../store/users";

/** Refuses an id that is no user's, before it makes an object. [SEND-10] What a user who is gone has said is still there. */
async function requireOther({ env, app, uid }: Pick<Callers["user"], "env" | "app" | "uid">, xid: number) {
  if ((await existingUsers(env.DB, app.id, [xid])).has(xid)) return;
  const listed = await hubStub(env, app.id, uid).conversations(uid);
  if (!listed.some((conversation) => conversation.xid === xid)) throw new OrioleError("UserNotExist");
}

async function historyOf(
  { env, app, uid }: Callers["user"],
  xid: number,
  page: { before: number; limit: number },
): Promise<HistoryPage> {
  if (xid === SYSTEM_UID) return hubStub(env, app.id, uid).systemHistory({ uid, ...page });
  if (!isGroupId(xid)) await requireOther({ env, app, uid }, xid);
  const stub = conversationStub(env, conversationName(app.id, conversationOf(uid, xid)));
  return unwrap(await stub.history({ uid, ...page }));
}

export const messageOperations: Operation[] = [
  operation({
    methods: ["GET"],
    path: "/message/conversation",
    access: "user",
    summary: "History of a conversation, newest first",
    input: z.object({ opposite_id: conversationId, msg_id_start: mid.default(0), limit: limit(20, MAX_PAGE) }),
    output: z.object({
      data: z.object({ is_last: z.boolean(), next_msg_id: z.int(), messages: z.array(messageShape) }),
    }),
    async handler(caller, input) {
      const page = await historyOf(caller, input.opposite_id, { before: input.msg_id_start, limit: input.limit });
      const messages = page.entries.map(messageView).filter((message) => message !== null);
      return { data: { is_last: page.next === 0, next_msg_id: page.next, messages } };
    },
  }),
  operation({
    methods: ["DELETE"],
    path: "/message/conversation",
    access: "user",
    summary: "Remove a conversation from every device of the caller",
    input: z.object({ conversation_id: conversationId }),
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
