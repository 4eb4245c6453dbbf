/** Made by scripts/generate-schema.mjs from protocol/proto: never edit. */
import type { Wire } from "./schema";

export interface NoticeWire {
  GroupNotice: {
    type: number;
    gid: Wire["XID"] | undefined;
    from: Wire["XID"] | undefined;
    to: Wire["XID"][];
    content: string;
  };
  RosterNotice: {
    type: number;
    from: Wire["XID"] | undefined;
    to: Wire["XID"][];
    content: string;
  };
  UserNotice: {
    type: number;
    content: string;
  };
}

export const noticeSchema: { readonly [Name in keyof NoticeWire]: string } = {
  GroupNotice: "type1v gid2XID from3XID to4XID* content5s",
  RosterNotice: "type1v from2XID to3XID* content4s",
  UserNotice: "type1v content2s",
};

/** Names of notice types by number. */
export const groupNotices = "UNKNOWN PRESENCE ABSENCE CREATED DESTROYED JOINED LEAVED APPLYED APPLY_ACCEPTED APPLY_DECLINED INVITED INVITE_ACCEPTED INVITE_DECLINED KICKED BLOCKED UNBLOCKED OWNER_ASSIGNED ADMIN_GRANTED ADMIN_REVOKED MUTED UNMUTED BANNED UNBANNED INFO_UPDATED ANNOUNCEMENT_UPDATED MESSAGE_SETTING FILE_UPLOADED FILE_DELETED FILE_UPDATED";
export const rosterNotices = "UNKNOWN ADDED REMOVED ACCEPTED DECLINED BLOCKED UNBLOCKED APPLIED INFO_UPDATED MUTED UNMUTED";
export const userNotices = "UNKNOWN PASSWORD_CHANGED FROZEN REMOVED KICK_BY_SAME_DEVICE KICKED_BY_OTHER_DEVICE INFO_UPDATED DEVICE_LOGIN DEVICE_LOGOUT DEVICE_ADDED DEVICE_REMOVED CLUSTER_CHANGED DNS_UPDATE TRAFFIC_LIMIT_EXCEEDED";
