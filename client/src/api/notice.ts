import type { Origin } from "./events";

export type GroupNoticeType =
  | "UNKNOWN"
  | "PRESENCE"
  | "ABSENCE"
  | "CREATED"
  | "DESTROYED"
  | "JOINED"
  | "LEAVED"
  | "APPLYED"
  | "APPLY_ACCEPTED"
  | "APPLY_DECLINED"
  | "INVITED"
  | "INVITE_ACCEPTED"
  | "INVITE_DECLINED"
  | "KICKED"
  | "BLOCKED"
  | "UNBLOCKED"
  | "OWNER_ASSIGNED"
  | "ADMIN_GRANTED"
  | "ADMIN_REVOKED"
  | "MUTED"
  | "UNMUTED"
  | "BANNED"
  | "UNBANNED"
  | "INFO_UPDATED"
  | "ANNOUNCEMENT_UPDATED"
  | "MESSAGE_SETTING"
  | "FILE_UPLOADED"
  | "FILE_DELETED"
  | "FILE_UPDATED";

export type RosterNoticeType =
  | "UNKNOWN"
  | "ADDED"
  | "REMOVED"
  | "ACCEPTED"
  | "DECLINED"
  | "BLOCKED"
  | "UNBLOCKED"
  | "APPLIED"
  | "INFO_UPDATED"
  | "MUTED"
  | "UNMUTED";

export type UserNoticeType =
  | "UNKNOWN"
  | "PASSWORD_CHANGED"
  | "FROZEN"
  | "REMOVED"
  | "KICK_BY_SAME_DEVICE"
  | "KICKED_BY_OTHER_DEVICE"
  | "INFO_UPDATED"
  | "DEVICE_LOGIN"
  | "DEVICE_LOGOUT"
  | "DEVICE_ADDED"
  | "DEVICE_REMOVED"
  | "CLUSTER_CHANGED"
  | "DNS_UPDATE"
  | "TRAFFIC_LIMIT_EXCEEDED";

interface Common {
  /** Id of the notice; growing. */
  readonly mid: number;
  /** Server time, ms. */
  readonly time: number;
  readonly origin: Origin;
  /** Free text or JSON, by type; for devices the serial. */
  readonly content: string;
}

/** A system event for this user. */
export type Notice =
  | (Common & {
      readonly kind: "group";
      readonly type: GroupNoticeType;
      readonly gid: number;
      /** Who did it. */
      readonly from: number;
      /** To whom. */
      readonly to: readonly number[];
    })
  | (Common & {
      readonly kind: "roster";
      readonly type: RosterNoticeType;
      readonly from: number;
      readonly to: readonly number[];
    })
  | (Common & { readonly kind: "user"; readonly type: UserNoticeType });
