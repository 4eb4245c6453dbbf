/** Search in the messages that a user may see. */

import { z } from "zod";
import { conversationStub, hubStub } from "../../durable-objects/env";
import { conversationKey, conversationOf } from "../../protocol/ids";
import { type Callers, type Operation, operation } from "../operation";
import { id, limit, mid, oneOf, text } from "../parameters";
import { messageShape, messageView } from "../services/message-payload";
import { searchMessages } from "../services/search-messages";
import { conversationsAfter } from "../store/conversations";

const MAX_KEYWORD = 256;
/** Conversations that one call sets to work. */
const MAX_REBUILT = 200;

/** The cursor of the page before: the mid to go on before; absent or empty for the newest. */
const newestFirst = z
  .preprocess(
    (value) => (typeof value === "number" ? String(value) : value),
    z
      .string()
      .regex(/^\d{0,16}$/)
      .transform((text) => Number(text) || Number.MAX_SAFE_INTEGER),
  )
  .default(Number.MAX_SAFE_INTEGER);

const searchInput = z.object({
  keyword: text(MAX_KEYWORD).refine((keyword) => keyword.trim() !== "", "nothing to search for"),
  conversation_id: id.optional(),
  from_user_id: id.optional(),
  content_type: oneOf([0, 1, 2, 3, 4, 5, 6, 7, 8]).optional(),
  /** ms, inclusive. */
  start_time: mid.default(0),
  end_time: mid.default(Number.MAX_SAFE_INTEGER),
  cursor: newestFirst,
  limit: limit(20, 100),
});

/** The caller's own conversations by key, or the one that it names, if that is one of them. */
async function ownConversations({ env, app, uid }: Callers["user"], xid: number | undefined) {
  const own = await hubStub(env, app.id, uid).conversations(uid);
  const named = xid === undefined ? null : conversationKey(conversationOf(uid, xid));
  return new Map(own.filter(({ name }) => named === null || name === named).map((each) => [each.name, each]));
}

export const messageSearchOperations: Operation[] = [
  operation({
    methods: ["GET"],
    path: "/message/search",
    access: "user",
    summary: "Messages that hold a keyword, newest first, in the caller's conversations",
    input: searchInput,
    output: z.object({
      data: z.array(messageShape.extend({ conversation_id: z.int() })),
      cursor: z.string().optional(),
    }),
    async handler(caller, input) {
      const own = await ownConversations(caller, input.conversation_id);
      const { hits, next } = await searchMessages(caller.env, {
        app: caller.app.id,
        uid: caller.uid,
        scopes: [...own.values()].map(({ name, clearedMid }) => [name, clearedMid] as const),
        keyword: input.keyword,
        from: input.from_user_id ?? null,
        contentType: input.content_type ?? null,
        sinceMs: input.start_time,
        untilMs: input.end_time,
        before: input.cursor,
        limit: input.limit,
      });
      const data = hits.flatMap(({ conversation, entry }) => {
        const message = messageView(entry);
        return message ? [{ ...message, conversation_id: own.get(conversation)?.xid ?? 0 }] : [];
      });
      return { data, ...(next === null ? {} : { cursor: String(next) }) };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/message/search/rebuild",
    access: "admin",
    summary: "Write the app's messages to the archive again and make them searchable, some conversations a call",
    input: z.object({ cursor: text(64).default(""), limit: limit(50, MAX_REBUILT) }),
    output: z.object({ data: z.object({ conversations: z.int() }), cursor: z.string().optional() }),
    async handler({ env, app }, { cursor, limit }) {
      const names = await conversationsAfter(env.DB, app.id, cursor, limit);
      await Promise.all(names.map((name) => conversationStub(env, `${app.id}:${name}`).rewriteArchive()));
      const last = names.length === limit ? names.at(-1) : undefined;
      return { data: { conversations: names.length }, ...(last === undefined ? {} : { cursor: last }) };
    },
  }),
];
