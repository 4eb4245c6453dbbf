import type { Table } from "./calls";
import type {
  Announcement,
  FileResult,
  Group,
  GroupApplication,
  GroupBlocked,
  GroupInvitation,
  GroupMember,
  Id,
  SharedFile,
  UserResult,
} from "./shapes";

interface Of {
  group_id: Id;
}
type Call<Extra, Result> = (params: Of & Extra) => Promise<Result>;
type Several = Call<{ user_list: readonly Id[] }, UserResult[]>;
type Text = Call<{ value: string }, boolean>;
type Flag = Call<{ value: boolean | 0 | 1 }, boolean>;

/** The REST methods of groupManage. */
export interface GroupCalls {
  asyncGetUserJoined: (params?: object) => Promise<number[]>;
  asyncGetAdminList: Call<unknown, GroupMember[]>;
  asyncAdminAdd: Several;
  asyncAdminRemove: Several;
  asyncGetAnouncementById: Call<{ announcement_id: Id }, Announcement>;
  asyncAnouncementDelete: Call<{ announcement_id: Id }, unknown>;
  asyncAnnouncementEdit: Call<{ title: string; content: string }, Announcement>;
  asyncGetAnnouncementList: Call<unknown, Announcement[]>;
  /** type: 0 private, 1 public, 2 chatroom, 3 temporary. */
  asyncCreate: (params: {
    name: string;
    type?: number;
    avatar?: string;
    description?: string;
    user_list?: readonly Id[];
  }) => Promise<Group>;
  asyncDestroy: Call<unknown, boolean>;
  asyncLeave: Call<unknown, boolean>;
  asyncUpdateAvatar: Text;
  asyncUpdateDescription: Text;
  asyncUpdateExt: Text;
  asyncUpdateName: Text;
  asyncUpdateDisplayName: Text;
  /** 0 as usual, 1 without an alert, 2 not at all. */
  asyncGroupMsgMutemode: Call<{ msg_mute_mode: number }, unknown>;
  asyncUpdateMsgNotDisturb: Call<{ value: boolean | 0 | 1 }, unknown>;
  asyncGetPublicList: () => Promise<number[]>;
  asyncGroupBannedList: Call<unknown, GroupMember[]>;
  /** duration: minutes, or -1 until it is undone. */
  asyncGroupBab: Call<{ duration: number; user_list: readonly Id[] }, UserResult[]>;
  asyncGroupUnban: Several;
  asyncGetSettings: Call<unknown, Group>;
  asyncUpdateAllowMemberInvitation: Flag;
  asyncUpdateAllowMemberModify: Flag;
  asyncUpdateEnableReadack: Flag;
  asyncUpdateHistoryVisible: Flag;
  asyncHideMemberInfo: Flag;
  /** 0 everybody gets in, 1 an admin decides, 2 nobody. */
  asyncUpdateRequireadminapproval: Call<{ apply_approval: number }, boolean>;
  asyncBanAll: Call<{ duration: number }, { ban_expire_time: number }>;
  asyncUnBanAll: Call<unknown, boolean>;
  asyncOwnerTransfer: Call<{ new_owner: Id }, UserResult>;
  asyncApply: Call<{ reason?: string }, UserResult>;
  asyncApplyHandle: Call<{ approval: boolean; user_id: Id }, UserResult>;
  asyncGroupBockedlist: Call<unknown, GroupBlocked[]>;
  asyncGroupBlock: Several;
  asyncGroupUnblock: Several;
  asyncKick: Several;
  asyncInvite: Call<{ user_list: readonly Id[]; reason?: string }, UserResult[]>;
  /** user_id: who invited, or this user for whoever it was. */
  asyncInviteHandle: Call<{ approval: boolean; user_id: Id }, boolean>;
  asyncGetInvitationList: () => Promise<GroupInvitation[]>;
  asncGetApplicationList: (params: { group_list: readonly Id[] }) => Promise<GroupApplication[]>;
  asyncGetMemberDisplayName: Call<{ user_list: readonly Id[] }, GroupMember[]>;
  asyncGetFileList: Call<unknown, SharedFile[]>;
  asyncFileDelete: Call<{ file_list: readonly Id[] }, FileResult[]>;
  asyncFileUpload: Call<{ name: string; size: Id; type?: string; url: string }, SharedFile>;
}

export const groupCalls: Table<GroupCalls> = {
  asyncGetUserJoined: "?/group/user_joined",
  asyncGetAdminList: "?/group/admin_list group_id",
  asyncAdminAdd: "/group/admin/add group_id user_list",
  asyncAdminRemove: "/group/admin/remove group_id user_list",
  asyncGetAnouncementById: "?/group/announcement announcement_id group_id",
  asyncAnouncementDelete: "/group/announcement/delete announcement_id group_id",
  asyncAnnouncementEdit: "/group/announcement/edit group_id title content",
  asyncGetAnnouncementList: "?/group/announcement/list group_id",
  asyncCreate: "/group/create name",
  asyncDestroy: "/group/destroy group_id",
  asyncLeave: "/group/leave group_id",
  asyncUpdateAvatar: "/group/info/avatar group_id value",
  asyncUpdateDescription: "/group/info/description group_id value",
  asyncUpdateExt: "/group/info/ext group_id value",
  asyncUpdateName: "/group/info/name group_id value",
  asyncUpdateDisplayName: "/group/display_name group_id value",
  asyncGroupMsgMutemode: "/group/msg/mute_mode group_id msg_mute_mode",
  asyncUpdateMsgNotDisturb: "/group/msg/not_disturb group_id value",
  asyncGetPublicList: "?/group/public_list",
  asyncGroupBannedList: "?/group/banned_list group_id",
  asyncGroupBab: "/group/ban group_id duration user_list",
  asyncGroupUnban: "/group/unban group_id user_list",
  asyncGetSettings: "?/group/settings group_id",
  asyncUpdateAllowMemberInvitation: "/group/settings/allow_member_invitation group_id value",
  asyncUpdateAllowMemberModify: "/group/settings/allow_member_modify group_id value",
  asyncUpdateEnableReadack: "/group/settings/enable_read_ack group_id value",
  asyncUpdateHistoryVisible: "/group/settings/history_visible group_id value",
  asyncHideMemberInfo: "/group/settings/hide_member_info group_id value",
  asyncUpdateRequireadminapproval: "/group/settings/require_admin_approval group_id apply_approval",
  asyncBanAll: "/group/settings/ban_all group_id duration",
  asyncUnBanAll: "/group/settings/unban_all group_id",
  asyncOwnerTransfer: "/group/transfer group_id new_owner",
  asyncApply: "/group/apply group_id",
  asyncApplyHandle: "/group/apply/handle approval group_id user_id",
  asyncGroupBockedlist: "?/group/blocked_list group_id",
  asyncGroupBlock: "/group/block group_id user_list",
  asyncGroupUnblock: "/group/unblock group_id user_list",
  asyncKick: "/group/kick group_id user_list",
  asyncInvite: "/group/invite group_id user_list",
  asyncInviteHandle: "/group/invite/handle approval user_id group_id",
  asyncGetInvitationList: "?/group/invitation_list",
  asncGetApplicationList: "/group/application_list group_list",
  asyncGetMemberDisplayName: "/group/members/display_name group_id user_list",
  asyncGetFileList: "?/group/file/list group_id",
  asyncFileDelete: "/group/file/delete file_list group_id",
  asyncFileUpload: "/group/file/upload group_id name size url",
};
