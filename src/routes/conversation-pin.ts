/** Conversations on top of the list, on all devices of a user. */

import { z } from "zod";
import { OrioleError } from "../../protocol/errors";
import { isGroupId } from "../../protocol/ids";
import { type Callers, type Operation, operation } from "../operation";
import { done, id } from "../parameters";
import { GroupHandle } from "../services/group-object";
import { infoUpdated, notify } from "../services/notices";
import { pinnedConversations } from "../services/pinned";
import { pin, unpin } from "../store/pins";
import { existingUsers } from "../store/users";

const MAX_PINS = 1_000;

const input = z.object({ conversation_id: id });

async function tell({ env, app, uid }: Callers["user"], inNow: number | null) {
  const pinned = await pinnedConversations(env, app.id, uid, inNow);
  await notify(env, app.id, [infoUpdated(uid, { pinned_conversations: pinned })]);
  return { data: true };
}

/** Refuses what is no conversation of the caller's. */
async function requireConversation(caller: Callers["user"], conversation: number): Promise<void> {
  const { env, app, uid } = caller;
  if (isGroupId(conversation)) {
    await new GroupHandle(caller, conversation).read("membersAmong", { by: uid, uids: [uid] });
    return;
  }
  const known = await existingUsers(env.DB, app.id, [conversation]);
  if (!known.has(conversation)) throw new OrioleError("UserNotExist");
}

export const conversationPinOperations: Operation[] = [
  operation({
    methods: ["POST", "PUT"],
    path: "/user/conversation/pin",
    access: "user",
    summary: "Keep a conversation on top",
    input,
    output: done,
    async handler(caller, { conversation_id }) {
      const { env, app, uid, nowMs } = caller;
      await requireConversation(caller, conversation_id);
      if ((await pinnedConversations(env, app.id, uid)).length >= MAX_PINS) {
        throw new OrioleError("InvalidRequestParameter", `invalid request parameter: more than ${MAX_PINS} pinned`);
      }
      await pin(env.DB, { app: app.id, uid, conversationId: conversation_id, pinnedAt: nowMs });
      return tell(caller, conversation_id);
    },
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/user/conversation/unpin",
    access: "user",
    summary: "Keep a conversation on top no more",
    input,
    output: done,
    async handler(caller, { conversation_id }) {
      await unpin(caller.env.DB, caller.app.id, caller.uid, conversation_id);
      return tell(caller, null);
    },
  }),
  operation({
    methods: ["GET"],
    path: "/user/conversation/pin_list",
    access: "user",
    summary: "Conversations on top, the first pinned first",
    input: z.object({}),
    output: z.object({ data: z.object({ conversation_ids: z.array(z.int()) }) }),
    handler: async ({ env, app, uid }) => ({
      data: { conversation_ids: await pinnedConversations(env, app.id, uid) },
    }),
  }),
];
