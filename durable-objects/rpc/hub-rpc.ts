/** What a hub answers. */

import type { TokenMark } from "../access/token-mark";
import type { DirectOpened } from "./conversation-rpc";
import type { Delivered, Delivery } from "./delivery";
import type { Entry } from "./log";
import type { GroupModes, InvitationNews, Notice } from "./notice";
import type { Outcome } from "./outcome";
import type { HistoryPage, HistoryRequest } from "./pages";

/** A device that logs in through a gateway. */
export interface GatewayLogin {
  app: string;
  uid: number;
  guid: string;
  platform: number;
  userAgent: string;
  /** Where to push: the gateway object's name and the connection's id in it. */
  gateway: string;
  connection: string;
  /** Of the token; absent: generation 0 and no name. */
  token?: TokenMark;
}

export interface FrameFrom {
  uid: number;
  sn: number;
  connection: string;
  frame: Uint8Array;
}

export interface DeviceInfo {
  sn: number;
  guid: string;
  platform: number;
  userAgent: string;
  lastSeen: number;
  online: boolean;
}

/** What a user does in its own system conversation: an operation, or its removal. */
export interface SystemAct {
  /** The user's device; 0: REST. */
  sn: number;
  ns: number;
  /** Encoded MessageBody or Conversation. */
  payload: Uint8Array;
  /** Addressee of the meta. */
  to: number;
}

/** Which part of a user's list of conversations. */
export interface ConversationPageRequest {
  uid: number;
  /** The last place of the page before; null: from the top. */
  after: { mid: number; xid: number } | null;
  limit: number;
}

/** A conversation as its place in the list shows it. */
export interface ConversationShown {
  xid: number;
  /** What it is sorted by: the head of its log. */
  mid: number;
  unread: number;
  /** The newest message that the user sees; null where there is none. */
  last: Entry | null;
  /** By the modes of a group; of the others D1 knows. */
  muted: boolean;
}

export interface ConversationPage {
  items: ConversationShown[];
  more: boolean;
}

/** The hub object. Its own name says the app. */
export interface HubRpc {
  /** Registers a gateway connection's device; the serial, or why not. */
  login(login: GatewayLogin): Promise<Outcome<{ sn: number }>>;
  /** Returns the connections it does not know; nothing: it knows them all. */
  receive(frames: FrameFrom[]): Promise<string[] | undefined>;
  disconnected(connections: { uid: number; connection: string }[]): Promise<void>;
  deliver(deliveries: Delivery[]): Promise<Delivered[]>;
  /** The mid of each notice, 0 for one that is not kept. All are stored, or none. */
  notify(notices: Notice[]): Promise<number[]>;
  /** The same notice to each of these users. */
  notifyEach(uids: number[], notice: Omit<Notice, "uid" | "to">): Promise<void>;
  /** A device opens a direct socket to a conversation: is the device still this user's? */
  openDirect(uid: number, sn: number, conversation: string, token?: TokenMark): Promise<DirectOpened>;
  devices(uid: number): Promise<DeviceInfo[]>;
  /**
   * Logs a device out, or every device (null). It stays known. Tokens issued before `atMs` open nothing for it any more;
   * absent: now. False: no such device.
   */
  kickDevice(uid: number, sn: number | null, atMs?: number): Promise<boolean>;
  /** The same, and forgets it. */
  removeDevice(uid: number, sn: number, atMs?: number): Promise<boolean>;
  /**
   * Tokens below this generation open nothing any more, but for the one of the name `keptJti` (absent: none). Devices are
   * logged out, but for the one of this guid and those that logged in with that token.
   */
  revokeTokens(uid: number, generation: number, exceptGuid: string | null, keptJti?: string): Promise<void>;
  /** This one token opens nothing any more; the device it was issued to and those connected with it are logged out. */
  revokeToken(uid: number, token: { jti: string; untilMs: number; guid: string | null }): Promise<void>;
  /**
   * These users may send nothing until then, ms; -1: until it is undone, 0: they may. Each has the mark of its change: one
   * that comes after a later one is not taken. Absent: from a Worker of the version before.
   */
  setBans(uids: number[], untilMs: number, marks?: number[]): Promise<void>;
  setUserStatus(uid: number, status: "normal" | "frozen" | "removed", mark?: number): Promise<void>;
  online(uids: number[]): Promise<number[]>;
  unread(uid: number): Promise<{ xid: number; unread: number }[]>;
  /** The user's list of conversations, the newest first. */
  conversationPage(request: ConversationPageRequest): Promise<ConversationPage>;
  /** System messages of this user, as `history` gives a conversation's. */
  systemHistory(request: HistoryRequest): Promise<HistoryPage>;
  actInSystem(uid: number, act: SystemAct): Promise<Outcome<true>>;
  removeConversation(uid: number, xid: number): Promise<Outcome<true>>;
  groups(uid: number): Promise<number[]>;
  /** The groups that have, or had, an application of this user. */
  applications(uid: number): Promise<number[]>;
  /** Every conversation of the user, and up to where it was removed. */
  conversations(uid: number): Promise<{ name: string; xid: number; clearedMid: number }[]>;
  /** Invitations to this user into groups, answered ones included. */
  invitations(uid: number): Promise<InvitationNews[]>;
  /** Of the groups whose modes are not 0. */
  groupModes(uid: number): Promise<GroupModes[]>;
}
