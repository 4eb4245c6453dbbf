/** The list of conversations of a user, as a chat app begins with it. */

import { z } from "zod";
import { hubStub } from "../../durable-objects/env";
import type { ConversationShown } from "../../durable-objects/rpc";
import { isGroupId, SYSTEM_UID } from "../../protocol/ids";
import { type Callers, type Operation, operation } from "../operation";
import { limit, pairCursor } from "../parameters";
import { messageShape, messageView } from "../services/message-payload";
import { pinnedBy } from "../store/pins";
import { mutedAmong } from "../store/rosters";

const TYPE = { system: 0, user: 1, group: 2 } as const;

const itemShape = z.object({
  conversation_id: z.int(),
  type: z.literal(Object.values(TYPE)),
  /** Null where there is none to show, as in a group that nobody spoke in. */
  last_message: messageShape.nullable(),
  unread: z.int(),
  pinned: z.boolean(),
  muted: z.boolean(),
});

function typeOf(xid: number): (typeof TYPE)[keyof typeof TYPE] {
  if (xid === SYSTEM_UID) return TYPE.system;
  return isGroupId(xid) ? TYPE.group : TYPE.user;
}

async function viewsOf({ env, app, uid }: Callers["user"], items: readonly ConversationShown[]) {
  const users = items.map(({ xid }) => xid).filter((xid) => typeOf(xid) === TYPE.user);
  const [pinned, quiet] = await Promise.all([pinnedBy(env.DB, app.id, uid), mutedAmong(env.DB, app.id, uid, users)]);
  return items.map(({ xid, last, unread, muted }): z.infer<typeof itemShape> => {
    return {
      conversation_id: xid,
      type: typeOf(xid),
      last_message: last && messageView(last),
      unread,
      pinned: pinned.includes(xid),
      muted: muted || quiet.has(xid),
    };
  });
}

export const conversationListOperations: Operation[] = [
  operation({
    methods: ["GET"],
    path: "/message/conversation_list",
    access: "user",
    summary: "The caller's conversations, the newest first: of type 0 the system's, 1 with a user, 2 a group",
    input: z.object({ cursor: pairCursor, limit: limit(20, 100) }),
    output: z.object({ data: z.array(itemShape), cursor: z.string().optional() }),
    async handler(caller, { cursor: { first: mid, second: xid }, limit }) {
      const { env, app, uid } = caller;
      const after = mid === 0 ? null : { mid, xid };
      const { items, more } = await hubStub(env, app.id, uid).conversationPage({ uid, after, limit });
      const last = more ? items.at(-1) : undefined;
      return { data: await viewsOf(caller, items), ...(last ? { cursor: `${last.mid}.${last.xid}` } : {}) };
    },
  }),
];
