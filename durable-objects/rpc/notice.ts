/** What goes into one user's system conversation. */

import type { AnswerStatus } from "../group-rpc";
import type { Position } from "./log";

/** A meta for one user's system conversation: a notice, or an operation that only this user may see. */
export interface Notice {
  uid: number;
  /** MetaNamespace number. */
  ns: number;
  /** XID of the sender and of the addressee as the meta shows them. */
  from: number;
  fromSn: number;
  to: number;
  payload: Uint8Array;
  /** Leave this device out (it caused the notice). */
  exceptSn?: number;
  /** What one of this user's devices did: kept only while there are others that must learn of it. */
  own?: boolean;
  /** Further mids the operation covers: existing clients mark one message an operation. */
  otherMids?: number[];
  /** Not stored: shown to devices that are connected now, or never. */
  ephemeral?: boolean;
  /** Shown to nobody: for the sake of what comes with it. */
  quiet?: boolean;
  /** A user gets one notice of this name, whoever repeats it, for as long as the first one is kept. */
  once?: string;
  /** The user's new read position in the conversation that the notice is about. */
  read?: { conversation: string } & Position;
  /** The user removed this conversation: it leaves the list, up to and including this point. */
  cleared?: { conversation: string } & Position;
  /** The user joined (true) or left (false) this group. */
  member?: { conversation: string; in: boolean };
  /** An invitation to this user, or what became of it. */
  invitation?: InvitationNews;
  /** The group that this user asks to come into: whoever takes the user out of everything takes that back. */
  applied?: number;
  /** How the user now wants to hear of this group's messages. */
  groupModes?: GroupModes;
}

/** An invitation as the invitee's hub keeps it: for the list over all groups; the group's object decides. */
export interface InvitationNews {
  gid: number;
  inviter: number;
  reason: string;
  status: AnswerStatus;
  /** ms */
  expires: number;
  updated: number;
}

/** msg_mute_mode and msg_push_mode of one member. */
export interface GroupModes {
  gid: number;
  mute: number;
  push: number;
}
