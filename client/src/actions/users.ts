/** The user itself: account, profile, settings, devices, presence. */

import { ANONYMOUS, type Get, get, type List, list, type Post, post } from "./action";

export const register: Post<"/user/register/v2"> = (client, given) =>
  post(client, "/user/register/v2", given, ANONYMOUS);
/** A user whose name and password the server makes. */
export const registerAnonymous: Post<"/user/register/anonymous"> = (client, given) =>
  post(client, "/user/register/anonymous", given, ANONYMOUS);
export const isNameFree: Get<"/app/user/name_check"> = (client, given) => get(client, "/app/user/name_check", given);
export const myProfile: Get<"/user/profile"> = (client, given) => get(client, "/user/profile", given);
/** What is left out stays as it is. */
export const changeProfile: Post<"/user/profile"> = (client, given) => post(client, "/user/profile", given);
/** To the address that uploadFile() of `oriole-client/files` gave. */
export const changeAvatar: Post<"/user/avatar"> = (client, given) => post(client, "/user/avatar", given);
export const mySettings: Get<"/user/settings"> = (client, given) => get(client, "/user/settings", given);
/** What is left out stays as it is. */
export const changeSettings: Post<"/user/settings"> = (client, given) => post(client, "/user/settings", given);
/** Ends the sessions of all other devices. */
export const changePassword: Post<"/user/change_password"> = (client, given) =>
  post(client, "/user/change_password", given);
export const deleteAccount: Post<"/user/delete"> = (client, given) => post(client, "/user/delete", given);
/** Whether any device of this user is connected. */
export const amOnline: Get<"/user/online_status"> = (client, given) => get(client, "/user/online_status", given);
export const myDevices: List<"/user/device/list"> = (client, given) => list(client, "/user/device/list", given);
/** Ends its session, and takes it off the list. */
export const removeDevice: Post<"/user/device/remove"> = (client, given) => post(client, "/user/device/remove", given);
/** Ends the session of one other device, or of all. */
export const kickDevice: Post<"/user/kick"> = (client, given) => post(client, "/user/kick", given);
