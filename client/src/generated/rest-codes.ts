/** Made by scripts/generate-errors.mjs from protocol/errors.ts: never edit. */

/** The errors that REST calls alone tell, as errorRuns. */
export const restErrors: Readonly<Record<number, string>> = {
  115: "User OldPasswordNotMatch",
  200: "Push TokenInvalid AliasBindByOtherUser AliasTokenNotMatch",
  300: "Invalid VerificationCode RequestParameter UserNameParameter",
  304: " CurrentUserIsInRoster CurrentUserIsInBlocklist AnswerFailed",
  308: "Invalid FileSign FileObjectType FileUploadToType FileDownloadUrl",
  501: "Roster BlockListExist RejectApplication HasDeletedFromSystem",
  603: "Group MsgNotifyTypeUnknown OwnerCannotLeave TransferNotAllowed",
  607: "Group ExceedLimitGlobal ExceedLimitUserCreate ExceedLimitUserJoin CapacityExceedLimit MemberPermissionRequired AdminPermissionRequired OwnerPermissionRequired ApplicationExpiredOrHandled InvitationExpiredOrHandled KickTooManyTimes MemberExist BlockListExist AnnouncementNotFound AnnouncementForbidden SharedFileNotFound SharedFileOperateNotAllowed",
  711: "Server FileUploadUnknownError+ FileDownloadUnknownError+",
  720: "Server InvalidUploadUrl",
  726: "Server AppSignInvalid AppNotifierNotExist NoClusterInfoForClusterId FileDownloadFailure+",
};

/** First REST code of a run → numbers of its errors; nothing is one more than the last, - is no code. */
export const restRuns: Readonly<Record<number, string>> = {
  402: "307 - 3",
  500: "701 - - 705 707",
  10000: "104 300  100 105 304   6 711 103 - 502 - 308    400       500  503 716 106  109 703  710 720 726 731   908",
  11001: "102",
  12007: "200   727",
  20000: "4 601                  - 619    - - 623",
  30021: "713 722 714",
  40000: "724 717 723 715",
  99998: "728",
};
