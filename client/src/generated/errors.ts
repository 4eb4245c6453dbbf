/** Made by scripts/generate-errors.mjs from protocol/errors.ts: never edit. */

/** First number of a run → the names of the run; + to try again later, * to log in again first, ! to try again now. */
export const errorRuns: Readonly<Record<number, string>> = {
  0: "NoError GeneralError InvalidParam NotFound DbOperationFailed+ SignInCancelled SignInTimeout* SignInFailed*",
  100: "UserNotLogin* UserAlreadyLogin UserAuthFailed UserPermissionDenied UserNotExist UserAlreadyExist UserFrozen UserBanned UserRemoved UserTooManyDevice UserPasswordChanged* UserKickedBySameDevice UserKickedByOtherDevices* UserAbnormal* UserCancel UserOldPasswordNotMatch UserSigningIn",
  200: "PushTokenInvalid PushAliasBindByOtherUser PushAliasTokenNotMatch",
  300: "InvalidVerificationCode InvalidRequestParameter InvalidUserNameParameter MissingAccessToken* CurrentUserIsInRoster CurrentUserIsInBlocklist AnswerFailed InvalidToken* InvalidFileSign InvalidFileObjectType InvalidFileUploadToType InvalidFileDownloadUrl",
  400: "MessageInvalid MessageOutRecallTime MessageRecallDisabled MessageCensored MessageInvalidType MessageBadArg MessageRateLimitExceeded+",
  500: "RosterNotFriend RosterBlockListExist RosterRejectApplication RosterHasDeletedFromSystem",
  600: "GroupServerDbError+ GroupNotExist GroupNotMemberFound GroupMsgNotifyTypeUnknown GroupOwnerCannotLeave GroupTransferNotAllowed GroupRecoveryMode+ GroupExceedLimitGlobal GroupExceedLimitUserCreate GroupExceedLimitUserJoin GroupCapacityExceedLimit GroupMemberPermissionRequired GroupAdminPermissionRequired GroupOwnerPermissionRequired GroupApplicationExpiredOrHandled GroupInvitationExpiredOrHandled GroupKickTooManyTimes GroupMemberExist GroupBlockListExist GroupAnnouncementNotFound GroupAnnouncementForbidden GroupSharedFileNotFound GroupSharedFileOperateNotAllowed GroupMemberBanned",
  700: "ServerNotReachable+ ServerUnknownError+ ServerInvalid ServerDecryptionFailed ServerEncryptMethodUnsupported ServerBusy+ ServerNeedRetry+ ServerTimeOut+ ServerConnectFailed+ ServerDNSFailed+ ServerNeedReconnected! ServerFileUploadUnknownError+ ServerFileDownloadUnknownError+ ServerInvalidLicense ServerLicenseLimit ServerAppFrozen ServerTooManyRequest+ ServerNotAllowOpenRegister ServerFireplaceUnknownError+ ServerResponseInvalid ServerInvalidUploadUrl ServerAppLicenseInvalid ServerAppLicenseExpired ServerAppLicenseExceedLimit ServerAppIdMissing ServerAppIdInvalid ServerAppSignInvalid ServerAppNotifierNotExist ServerNoClusterInfoForClusterId ServerFileDownloadFailure+ ServerAppStatusNotNormal ServerPlatformNotAllowed ServerCannotCreateDeviceSn+ ServerRtcNotOpen",
  900: "FrameTooLarge ContentTooLarge FrameMalformed CommandUnknown CheckSumFailed DeviceGuidConflict SenderForged NotSupported",
};

/** First REST code of a run → numbers of its errors; nothing is one more than the last, - is no code. */
export const restRuns: Readonly<Record<number, string>> = {
  402: "307 - 3",
  500: "701 - - 705 707",
  10000: "104 300  100 105 304   6 711 103 - 502 - 308    400       500  503 716 106  109 703  710 720 726 731  ",
  11001: "102",
  12007: "200   727",
  20000: "4 601                  - 619    - - 623",
  30021: "713 722 714",
  40000: "724 717 723 715",
  99998: "728",
};

export type ErrorName =
  | "NoError"
  | "GeneralError"
  | "InvalidParam"
  | "NotFound"
  | "DbOperationFailed"
  | "SignInCancelled"
  | "SignInTimeout"
  | "SignInFailed"
  | "UserNotLogin"
  | "UserAlreadyLogin"
  | "UserAuthFailed"
  | "UserPermissionDenied"
  | "UserNotExist"
  | "UserAlreadyExist"
  | "UserFrozen"
  | "UserBanned"
  | "UserRemoved"
  | "UserTooManyDevice"
  | "UserPasswordChanged"
  | "UserKickedBySameDevice"
  | "UserKickedByOtherDevices"
  | "UserAbnormal"
  | "UserCancel"
  | "UserOldPasswordNotMatch"
  | "UserSigningIn"
  | "PushTokenInvalid"
  | "PushAliasBindByOtherUser"
  | "PushAliasTokenNotMatch"
  | "InvalidVerificationCode"
  | "InvalidRequestParameter"
  | "InvalidUserNameParameter"
  | "MissingAccessToken"
  | "CurrentUserIsInRoster"
  | "CurrentUserIsInBlocklist"
  | "AnswerFailed"
  | "InvalidToken"
  | "InvalidFileSign"
  | "InvalidFileObjectType"
  | "InvalidFileUploadToType"
  | "InvalidFileDownloadUrl"
  | "MessageInvalid"
  | "MessageOutRecallTime"
  | "MessageRecallDisabled"
  | "MessageCensored"
  | "MessageInvalidType"
  | "MessageBadArg"
  | "MessageRateLimitExceeded"
  | "RosterNotFriend"
  | "RosterBlockListExist"
  | "RosterRejectApplication"
  | "RosterHasDeletedFromSystem"
  | "GroupServerDbError"
  | "GroupNotExist"
  | "GroupNotMemberFound"
  | "GroupMsgNotifyTypeUnknown"
  | "GroupOwnerCannotLeave"
  | "GroupTransferNotAllowed"
  | "GroupRecoveryMode"
  | "GroupExceedLimitGlobal"
  | "GroupExceedLimitUserCreate"
  | "GroupExceedLimitUserJoin"
  | "GroupCapacityExceedLimit"
  | "GroupMemberPermissionRequired"
  | "GroupAdminPermissionRequired"
  | "GroupOwnerPermissionRequired"
  | "GroupApplicationExpiredOrHandled"
  | "GroupInvitationExpiredOrHandled"
  | "GroupKickTooManyTimes"
  | "GroupMemberExist"
  | "GroupBlockListExist"
  | "GroupAnnouncementNotFound"
  | "GroupAnnouncementForbidden"
  | "GroupSharedFileNotFound"
  | "GroupSharedFileOperateNotAllowed"
  | "GroupMemberBanned"
  | "ServerNotReachable"
  | "ServerUnknownError"
  | "ServerInvalid"
  | "ServerDecryptionFailed"
  | "ServerEncryptMethodUnsupported"
  | "ServerBusy"
  | "ServerNeedRetry"
  | "ServerTimeOut"
  | "ServerConnectFailed"
  | "ServerDNSFailed"
  | "ServerNeedReconnected"
  | "ServerFileUploadUnknownError"
  | "ServerFileDownloadUnknownError"
  | "ServerInvalidLicense"
  | "ServerLicenseLimit"
  | "ServerAppFrozen"
  | "ServerTooManyRequest"
  | "ServerNotAllowOpenRegister"
  | "ServerFireplaceUnknownError"
  | "ServerResponseInvalid"
  | "ServerInvalidUploadUrl"
  | "ServerAppLicenseInvalid"
  | "ServerAppLicenseExpired"
  | "ServerAppLicenseExceedLimit"
  | "ServerAppIdMissing"
  | "ServerAppIdInvalid"
  | "ServerAppSignInvalid"
  | "ServerAppNotifierNotExist"
  | "ServerNoClusterInfoForClusterId"
  | "ServerFileDownloadFailure"
  | "ServerAppStatusNotNormal"
  | "ServerPlatformNotAllowed"
  | "ServerCannotCreateDeviceSn"
  | "ServerRtcNotOpen"
  | "FrameTooLarge"
  | "ContentTooLarge"
  | "FrameMalformed"
  | "CommandUnknown"
  | "CheckSumFailed"
  | "DeviceGuidConflict"
  | "SenderForged"
  | "NotSupported";
