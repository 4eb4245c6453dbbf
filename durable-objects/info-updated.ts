import { pb } from "../protocol/codec";
import type { Notice } from "./rpc";

/** The user's profile, settings, ban or pinned conversations are others now; `content` names what changed. */
export function infoUpdated(uid: number, content: Record<string, unknown>): Notice {
  const type = pb.UserNotice.Type.INFO_UPDATED;
  const payload = pb.UserNotice.encode({ type, content: JSON.stringify(content) }).finish();
  return { uid, ns: pb.Meta.NameSpace.USER_NOTICE, from: uid, fromSn: 0, to: uid, payload };
}
