/** Data as existing Floo apps know it. */

import type { ContentType } from "../index";
import type { JsonObject } from "./big-json";
import type { Long } from "./long";

/** Ids may be given as numbers or as their decimal text. */
export type Id = number | string;

export type MessageType = ContentType;
/** 0 unread, 1 delivered, 2 read. */
export type MessageState = 0 | 1 | 2;

export interface Message {
  /** The server's mid; the client's own while it is being sent. */
  id: string;
  from: string;
  /** The group's id for groups. */
  to: string;
  content: string;
  type: MessageType;
  ext: string;
  /** Absent when there is none, or none that is JSON. Whole numbers of more than 15 digits are BigNumbers. */
  config?: JsonObject;
  attach?: JsonObject;
  status: MessageState;
  /** ms, as text. */
  timestamp: string;
  toType: "roster" | "group";
  is_system: boolean;
  isHistory: boolean;
  isNative: boolean;
  isPlayed: boolean;
  /** `0` when never edited. */
  editTimestamp: string;
  /** What the last edit said, after an edit. */
  appendedContent?: string;
  appendConfig?: JsonObject;
  appendExt?: string;
  replaceConfig?: JsonObject;
  replaceExt?: string;
}

interface RawXid {
  uid: Long;
  deviceSN: number;
}

/** A decoded meta of a notice, or of an operation on a message. */
export interface RawMeta<Payload = NoticePayload> {
  id: Long;
  from: RawXid;
  to: RawXid;
  timestamp: Long;
  /** STATIC_META_NAMESPACE. */
  ns: number;
  payload: Payload;
}

export interface NoticePayload {
  /** STATIC_GROUPNOTICE_TYPE or STATIC_ROSTERNONTICE_TYPE. */
  type: number;
  /** Of group notices. */
  gid?: RawXid;
  from: RawXid;
  to: RawXid[];
  content: string;
}

export interface OperationPayload {
  type: number;
  content: string;
  /** type is a STATIC_MESSAGE_OPTYPE. */
  operation: { type: number; mid: Long; xid: RawXid };
}

export interface ConversationItem {
  type: "roster" | "group";
  id: number;
  /** The text, or the name of the type of anything else. */
  content: string;
  ext: string;
  /** ms as text, or empty. */
  timestamp: string;
  hasAt: boolean;
  draft: string;
  draftTimestamp: string;
}

export interface RosterItem {
  user_id: number;
  username?: string;
  nick_name?: string;
  avatar?: string;
  alias?: string;
  description?: string;
  ext?: string;
  public_info?: string;
  /** 0 friend, 1 deleted, 2 stranger, 3 blocked. */
  relation?: number;
  mute_notification?: boolean;
  auth_mode?: number;
  auth_question?: string;
}

export interface UserProfile {
  user_id: number;
  username: string;
  nick_name: string;
  avatar: string;
  description: string;
  email: string;
  mobile: string;
  private_info: string;
  public_info: string;
}

export interface UserSettings {
  id: number;
  user_id: number;
  auth_mode: number;
  auth_question: string;
  auth_answer: string;
  auto_download: boolean;
  group_confirm: boolean;
  no_push: boolean;
  no_push_detail: boolean;
  no_push_start_hour: number;
  no_push_end_hour: number;
  no_sounds: boolean;
  vibratory: boolean;
  push_nick_name: string;
  push_token: string;
  silence_start_time: number;
  silence_end_time: number;
}

interface GroupCommon {
  group_id: number;
  name: string;
  avatar: string;
  type: number;
  status: number;
  count: number;
  capacity: number;
  apply_approval: number;
  msg_mute_mode: number;
  msg_push_mode: number;
}

export interface GroupBrief extends GroupCommon {
  owner: number;
}

export interface Group extends GroupCommon {
  description: string;
  ext: string;
  owner_id: number;
  created_at: number;
  updated_at: number;
  member_invite: boolean;
  member_modify: boolean;
  read_ack: boolean;
  history_visible: boolean;
  hide_member_info: boolean;
  ban_expire_time: number;
}

/** What is known of a group: in short from the list, or all of it once it was asked for. */
export type KnownGroup = { group_id: number } & Partial<GroupBrief & Group>;

export interface GroupMember {
  user_id: number;
  display_name: string;
  join_time: number;
  expired_time?: number;
  /** Of members from the cache. */
  username?: string;
  avatar?: string;
  has_nick?: boolean;
}

export interface UserResult {
  user_id: number;
  result: "success" | "fail";
  reason: string;
}

export interface FileResult {
  file_id: number;
  result: "success" | "fail";
  reason: string;
}

export interface Announcement {
  id: number;
  group_id: number;
  title: string;
  content: string;
  author: number;
  created_at: number;
}

export interface SharedFile {
  file_id: number;
  group_id: number;
  name: string;
  size: number;
  type: string;
  url: string;
  uploader: number;
  created_at: number;
  updated_at: number;
}

export interface GroupApplication {
  group_id: number;
  applicant_id: number;
  reason: string;
  status: number;
  expired_time: number;
}

export interface GroupInvitation {
  group_id: number;
  inviter_id: number;
  invitee_id: number;
  reason: string;
  status: number;
  expired_time: number;
  updated_at: string;
}

export interface GroupBlocked {
  user_id: number;
  group_id: number;
  created_at: string;
}

export interface RosterApplication {
  user_id: number;
  reason: string;
  status: number;
  expired_time: number;
}

export interface FileUpload {
  upload_url: string;
  download_url: string;
  oss_body_param: Record<string, string>;
  upload_method?: string;
}

export interface Token {
  token: string;
  user_id: number;
  /** ms. */
  expire: number;
  public_key?: string;
}

export interface Device {
  device_sn: number;
  user_id: number;
  platform: number;
  user_agent: string;
  /** Beside what the original gives: whether it is connected, */
  online: boolean;
  /** and when it last logged in, ms, exact to an hour. */
  last_seen: number;
}

/** Somebody of the app whom users may ask for help. */
export interface StaticContact {
  user_id: number;
  username: string;
  nick_name: string;
  avatar: string;
  source: string;
}

export interface QrCode {
  qr_code: string;
  url: string;
  expired: number;
}

export interface SearchResult {
  rosterArr: { user_id: number; username: string; avatar: string; content?: string }[];
  groupArr: { group_id: number; name: string; content?: string }[];
}

/** How REST calls that the server refused reject; anything else rejects with an Error. */
export interface Refusal {
  url: string;
  code: number;
  message: string;
}
