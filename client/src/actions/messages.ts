/** Messages beside their conversation: search, readers, pins. */

import { type Get, get, type List, list, type Post, post } from "./action";

export const searchMessages: List<"/message/search"> = (client, given) => list(client, "/message/search", given);
/** Who of a group has, or has not, read a message. */
export const readers: List<"/message/ack_list"> = (client, given) => list(client, "/message/ack_list", given);
/** To the top of the list, on all devices. */
export const pinConversation: Post<"/user/conversation/pin"> = (client, given) =>
  post(client, "/user/conversation/pin", given);
export const unpinConversation: Post<"/user/conversation/unpin"> = (client, given) =>
  post(client, "/user/conversation/unpin", given);
export const pinnedConversations: Get<"/user/conversation/pin_list"> = (client, given) =>
  get(client, "/user/conversation/pin_list", given);
