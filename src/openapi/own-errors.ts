/**
 * The errors that an operation may name, beside those that every call of its kind may meet. Clients read it in the
 * reference. It is kept by hand, and every refusal that a test gets is held to it: whoever throws a new error adds it here.
 */

import type { ErrorName } from "../../protocol/errors";

const group: readonly ErrorName[] = ["GroupNotExist", "GroupNotMemberFound", "GroupMemberPermissionRequired"];
const byAdmin: readonly ErrorName[] = [...group, "GroupAdminPermissionRequired"];
const byOwner: readonly ErrorName[] = [...group, "GroupOwnerPermissionRequired"];
const user: readonly ErrorName[] = ["UserNotExist"];
const login: readonly ErrorName[] = ["UserAuthFailed", "UserFrozen", "ServerTooManyRequest"];
const register: readonly ErrorName[] = ["ServerNotAllowOpenRegister", "InvalidUserNameParameter", "UserAlreadyExist"];
const enter: readonly ErrorName[] = [
  "GroupNotExist",
  "GroupMemberExist",
  "GroupBlockListExist",
  "GroupKickTooManyTimes",
  "GroupCapacityExceedLimit",
  "GroupExceedLimitUserJoin",
];
/** A code counts for as much as its inviter's right when it is used. */
const codeToScan: readonly ErrorName[] = [
  ...enter,
  "InvalidVerificationCode",
  "GroupInvitationExpiredOrHandled",
  "GroupMemberPermissionRequired",
  "GroupAdminPermissionRequired",
];
const send: readonly ErrorName[] = [
  "UserNotExist",
  "UserBanned",
  "SenderForged",
  "UserPermissionDenied",
  "MessageInvalid",
  "MessageCensored",
  "ContentTooLarge",
  "RosterNotFriend",
  "CurrentUserIsInBlocklist",
  "GroupNotExist",
  "GroupNotMemberFound",
  "GroupMemberBanned",
  "MessageOutRecallTime",
  "MessageRecallDisabled",
  "ServerNeedRetry",
];

/** Of the app: nothing between two users holds for it. */
const notify: readonly ErrorName[] = [
  "UserNotExist",
  "UserPermissionDenied",
  "GroupNotExist",
  "MessageCensored",
  "ContentTooLarge",
  "ServerNeedRetry",
];

const file: readonly ErrorName[] = ["InvalidFileSign", "UserPermissionDenied", "NotFound"];
/** [FILE-3] */
const read: readonly ErrorName[] = [...file, "GroupNotExist", "GroupMemberPermissionRequired"];
const download: readonly ErrorName[] = [
  ...read,
  "InvalidFileDownloadUrl",
  "InvalidFileObjectType",
  "ServerFileDownloadFailure",
  "ServerFileDownloadUnknownError",
];
const target: readonly ErrorName[] = [
  "InvalidFileUploadToType",
  "InvalidFileObjectType",
  "UserNotExist",
  "GroupNotExist",
  "GroupNotMemberFound",
  "GroupMemberPermissionRequired",
  "GroupAdminPermissionRequired",
  "GroupMemberBanned",
  "UserPermissionDenied",
  "UserBanned",
  "CurrentUserIsInBlocklist",
  "RosterNotFriend",
];
/** Of what a ticket opens. */
const intake: readonly ErrorName[] = [
  "ServerInvalidUploadUrl",
  "FileTooLarge",
  "InvalidFileObjectType",
  "ServerFileUploadUnknownError",
];
const message: readonly ErrorName[] = ["MessageInvalid", "GroupNotExist", "GroupNotMemberFound"];

/** By path, or by the beginning of one that ends in `*`: the first that fits. */
const lists: Record<string, readonly ErrorName[]> = {
  "/v2/app_dns": ["ServerAppIdMissing", "ServerAppIdInvalid"],
  "/token/admin": [],
  "/token/revoke": ["UserPermissionDenied", "UserNotExist"],
  "/token/user": [...login, "UserNotExist"],
  "/token/*": login,
  "/user/register/batch": [],
  "/user/register/push": [...register, "PushAliasBindByOtherUser"],
  "/user/register/*": register,
  "/app/user/name_check": ["InvalidUserNameParameter", "UserAlreadyExist"],
  "/user/username": ["InvalidUserNameParameter", "UserAlreadyExist", "UserNotExist"],
  "/user/mobile": ["UserAlreadyExist"],
  "/app/user/mobile_update": ["UserAlreadyExist"],
  "/user/change_password": ["UserOldPasswordNotMatch"],
  "/user/delete": ["UserAuthFailed"],
  "/user/settings": ["UserPermissionDenied"],
  "/user/push/alias": ["PushAliasBindByOtherUser", "PushAliasTokenNotMatch"],
  "/user/conversation/pin": [...user, "GroupNotExist", "GroupMemberPermissionRequired"],
  "/user/conversation/*": user,
  "/user/add_roster": user,
  "/user/disable": user,
  "/user/enable": user,
  "/roster/apply": [
    ...user,
    "CurrentUserIsInRoster",
    "RosterRejectApplication",
    "RosterBlockListExist",
    "CurrentUserIsInBlocklist",
    "AnswerFailed",
  ],
  "/roster/accept": [...user, "AnswerFailed"],
  "/roster/decline": ["AnswerFailed"],
  "/roster/delete": ["RosterNotFriend"],
  "/roster/block": [...user, "RosterBlockListExist"],
  "/roster/may_message": [...user, "UserPermissionDenied"],
  "/roster/*": user,
  "/app/secret_info": ["InvalidVerificationCode"],
  "/app/webhook/replay": ["GroupNotExist"],
  "/app/qr_login": ["InvalidVerificationCode"],
  "/group/create": [
    "UserNotExist",
    "GroupCapacityExceedLimit",
    "GroupExceedLimitGlobal",
    "GroupExceedLimitUserCreate",
    "GroupExceedLimitUserJoin",
  ],
  "/group/apply": [...enter, "UserPermissionDenied"],
  "/group/qrcode/invite": codeToScan,
  "/app/qrcode/group_invite": codeToScan,
  "/group/apply/handle": [
    ...byAdmin,
    "GroupApplicationExpiredOrHandled",
    "UserNotExist",
    "GroupBlockListExist",
    "GroupCapacityExceedLimit",
    "GroupExceedLimitUserJoin",
  ],
  "/group/invite/handle": [...enter, "GroupInvitationExpiredOrHandled"],
  "/group/invite": byAdmin,
  "/group/destroy": [...byOwner, "UserPermissionDenied"],
  "/group/transfer": [...byOwner, "GroupTransferNotAllowed", "GroupExceedLimitUserCreate"],
  "/group/admin/*": byOwner,
  "/group/leave": [...group, "GroupOwnerCannotLeave"],
  "/group/announcement/edit": [...group, "GroupAnnouncementForbidden"],
  "/group/announcement/delete": [...group, "GroupAnnouncementForbidden", "GroupAnnouncementNotFound"],
  "/group/announcement*": [...group, "GroupAnnouncementNotFound"],
  "/group/file/update_name": [...group, "GroupSharedFileNotFound", "GroupSharedFileOperateNotAllowed"],
  "/group/file/upload": [...group, "InvalidFileDownloadUrl", "GroupSharedFileOperateNotAllowed"],
  "/group/file/delete": group,
  "/group/file": [...group, "GroupSharedFileNotFound"],
  "/group/msg/push_mode": [...group, "GroupMsgNotifyTypeUnknown"],
  "/group/msg/*": group,
  "/group/display_name": group,
  "/group/member_list": group,
  "/group/members/*": group,
  "/group/admin_list": group,
  "/group/file/*": group,
  "/group/user_joined": [],
  "/group/public_list": [],
  "/group/info/batch": [],
  "/group/invitation_list": [],
  "/group/application_list": [...byAdmin, "UserPermissionDenied"],
  "/group/*": byAdmin,
  "/app/qrcode/group_sign": byAdmin,
  "/file/download/*": download,
  "/file/delete": file,
  "/file/upload": intake,
  "/file/upload/part": intake,
  "/file/upload/parts": intake,
  "/file/upload/complete": intake,
  "/file/upload/abort": intake,
  "/file/upload/forward": [...read, ...target],
  "/file/upload/*": target,
  "/message/conversation": ["UserNotExist", "GroupNotExist", "GroupNotMemberFound"],
  "/message/recall": [...message, "MessageRecallDisabled", "MessageOutRecallTime", "UserPermissionDenied"],
  "/message/ack": message,
  "/message/delete": message,
  "/message/ack_list": [...group, "MessageInvalid", "UserPermissionDenied"],
  "/message/send": send,
  "/message/notify": notify,
  "/message/broadcast": ["MessageCensored", "ContentTooLarge", "ServerTooManyRequest", "ServerNeedRetry"],
  "/ai/message/send": send,
};

export function ownErrors(path: string): readonly ErrorName[] {
  const fits = (pattern: string) => (pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern);
  return Object.entries(lists).find(([pattern]) => fits(pattern))?.[1] ?? [];
}
