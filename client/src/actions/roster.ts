/** Friends, requests, blocks, and finding people. */

import { type Get, get, type List, list, type Post, post } from "./action";

/** Ids. */
export const friends: List<"/roster/list"> = (client, given) => list(client, "/roster/list", given);
/** What is shown of these users: names, avatars, relation. */
export const friendsWith: Post<"/roster/list"> = (client, given) => post(client, "/roster/list", given);
export const findById: Get<"/roster/id"> = (client, given) => get(client, "/roster/id", given);
export const findByName: Get<"/roster/name"> = (client, given) => get(client, "/roster/name", given);
export const requestFriend: Post<"/roster/apply"> = (client, given) => post(client, "/roster/apply", given);
/** Those that came in. */
export const friendRequests: List<"/roster/apply/list"> = (client, given) => list(client, "/roster/apply/list", given);
export const acceptFriend: Post<"/roster/accept"> = (client, given) => post(client, "/roster/accept", given);
export const declineFriend: Post<"/roster/decline"> = (client, given) => post(client, "/roster/decline", given);
export const removeFriend: Post<"/roster/delete"> = (client, given) => post(client, "/roster/delete", given);
/** Alias, silence and text of one’s own about a friend. */
export const noteFriend: Post<"/roster/ext"> = (client, given) => post(client, "/roster/ext", given);
export const blockUser: Post<"/roster/block"> = (client, given) => post(client, "/roster/block", given);
export const unblockUser: Post<"/roster/unblock"> = (client, given) => post(client, "/roster/unblock", given);
/** Ids. */
export const blockedUsers: Get<"/roster/blocked_list"> = (client, given) => get(client, "/roster/blocked_list", given);
export const mayMessage: Get<"/roster/may_message"> = (client, given) => get(client, "/roster/may_message", given);
