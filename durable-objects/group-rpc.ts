/**
 * What the Worker asks of a group's object, as a table of names: an operation is an entry here, one in the object's own
 * table (conversation/group/calls.ts), and nothing in the object's shell. Under the same promise as rpc.ts: plain data,
 * fields are only ever added.
 */

import type { GroupInfo, GroupMember, MemberResult } from "./rpc";

/**
 * Who acts: a user, or the app itself by an admin token, which has an owner's rights in all of its groups (null) or, where
 * it names one, an admin's in that group ("admin").
 */
export type By = number | "admin" | null;

/** A group with the settings that the one who asks has for it. */
export interface GroupCard extends GroupInfo {
  muteMode: number;
  pushMode: number;
}

/** Somebody to bring in; `confirm` when this user is to be asked first. */
export interface Candidate {
  uid: number;
  confirm: boolean;
}

export interface FoundGroup {
  owner: number;
  type: number;
  name: string;
  avatar: string;
  description: string;
  members: Candidate[];
  capacity: number;
}

export type InfoPatch = Partial<Pick<GroupInfo, "name" | "avatar" | "description" | "ext">>;

export type SettingsPatch = Partial<
  Pick<GroupInfo, "memberInvite" | "memberModify" | "applyApproval" | "readAck" | "historyVisible" | "hideMemberInfo">
>;

/** 0 pending, 1 accepted, 2 declined. */
export type AnswerStatus = 0 | 1 | 2;

export interface GroupApplication {
  uid: number;
  reason: string;
  status: AnswerStatus;
  /** ms */
  expires: number;
}

export interface Blocked {
  uid: number;
  /** ms */
  at: number;
}

export interface Announcement {
  id: number;
  author: number;
  title: string;
  content: string;
  /** ms */
  created: number;
}

export interface SharedFile {
  id: number;
  uploader: number;
  name: string;
  size: number;
  type: string;
  url: string;
  /** ms */
  created: number;
  updated: number;
}

export interface FileResult {
  id: number;
  error?: "GroupSharedFileNotFound" | "GroupSharedFileOperateNotAllowed";
  /** Where the file was that is on the list no more; absent while it is on the list a second time. */
  url?: string;
}

interface Page {
  by: By;
  /** The uid to go on after. */
  after: number;
  limit: number;
}

/** Questions: nothing changes. */
export interface GroupReads {
  card: { input: { by: By }; output: GroupCard };
  members: { input: Page; output: { members: GroupMember[]; total: number } };
  /** Those of the uids who are members; refused to who is none. */
  membersAmong: { input: { by: By; uids: number[] }; output: GroupMember[] };
  admins: { input: { by: By }; output: GroupMember[] };
  applications: { input: Page; output: { applications: GroupApplication[]; total: number } };
  banned: { input: Page; output: { members: GroupMember[]; total: number } };
  blocked: { input: Page; output: { blocked: Blocked[]; total: number } };
  announcements: { input: { by: By }; output: Announcement[] };
  announcement: { input: { by: By; id: number | "last" }; output: Announcement };
  files: { input: { by: By }; output: SharedFile[] };
  file: { input: { by: By; id: number }; output: SharedFile };
  /** Those whom the message was for and who have read it, or have not. */
  receipts: {
    input: Page & { mid: number; read: boolean };
    output: { members: { uid: number; displayName: string }[]; total: number; more: boolean };
  };
  /** Whether `by` may invite; the uid that stands for the inviter. */
  inviter: { input: { by: By }; output: number };
  /** Whether `by` could send a message now, or change the group's info; refused with why not. */
  maySpeak: { input: { by: By }; output: true };
  mayEdit: { input: { by: By }; output: true };
}

interface Several {
  by: By;
  uids: number[];
}

/** Changes: each is decided and stored in one turn of the object. */
export interface GroupChanges {
  create: { input: FoundGroup; output: GroupCard };
  destroy: { input: { by: By }; output: true };
  setInfo: { input: { by: By; patch: InfoPatch }; output: true };
  setSettings: { input: { by: By; patch: SettingsPatch }; output: true };
  /** Minutes, -1 for good, 0 to end it; the time it ends (ms). */
  banAll: { input: { by: By; minutes: number }; output: number };
  setDisplayName: { input: { uid: number; value: string }; output: true };
  setModes: { input: { uid: number; mute?: number; push?: number }; output: true };
  apply: { input: { uid: number; reason: string }; output: "joined" | "asked" };
  handleApplication: { input: { by: By; uid: number; approve: boolean; reason: string }; output: true };
  invite: { input: { by: By; candidates: Candidate[]; reason: string }; output: MemberResult[] };
  /** `inviter` as the client names it: the inviter, or the invitee itself for "whoever it was". */
  handleInvitation: { input: { uid: number; inviter: number; approve: boolean; reason: string }; output: true };
  /** With a code that `inviter` showed. */
  enterByCode: { input: { uid: number; inviter: number }; output: true };
  leave: { input: { uid: number }; output: true };
  /**
   * Of a user who is no more: it asks no longer to come in. Its group goes to an admin, else to the member with the lowest id;
   * with nobody left it ends.
   */
  bequeath: { input: { uid: number }; output: true };
  kick: { input: Several; output: MemberResult[] };
  ban: { input: Several & { minutes: number }; output: MemberResult[] };
  unban: { input: Several; output: MemberResult[] };
  block: { input: Several; output: MemberResult[] };
  unblock: { input: Several; output: MemberResult[] };
  grantAdmin: { input: Several; output: MemberResult[] };
  revokeAdmin: { input: Several & { reason: string }; output: MemberResult[] };
  transfer: { input: { by: By; to: number }; output: true };
  announce: { input: { by: By; title: string; content: string }; output: Announcement };
  deleteAnnouncement: { input: { by: By; id: number }; output: true };
  shareFile: { input: { by: By; name: string; size: number; type: string; url: string }; output: SharedFile };
  renameFile: { input: { by: By; id: number; name: string }; output: true };
  deleteFiles: { input: { by: By; ids: number[] }; output: FileResult[] };
}
