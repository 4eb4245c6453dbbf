/** Who may put a file where, and who may read it: whoever may write to the conversation now, and whoever may read it now. */

import type { Env } from "../../../durable-objects/env";
import { OrioleError } from "../../../protocol/errors";
import {
  type Conversation,
  conversationKey,
  conversationOf,
  isGroupId,
  parseConversationName,
} from "../../../protocol/ids";
import type { Callers } from "../../operation";
import type { FileRow } from "../../store/files";
import { requireMaySend } from "../ban";
import { actingIn, GroupHandle, requireMember, requireMembership } from "../group-object";
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
export async function requireReader(caller: Callers["holder"], file: FileRow): Promise<void> {
  const { env, app, uid } = caller;
  if (uid !== null) return requireUserReads(env, app.id, uid, file);
  const conversation = isAvatar(file.kind) ? null : conversationOfFile(app.id, file);
  // [GROUP-2] With the header group_id it is an admin of that group alone.
  if (conversation) actingIn(caller, conversation.kind === "group" ? conversation.gid : conversation.low);
}

/** [FILE-3] The same of a user, whoever calls. */
export async function requireUserReads(env: Env, app: string, uid: number, file: FileRow): Promise<void> {
  if (isAvatar(file.kind)) return;
  const conversation = conversationOfFile(app, file);
  if (conversation.kind === "group") return requireMember(env, app, conversation.gid, uid);
  if (uid !== conversation.low && uid !== conversation.high) throw new OrioleError("UserPermissionDenied");
}

function conversationOfFile(app: string, { scope }: FileRow): Conversation {
  const conversation = parseConversationName(`${app}:${scope}`)?.conversation;
  if (!conversation) throw new Error(`file of scope ${scope}`);
  return conversation;
}
