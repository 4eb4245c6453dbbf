/** Members of a group: ranks, entry, silence, blocks. */

import { type Get, get, type List, list, type Post, post } from "./action";

export const groupMembers: List<"/group/member_list"> = (client, given) => list(client, "/group/member_list", given);
export const memberNames: Post<"/group/members/display_name"> = (client, given) =>
  post(client, "/group/members/display_name", given);
export const groupAdmins: Get<"/group/admin_list"> = (client, given) => get(client, "/group/admin_list", given);
export const addAdmins: Post<"/group/admin/add"> = (client, given) => post(client, "/group/admin/add", given);
export const removeAdmins: Post<"/group/admin/remove"> = (client, given) => post(client, "/group/admin/remove", given);
export const invite: Post<"/group/invite"> = (client, given) => post(client, "/group/invite", given);
export const myInvitations: List<"/group/invitation_list"> = (client, given) =>
  list(client, "/group/invitation_list", given);
export const answerInvitation: Post<"/group/invite/handle"> = (client, given) =>
  post(client, "/group/invite/handle", given);
export const applyToGroup: Post<"/group/apply"> = (client, given) => post(client, "/group/apply", given);
export const groupApplications: Post<"/group/application_list"> = (client, given) =>
  post(client, "/group/application_list", given);
export const answerApplication: Post<"/group/apply/handle"> = (client, given) =>
  post(client, "/group/apply/handle", given);
/** To be shown as a QR code. */
export const joinCode: Get<"/group/qrcode/sign"> = (client, given) => get(client, "/group/qrcode/sign", given);
export const joinByCode: Post<"/group/qrcode/invite"> = (client, given) => post(client, "/group/qrcode/invite", given);
export const kick: Post<"/group/kick"> = (client, given) => post(client, "/group/kick", given);
/** They read and do not write, for some minutes. */
export const silence: Post<"/group/ban"> = (client, given) => post(client, "/group/ban", given);
export const unsilence: Post<"/group/unban"> = (client, given) => post(client, "/group/unban", given);
export const silenced: List<"/group/banned_list"> = (client, given) => list(client, "/group/banned_list", given);
export const silenceAll: Post<"/group/settings/ban_all"> = (client, given) =>
  post(client, "/group/settings/ban_all", given);
export const unsilenceAll: Post<"/group/settings/unban_all"> = (client, given) =>
  post(client, "/group/settings/unban_all", given);
/** Out, and not in again. */
export const blockMembers: Post<"/group/block"> = (client, given) => post(client, "/group/block", given);
export const unblockMembers: Post<"/group/unblock"> = (client, given) => post(client, "/group/unblock", given);
export const blockedMembers: List<"/group/blocked_list"> = (client, given) =>
  list(client, "/group/blocked_list", given);
