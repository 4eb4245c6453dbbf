/** Groups and chatrooms. */

import { type Caller, type Get, get, type Post, post } from "./action";

/** type 1 makes a chatroom. */
export const createGroup: Post<"/group/create"> = (client, given) => post(client, "/group/create", given);
export const destroyGroup: Post<"/group/destroy"> = (client, given) => post(client, "/group/destroy", given);
export const leaveGroup: Post<"/group/leave"> = (client, given) => post(client, "/group/leave", given);
export const transferGroup: Post<"/group/transfer"> = (client, given) => post(client, "/group/transfer", given);
/** Ids. */
export const myGroups: Get<"/group/user_joined"> = (client, given) => get(client, "/group/user_joined", given);
/** Ids. */
export const publicGroups: Get<"/group/public_list"> = (client, given) => get(client, "/group/public_list", given);
export const groupInfo: Get<"/group/info"> = (client, given) => get(client, "/group/info", given);
export const groupInfos: Post<"/group/info/batch"> = (client, given) => post(client, "/group/info/batch", given);
export const groupSettings: Get<"/group/settings"> = (client, given) => get(client, "/group/settings", given);
export const renameGroup: Post<"/group/info/name"> = (client, given) => post(client, "/group/info/name", given);
export const describeGroup: Post<"/group/info/description"> = (client, given) =>
  post(client, "/group/info/description", given);
export const changeGroupAvatar: Post<"/group/info/avatar"> = (client, given) =>
  post(client, "/group/info/avatar", given);
export const changeGroupExt: Post<"/group/info/ext"> = (client, given) => post(client, "/group/info/ext", given);
/** For this user alone. */
export const silenceGroup: Post<"/group/msg/mute_mode"> = (client, given) =>
  post(client, "/group/msg/mute_mode", given);
/** How this user is called in the group. */
export const nameMyself: Post<"/group/display_name"> = (client, given) => post(client, "/group/display_name", given);

type Switch =
  | "allow_member_invitation"
  | "allow_member_modify"
  | "enable_read_ack"
  | "hide_member_info"
  | "history_visible";

/** Turns one of the rules of a group on or off. */
export const switchGroupRule = (
  client: Caller,
  rule: Switch,
  parameters: { readonly group_id: number; readonly value: boolean },
): Promise<boolean> => post(client, `/group/settings/${rule}`, parameters);

/** Who decides about applications: 0 nobody, 1 admins, 2 everybody is refused. */
export const changeAdmission: Post<"/group/settings/require_admin_approval"> = (client, given) =>
  post(client, "/group/settings/require_admin_approval", given);
