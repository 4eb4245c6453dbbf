/** Announcements and shared files of a group. */

import { type Get, get, type Post, post } from "./action";

export const announcements: Get<"/group/announcement/list"> = (client, given) =>
  get(client, "/group/announcement/list", given);
export const lastAnnouncement: Get<"/group/announcement/last"> = (client, given) =>
  get(client, "/group/announcement/last", given);
export const announce: Post<"/group/announcement/edit"> = (client, given) =>
  post(client, "/group/announcement/edit", given);
export const removeAnnouncement: Post<"/group/announcement/delete"> = (client, given) =>
  post(client, "/group/announcement/delete", given);
export const sharedFiles: Get<"/group/file/list"> = (client, given) => get(client, "/group/file/list", given);
/** By the address of uploadFile(…, { shared: gid }). */
export const shareFile: Post<"/group/file/upload"> = (client, given) => post(client, "/group/file/upload", given);
export const renameSharedFile: Post<"/group/file/update_name"> = (client, given) =>
  post(client, "/group/file/update_name", given);
export const removeSharedFiles: Post<"/group/file/delete"> = (client, given) =>
  post(client, "/group/file/delete", given);
