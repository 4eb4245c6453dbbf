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

/** Names of notice types by number; in lower case, as the text around them, which packs better. */
export const groupNotices = "unknown presence absence created destroyed joined leaved applyed apply_accepted apply_declined invited invite_accepted invite_declined kicked blocked unblocked owner_assigned admin_granted admin_revoked muted unmuted banned unbanned info_updated announcement_updated message_setting file_uploaded file_deleted file_updated";
export const rosterNotices = "unknown added removed accepted declined blocked unblocked applied info_updated muted unmuted";
export const userNotices = "unknown password_changed frozen removed kick_by_same_device kicked_by_other_device info_updated device_login device_logout device_added device_removed cluster_changed dns_update traffic_limit_exceeded";
