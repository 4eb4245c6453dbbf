/** Who may put a file where, and who may read it: whoever may write to the conversation now, and whoever may read it now. */

import { OrioleError } from "../../../protocol/errors";
import { conversationKey, conversationOf, isGroupId, parseConversationName } from "../../../protocol/ids";
import type { Callers } from "../../operation";
import type { FileRow } from "../../store/files";
import { requireMaySend } from "../ban";
import { GroupHandle, requireMembership } from "../group-object";
import { chatRefusalBetween } from "../relation";
import { isAvatar, isShared } from "./kinds";

const TO_USER = 1;
const TO_GROUP = 2;

/** Where a file goes, as clients name it; without a type the id tells it. */
export interface Addressee {
  id: number;
  type?: number | undefined;
}

/** The scope of a file of this kind that the caller sends there, or why it may not. */
export async function writableScope(caller: Callers["holder"], kind: number, to: Addressee): Promise<string> {
  const { env, app, uid, role, nowMs } = caller;
  const { id, type = isGroupId(id) ? TO_GROUP : TO_USER } = to;
  if (type !== TO_USER && type !== TO_GROUP) throw new OrioleError("InvalidFileUploadToType");
  if (isGroupId(id) !== (type === TO_GROUP)) throw new OrioleError("InvalidFileUploadToType");
  // [BAN-1]
  if (role === "user" && uid !== null) await requireMaySend(env.DB, app.id, uid, nowMs);
  if (type === TO_GROUP) return groupScope(caller, kind, id);
  if (isShared(kind)) throw new OrioleError("InvalidFileUploadToType", "only groups share files");
  return directScope(caller, id);
}

async function groupScope(caller: Callers["holder"], kind: number, gid: number): Promise<string> {
  const group = new GroupHandle(caller, gid);
  if (isShared(kind)) await requireMembership(group);
  else await group.read("maySpeak", { by: group.by });
  return conversationKey({ kind: "group", gid });
}

async function directScope({ env, app, uid }: Callers["holder"], other: number): Promise<string> {
  if (uid === null)
    throw new OrioleError("InvalidRequestParameter", "invalid request parameter: header user_id missing");
  const refusal = await chatRefusalBetween(env, app, uid, other);
  if (refusal) throw new OrioleError(refusal);
  return conversationKey(conversationOf(uid, other));
}

/** Refuses who may not change the group's avatar. */
export async function requireGroupEditor(caller: Callers["holder"], gid: number): Promise<void> {
  const group = new GroupHandle(caller, gid);
  await group.read("mayEdit", { by: group.by });
}

/** [FILE-3] The app itself reads all of its files; avatars are everybody's. */
export async function requireReader(caller: Callers["holder"], { kind, scope }: FileRow): Promise<void> {
  const { app, uid } = caller;
  if (isAvatar(kind)) return;
  const conversation = parseConversationName(`${app.id}:${scope}`)?.conversation;
  if (!conversation) throw new Error(`file of scope ${scope}`);
  if (conversation.kind === "group") {
    const group = new GroupHandle(caller, conversation.gid);
    // The app goes on reading what a group had that is no more.
    if (uid !== null) await requireMembership(group);
    return;
  }
  if (uid === null || uid === conversation.low || uid === conversation.high) return;
  throw new OrioleError("UserPermissionDenied");
}
