/** The conversations of an inbox as REST asks for them: how much is unread, and to have one removed. */

import { pb } from "../../protocol/codec";
import { SYSTEM_UID } from "../../protocol/ids";
import type { ConversationRpc, Outcome, SystemAct } from "../rpc";
import { nameOf } from "./conversation-list";
import type { Mailbox } from "./mailbox";

interface UnreadHere {
  xid: number;
  unread: number;
}

export async function unreadOf(
  { uid, conversations, system }: Mailbox,
  conversation: (name: string) => Pick<ConversationRpc, "view">,
): Promise<UnreadHere[]> {
  const shown = new Set(conversations.shown());
  // What was removed may have begun again without telling this inbox.
  const asked = new Set([...shown, ...conversations.unfollowed()]);
  const found = await Promise.all(
    [...asked].map(async (listed): Promise<UnreadHere | null> => {
      const { name, xid, following, head, read } = listed;
      if (following && read.mid >= head.mid) return { xid, unread: 0 };
      const view = await conversation(name).view(uid);
      return shown.has(listed) || view.head.mid > view.cleared ? { xid, unread: view.unread } : null;
    }),
  );
  const unread = found.filter((here) => here !== null);
  return system.isShown ? [...unread, { xid: SYSTEM_UID, unread: system.unread }] : unread;
}

/** [OP-5] from every device, for REST, which is none of them. */
export function removalOf(xid: number): SystemAct {
  const type = pb.ConversationOperation.OpType.DELETE_EVERYWHERE;
  const payload = pb.Conversation.encode({
    type: pb.Conversation.Type.OPER,
    operation: { type, xid: { uid: xid, deviceSN: 0 } },
  }).finish();
  return { sn: 0, ns: pb.Meta.NameSpace.CONVERSATION, payload, to: 0 };
}

/** The same where others take part. */
export async function removeFrom(
  uid: number,
  xid: number,
  conversation: (name: string) => Pick<ConversationRpc, "publish">,
): Promise<Outcome<true>> {
  const item = { ...removalOf(xid), uid, clientMid: String(Date.now()), echo: true };
  const { results } = await conversation(nameOf(xid, uid)).publish([item]);
  const [published] = results;
  return published && !published.ok ? { ok: false, error: published.error } : { ok: true, value: true };
}
