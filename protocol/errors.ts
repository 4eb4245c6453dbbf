/**
 * The one error table: every name a server or an SDK of Oriole can report, and how each boundary spells it.
 *
 * Names and numbers below 900 are the published client error list; REST codes follow the server API's own table
 * where it has the cause and stand beside it otherwise; statuses are XSYNC `Status.ErrorCode`.
 */

/** What a caller may do: repeat at once, repeat later with back-off, log in again first, or give up. */
export type Retry = "now" | "later" | "login" | "never";

export interface ErrorRow {
  /** Client error number. */
  readonly number: number;
  /** `code` of the REST envelope. */
  readonly rest: number;
  /** XSYNC `Status.ErrorCode`. */
  readonly status: number;
  readonly retry: Retry;
  /** One English clause, sent as the reason unless the thrower has a better one. */
  readonly meaning: string;
}

function row(number: number, rest: number, status: number, retry: Retry, meaning: string): ErrorRow {
  return { number, rest, status, retry, meaning };
}

export const errors = {
  NoError: row(0, 200, 1, "never", "success"),
  GeneralError: row(1, 500, 2, "never", "unspecified failure"),
  InvalidParam: row(2, 10002, 8, "never", "argument not valid"),
  NotFound: row(3, 404, 2, "never", "path or file missing"),
  DbOperationFailed: row(4, 20000, 2, "later", "local database failure"),
  SignInCancelled: row(5, 500, 2, "never", "login cancelled by user"),
  SignInTimeout: row(6, 10008, 9, "login", "login timed out"),
  SignInFailed: row(7, 10008, 2, "login", "login failed"),
  UserNotLogin: row(100, 10003, 9, "login", "not logged in"),
  UserAlreadyLogin: row(101, 500, 2, "never", "another user is logged in"),
  UserAuthFailed: row(102, 11001, 9, "never", "wrong name, id or password"),
  UserPermissionDenied: row(103, 10010, 9, "never", "action not permitted for user"),
  UserNotExist: row(104, 10000, 8, "never", "no such user"),
  UserAlreadyExist: row(105, 10004, 2, "never", "user already registered"),
  UserFrozen: row(106, 10029, 10, "never", "account frozen"),
  UserBanned: row(107, 10030, 11, "never", "user may not send messages"),
  UserRemoved: row(108, 10000, 7, "never", "account deleted"),
  UserTooManyDevice: row(109, 10031, 13, "never", "device limit reached"),
  UserPasswordChanged: row(110, 402, 7, "login", "password changed elsewhere"),
  UserKickedBySameDevice: row(111, 402, 15, "never", "replaced by a login with the same device id"),
  UserKickedByOtherDevices: row(112, 402, 7, "login", "kicked from another device"),
  UserAbnormal: row(113, 402, 7, "login", "login state broken, log in again"),
  UserCancel: row(114, 500, 2, "never", "operation cancelled by user"),
  UserOldPasswordNotMatch: row(115, 11001, 2, "never", "old password wrong"),
  UserSigningIn: row(116, 500, 2, "never", "login in progress"),
  PushTokenInvalid: row(200, 12007, 2, "never", "push token not valid"),
  PushAliasBindByOtherUser: row(201, 12008, 2, "never", "push alias taken"),
  PushAliasTokenNotMatch: row(202, 12009, 2, "never", "push alias and token differ"),
  InvalidVerificationCode: row(300, 10001, 2, "never", "verification code wrong"),
  InvalidRequestParameter: row(301, 10002, 8, "never", "request parameter rejected"),
  InvalidUserNameParameter: row(302, 10002, 8, "never", "username not acceptable"),
  MissingAccessToken: row(303, 10003, 9, "login", "no access token sent"),
  CurrentUserIsInRoster: row(304, 10005, 2, "never", "already a friend"),
  CurrentUserIsInBlocklist: row(305, 10006, 9, "never", "already on blocklist"),
  AnswerFailed: row(306, 10007, 2, "never", "request unknown or expired"),
  InvalidToken: row(307, 402, 7, "login", "token not valid"),
  InvalidFileSign: row(308, 10014, 2, "never", "file signature wrong"),
  InvalidFileObjectType: row(309, 10015, 2, "never", "file object type wrong"),
  InvalidFileUploadToType: row(310, 10016, 2, "never", "upload target type wrong"),
  InvalidFileDownloadUrl: row(311, 10017, 2, "never", "download URL wrong"),
  MessageInvalid: row(400, 10018, 8, "never", "message malformed"),
  MessageOutRecallTime: row(401, 10019, 2, "never", "too late to recall"),
  MessageRecallDisabled: row(402, 10020, 2, "never", "message cannot be recalled"),
  MessageCensored: row(403, 10021, 12, "never", "content refused by censorship"),
  MessageInvalidType: row(404, 10022, 8, "never", "operation unsupported for this message type"),
  MessageBadArg: row(405, 10023, 8, "never", "illegal characters in message"),
  MessageRateLimitExceeded: row(406, 10024, 20, "later", "sending too fast"),
  RosterNotFriend: row(500, 10025, 9, "never", "not a friend"),
  RosterBlockListExist: row(501, 10026, 2, "never", "contact already blocked"),
  RosterRejectApplication: row(502, 10012, 2, "never", "target accepts no requests"),
  RosterHasDeletedFromSystem: row(503, 10027, 2, "never", "contact account removed"),
  GroupServerDbError: row(600, 20000, 2, "later", "server database failure"),
  GroupNotExist: row(601, 20001, 8, "never", "no such group"),
  GroupNotMemberFound: row(602, 20002, 9, "never", "user is not a member"),
  GroupMsgNotifyTypeUnknown: row(603, 20003, 8, "never", "unknown notification mode"),
  GroupOwnerCannotLeave: row(604, 20004, 2, "never", "owner must not leave"),
  GroupTransferNotAllowed: row(605, 20005, 2, "never", "new owner is not a member"),
  GroupRecoveryMode: row(606, 20006, 2, "later", "group under repair"),
  GroupExceedLimitGlobal: row(607, 20007, 2, "never", "app group quota reached"),
  GroupExceedLimitUserCreate: row(608, 20008, 2, "never", "quota reached while creating"),
  GroupExceedLimitUserJoin: row(609, 20009, 2, "never", "join quota reached"),
  GroupCapacityExceedLimit: row(610, 20010, 2, "never", "group capacity reached"),
  GroupMemberPermissionRequired: row(611, 20011, 9, "never", "member rights needed"),
  GroupAdminPermissionRequired: row(612, 20012, 9, "never", "admin rights needed"),
  GroupOwnerPermissionRequired: row(613, 20013, 9, "never", "owner rights needed"),
  GroupApplicationExpiredOrHandled: row(614, 20014, 2, "never", "application expired or done"),
  GroupInvitationExpiredOrHandled: row(615, 20015, 2, "never", "invitation expired or done"),
  GroupKickTooManyTimes: row(616, 20016, 2, "never", "kicked more than three times"),
  GroupMemberExist: row(617, 20017, 2, "never", "already a member"),
  GroupBlockListExist: row(618, 20018, 2, "never", "already on group blocklist"),
  GroupAnnouncementNotFound: row(619, 20020, 2, "never", "no such announcement"),
  GroupAnnouncementForbidden: row(620, 20021, 2, "never", "announcement disabled by admin"),
  GroupSharedFileNotFound: row(621, 20022, 2, "never", "no such shared file"),
  GroupSharedFileOperateNotAllowed: row(622, 20023, 2, "never", "shared file action denied"),
  GroupMemberBanned: row(623, 20026, 11, "never", "member is muted in group"),
  ServerNotReachable: row(700, 500, 2, "later", "server unreachable"),
  ServerUnknownError: row(701, 500, 2, "later", "unknown server failure"),
  ServerInvalid: row(702, 500, 2, "never", "server host wrong"),
  ServerDecryptionFailed: row(703, 10032, 5, "never", "server could not decrypt"),
  ServerEncryptMethodUnsupported: row(704, 10033, 14, "never", "encryption method refused"),
  ServerBusy: row(705, 503, 20, "later", "server busy"),
  ServerNeedRetry: row(706, 503, 2, "later", "retry later"),
  ServerTimeOut: row(707, 504, 2, "later", "server timed out"),
  ServerConnectFailed: row(708, 500, 2, "later", "connection failed"),
  ServerDNSFailed: row(709, 500, 2, "later", "server list not available"),
  ServerNeedReconnected: row(710, 10034, 2, "now", "server moved, reconnect"),
  ServerFileUploadUnknownError: row(711, 10009, 2, "later", "unknown upload failure"),
  ServerFileDownloadUnknownError: row(712, 10009, 2, "later", "unknown download failure"),
  ServerInvalidLicense: row(713, 30021, 17, "never", "licence invalid"),
  ServerLicenseLimit: row(714, 30023, 18, "never", "licence limit reached"),
  ServerAppFrozen: row(715, 40003, 19, "never", "app frozen"),
  ServerTooManyRequest: row(716, 10028, 20, "later", "too many requests"),
  ServerNotAllowOpenRegister: row(717, 40001, 2, "never", "open registration disabled"),
  ServerFireplaceUnknownError: row(718, 500, 2, "later", "unknown sync-server failure"),
  ServerResponseInvalid: row(719, 500, 2, "never", "response not understood"),
  ServerInvalidUploadUrl: row(720, 10035, 2, "never", "upload URL wrong"),
  ServerAppLicenseInvalid: row(721, 30021, 17, "never", "app licence invalid"),
  ServerAppLicenseExpired: row(722, 30022, 17, "never", "app licence expired"),
  ServerAppLicenseExceedLimit: row(723, 40002, 18, "never", "app licence limit reached"),
  ServerAppIdMissing: row(724, 40000, 8, "never", "app id missing"),
  ServerAppIdInvalid: row(725, 40000, 8, "never", "app id unknown"),
  ServerAppSignInvalid: row(726, 10036, 2, "never", "app signature wrong"),
  ServerAppNotifierNotExist: row(727, 12010, 2, "never", "push certificate missing"),
  ServerNoClusterInfoForClusterId: row(728, 99998, 2, "never", "cluster id unknown"),
  ServerFileDownloadFailure: row(729, 10009, 2, "later", "download failed"),
  ServerAppStatusNotNormal: row(730, 40003, 19, "never", "app not in normal state"),
  ServerPlatformNotAllowed: row(731, 10037, 2, "never", "device platform not allowed"),
  ServerCannotCreateDeviceSn: row(732, 10038, 2, "later", "no device serial could be issued"),
  ServerRtcNotOpen: row(733, 10039, 2, "never", "call service not enabled"),
  // Oriole's own, numbered from 900: causes the published list has no name for.
  FrameTooLarge: row(900, 10002, 8, "never", "frame larger than 64 KB"),
  ContentTooLarge: row(901, 10002, 8, "never", "a text of the message larger than 16 KB, or its config than 48 KB"),
  FrameMalformed: row(902, 10002, 4, "never", "frame or payload not decodable"),
  CommandUnknown: row(903, 404, 3, "never", "command or namespace unknown"),
  CheckSumFailed: row(904, 10002, 16, "never", "check sum differs"),
  DeviceGuidConflict: row(905, 10031, 15, "never", "token belongs to another device"),
  SenderForged: row(906, 10010, 9, "never", "sender is not the logged-in user"),
  NotSupported: row(907, 404, 2, "never", "not supported by this server"),
  FileTooLarge: row(908, 10040, 2, "never", "file larger than allowed"),
} as const satisfies Record<string, ErrorRow>;

export type ErrorName = keyof typeof errors;

/** WebSocket close code of an error: 4000 plus its number, except where RFC 6455 has a code for the cause. */
export function closeCode(name: ErrorName): number {
  return name === "FrameTooLarge" ? 1009 : 4000 + errors[name].number;
}

const byNumber = new Map<number, ErrorName>(
  (Object.keys(errors) as ErrorName[]).map((name) => [errors[name].number, name]),
);

/** The name behind a client error number; unknown numbers, also of newer servers, are a ServerUnknownError. */
export function errorNamed(number: number): ErrorName {
  return byNumber.get(number) ?? "ServerUnknownError";
}

/** The one error that crosses boundaries. `message` may be shown to the caller: it never carries a stack or an internal detail. */
export class OrioleError extends Error {
  readonly error: ErrorName;
  /** How long to wait before another try, ms, where that is known. */
  readonly retryAfterMs: number | undefined;

  constructor(error: ErrorName, reason?: string, retryAfterMs?: number) {
    super(reason ?? errors[error].meaning);
    this.name = "OrioleError";
    this.error = error;
    this.retryAfterMs = retryAfterMs;
  }

  get row(): ErrorRow {
    return errors[this.error];
  }
}
