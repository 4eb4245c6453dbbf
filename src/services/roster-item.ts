/** A user as another one sees it: RosterItem. */

import { z } from "zod";
import { RELATION, type RosterItem } from "../store/rosters";
import { readUserSettings } from "./user-settings";

export const itemShape = z.object({
  user_id: z.int(),
  username: z.string(),
  nick_name: z.string(),
  avatar: z.string(),
  description: z.string(),
  public_info: z.string(),
  alias: z.string(),
  ext: z.string(),
  relation: z.int(),
  mute_notification: z.boolean(),
  auth_mode: z.int(),
  auth_question: z.string(),
});

export function itemView(item: RosterItem): z.infer<typeof itemShape> {
  const { auth_mode, auth_question } = readUserSettings(item.settings);
  return {
    user_id: item.uid,
    username: item.username,
    nick_name: item.nickName,
    avatar: item.avatar,
    description: item.description,
    public_info: item.publicInfo,
    alias: item.alias ?? "",
    ext: item.ext ?? "",
    relation: item.relation ?? RELATION.stranger,
    mute_notification: item.muteNotification ?? false,
    auth_mode,
    auth_question,
  };
}
