import type { Table } from "./calls";
import type { Id, RosterApplication, RosterItem, UserSettings } from "./shapes";

/** The REST methods of rosterManage. */
export interface RosterCalls {
  asyncRegester(params: { username: string; password: string }): Promise<UserSettings>;
  asyncDeleteRoster(params: { user_id: Id }): Promise<boolean>;
  asyncGetApplyList(params: { cursor: string }): Promise<RosterApplication[]>;
  asyncGetBlockedlist(params?: object): Promise<number[]>;
  asyncBlockeAdd(params: { user_id: Id }): Promise<boolean>;
  asyncBlockeRemove(params: { user_id: Id }): Promise<boolean>;
  asyncApply(params: { user_id: Id; alias: string; reason?: string; auth_answer?: string }): Promise<boolean>;
  asyncAccept(params: { user_id: Id }): Promise<boolean>;
  asyncDecline(params: { user_id: Id; reason?: string }): Promise<boolean>;
  asyncUpdateRosterExt(params: { user_id: Id; ext: string; mute_notification?: boolean }): Promise<boolean>;
  asyncUpdateRosterAlias(params: { user_id: Id; alias: string; mute_notification?: boolean }): Promise<boolean>;
  asyncSearchRosterByName(params: { username: string }): Promise<RosterItem>;
  asyncSearchRosterById(params: { user_id: Id }): Promise<RosterItem>;
}

export const rosterCalls: Table<RosterCalls> = {
  asyncRegester: "/user/register/v2 username password",
  asyncDeleteRoster: "/roster/delete user_id",
  asyncGetApplyList: "?/roster/apply/list cursor",
  asyncGetBlockedlist: "?/roster/blocked_list",
  asyncBlockeAdd: "/roster/block user_id",
  asyncBlockeRemove: "/roster/unblock user_id",
  asyncApply: "/roster/apply user_id alias",
  asyncAccept: "/roster/accept user_id",
  asyncDecline: "/roster/decline user_id",
  asyncUpdateRosterExt: "/roster/ext user_id ext",
  asyncUpdateRosterAlias: "/roster/ext user_id alias",
  asyncSearchRosterByName: "?/roster/name username",
  asyncSearchRosterById: "?/roster/id user_id",
};
