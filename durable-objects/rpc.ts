/**
 * What objects and the Worker say to each other. Everything is plain data and every list is a batch.
 *
 * A deploy runs old and new objects side by side, so fields are only ever added, and a reader takes an absent one
 * for its stated default.
 */

import type { ErrorName } from "../protocol/errors";
import type { TokenMark } from "./access/token-mark";
import type { AnswerStatus, GroupChanges, GroupReads } from "./group-rpc";

/** A point in a conversation's log; both 0 before its first entry. */
export interface Position {
  mid: number;
  seq: number;
}

/** What one entry of a log is, as far as delivery cares. */
export interface Entry extends Position {
  /** The mid before this one in the log; 0 for the first. */
  prevMid: number;
  /** Author, and the serial of the device it came from (0: REST). */
  from: number;
  sn: number;
  /** Counts as unread for the others. */
  counts: boolean;
  /** The mid an operation acts on; 0 for messages. */
  target: number;
  /** Server time, ms. */
  time: number;
  /** The encoded Meta as every viewer gets it; absent when nothing is left to show (recalled, expired). */
  meta?: Uint8Array;
}

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

/** One user's part of a delivery. */
export interface Recipient {
  uid: number;
  /** Serials of the user's devices that got it on their direct sockets. */
  attached?: number[];
  /** Give this user the head and not the entries. */
  headOnly?: boolean;
}

/** What a conversation hands to a hub. */
export interface Delivery {
  /** Conversation key without the app. */
  conversation: string;
  /** What precedes the first entry. */
  prev: Position;
  head: Position;
  /** In order, without gaps; empty to announce the head alone. */
  entries: Entry[];
  /** Typing and the like: shown to connected devices, never stored, no place in the order. */
  ephemeral?: { from: number; sn: number; meta: Uint8Array }[];
  recipients: Recipient[];
  notices?: Notice[];
}

export interface Delivered {
  /** Users with no device here that needs this conversation: do not call for them until they ask. */
  park: number[];
}

/** One meta a device sends into a conversation. */
export interface Publish {
  uid: number;
  sn: number;
  /** Decimal text: existing clients go beyond 2^53. */
  clientMid: string;
  ns: number;
  /** Encoded MessageBody or Conversation. */
  payload: Uint8Array;
  /** Addressee of the meta, as sent. */
  to: number;
  /** The sender has other devices that must see it. */
  echo: boolean;
  /** Sent through REST with an admin token: membership and speech rules do not apply. */
  admin?: boolean;
  /** Shown to devices that are connected now, and stored nowhere. */
  ephemeral?: boolean;
  /** The caller wants to see what was made of it. */
  shown?: boolean;
}

export type Published =
  | {
      ok: true;
      mid: number;
      /** 0 when the meta has no place in the log. */
      seq: number;
      time: number;
      editTime?: number;
      /** False for a resend and for what is not logged. */
      stored: boolean;
      /** Where asked for: the encoded Meta as others get it. Absent where nothing is left to show. */
      meta?: Uint8Array;
    }
  | { ok: false; error: ErrorName; reason?: string };

export interface PublishOutcome {
  /** In the order of the batch. */
  results: Published[];
  delivery?: Delivery;
}

/** One user's view of a conversation: what a hub has to know of it. */
export interface View {
  head: Position;
  headTime: number;
  read: Position;
  unread: number;
  /** How far the other side has read; 0 in groups. */
  peerRead: number;
  /** Nothing at or before this point is shown to the user. */
  cleared: number;
  /** False once the user has left the group. */
  member: boolean;
}

export interface PageRequest {
  uid: number;
  /** Entries after this mid. */
  after: number;
  limit: number;
  /** APPEND as an absolute REPLACE, so that a page may be given twice. */
  absolute?: boolean;
  /** For an existing client, to which a page is news whatever it holds: nothing from before the user joined, body status set. */
  plain?: boolean;
}

export interface Page {
  /** The seq before the first entry covered. */
  prevSeq: number;
  entries: Entry[];
  /** Last entry covered; the page is complete up to here. */
  last: Position;
  head: Position;
}

export interface ResumeRequest {
  uid: number;
  /** Entries after this mid; null: the newest `tail` of them. */
  after: number | null;
  tail: number;
  /** Most entries wanted; 0 asks for the place alone. */
  limit: number;
}

export interface Resumed {
  view: View;
  page: Page;
}

export interface HistoryRequest {
  uid: number;
  /** Entries before this mid; 0 for the newest. */
  before: number;
  limit: number;
}

export interface HistoryPage {
  /** Newest first; no operations, edits merged, body status set. */
  entries: Entry[];
  /** The mid to go on from; 0 at the end. */
  next: number;
}

export interface SearchRequest {
  uid: number;
  /** Folded, see protocol/fold-text.ts. */
  keyword: string;
  /** First and last mid of the stretches to look at, as D1 named them. */
  ranges: { first: number; last: number }[];
  /** Null: any. */
  from: number | null;
  contentType: number | null;
  /** Server time, inclusive. */
  sinceMs: number;
  untilMs: number;
}

/** Group facts as REST shows them (GroupInfoAndSettings). */
export interface GroupInfo {
  gid: number;
  type: number;
  name: string;
  avatar: string;
  description: string;
  ext: string;
  owner: number;
  status: number;
  count: number;
  capacity: number;
  createdAt: number;
  updatedAt: number;
  applyApproval: number;
  memberInvite: boolean;
  memberModify: boolean;
  readAck: boolean;
  historyVisible: boolean;
  hideMemberInfo: boolean;
  banExpireTime: number;
}

export type GroupRole = "owner" | "admin" | "member";

export interface GroupMember {
  uid: number;
  role: GroupRole;
  displayName: string;
  joinTime: number;
  /** The end of this member's ban, ms: -1 never, 0 or absent: there is none. */
  banExpireTime?: number;
}

export interface MemberResult {
  uid: number;
  error?: ErrorName;
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; error: ErrorName; reason?: string };

/** `bannedUntil`: as in setBan; absent: 0. */
export type DirectOpened = Outcome<true> & { bannedUntil?: number };

/** The conversation object, as hubs and the Worker call it. Its own name (`ctx.id.name`) says which app and conversation it is. */
export interface ConversationRpc {
  /** `hub` is the block of the calling hub, which then gets what it has to deliver of this with the answer. */
  publish(batch: Publish[], hub?: number): Promise<PublishOutcome>;
  /** The hub wants deliveries for this user again; answers where the log stands and what the user's device lacks. */
  resume(request: ResumeRequest): Promise<Resumed>;
  page(request: PageRequest): Promise<Outcome<Page>>;
  history(request: HistoryRequest): Promise<Outcome<HistoryPage>>;
  /** What this user sees there that matches, newest first within each stretch. */
  search(request: SearchRequest): Promise<Entry[]>;
  /** Writes all of its messages to D1 again, searchable texts included. */
  rewriteArchive(): Promise<void>;
  /** Whether each mid is an entry of this log. */
  holds(mid: number): Promise<boolean>;
  /** Close the direct sockets of a device (or of every device of the user). */
  kick(uid: number, sn: number | null, error: ErrorName): Promise<void>;
  /** Close the direct sockets of all devices of the user but these. */
  kickExcept(uid: number, staying: number[], error: ErrorName): Promise<void>;
  /** What the two of a direct conversation are to each other has changed in D1. */
  relationChanged(): Promise<void>;
  /** A user with direct sockets here may send nothing in the whole app until then, ms; -1: until it is undone, 0: may. */
  setBan(uid: number, untilMs: number): Promise<void>;
  /** Tells the app's server again what came after this mid. */
  replayWebhook(after: number): Promise<Outcome<{ entries: number }>>;
  /** Asks the group something, by the names of group-rpc.ts. */
  readGroup<N extends keyof GroupReads>(
    name: N,
    input: GroupReads[N]["input"],
  ): Promise<Outcome<GroupReads[N]["output"]>>;
  /** Changes the group; the answer comes when the change is stored, and D1 shows it unless D1 is down. `byApp`: absent, false. */
  changeGroup<N extends keyof GroupChanges>(
    name: N,
    input: GroupChanges[N]["input"],
    byApp?: boolean,
  ): Promise<Outcome<GroupChanges[N]["output"]>>;
  /** Where the log stands for this user, without waking deliveries. */
  view(uid: number): Promise<View>;
}

/** One statement on D1, safe to repeat. */
export interface ArchiveWrite {
  sql: string;
  params: string[];
}

/** The archiver object. */
export interface ArchiverRpc {
  /** Resolves with null when D1 has all of it, or with why it has none: a rejection would count as a fault of this object. */
  store(writes: ArchiveWrite[]): Promise<string | null>;
}

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

/** The hub object. Its own name says the app. */
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
  /** This one token opens nothing any more; the device it was issued to is logged out. */
  revokeToken(uid: number, token: { jti: string; untilMs: number; guid: string | null }): Promise<void>;
  /** These users may send nothing until then, ms; -1: until it is undone, 0: they may. */
  setBans(uids: number[], untilMs: number): Promise<void>;
  setUserStatus(uid: number, status: "normal" | "frozen" | "removed"): Promise<void>;
  online(uids: number[]): Promise<number[]>;
  unread(uid: number): Promise<{ xid: number; unread: number }[]>;
  /** The user's list of conversations, the newest first. */
  conversationPage(request: ConversationPageRequest): Promise<ConversationPage>;
  /** System messages of this user, as `history` gives a conversation's. */
  systemHistory(request: HistoryRequest): Promise<HistoryPage>;
  actInSystem(uid: number, act: SystemAct): Promise<Outcome<true>>;
  removeConversation(uid: number, xid: number): Promise<Outcome<true>>;
  groups(uid: number): Promise<number[]>;
  /** Every conversation of the user, and up to where it was removed. */
  conversations(uid: number): Promise<{ name: string; xid: number; clearedMid: number }[]>;
  /** Invitations to this user into groups, answered ones included. */
  invitations(uid: number): Promise<InvitationNews[]>;
  /** Of the groups whose modes are not 0. */
  groupModes(uid: number): Promise<GroupModes[]>;
}

/** One system message to every user of an app. */
export interface BroadcastRequest {
  /** The caller's name for it: a repeated request begins nothing. Null: none. */
  once: string | null;
  /** Encoded MessageBody. */
  payload: Uint8Array;
}

export interface BroadcastState {
  id: number;
  /** Users when it began, and those who have it. */
  total: number;
  reached: number;
  /** ms; finished is 0 while it runs. */
  begun: number;
  finished: number;
}

/** The object that carries out an app's broadcasts; its name is the app. */
export interface BroadcastRpc {
  begin(request: BroadcastRequest): Promise<Outcome<BroadcastState>>;
  /** Newest first. */
  list(limit: number): Promise<BroadcastState[]>;
}

/** What a frame to an existing client is, as far as the order of such frames matters ([PUSH-6]). */
export type FrameOrder =
  | "ack"
  /** Of the system conversation, with receipts: keeps its distance to acks. */
  | "receipt"
  /** Of the system conversation: does not overtake receipts. */
  | "system";

export interface FramesTo {
  connection: string;
  frames: Uint8Array[];
  /** Absent: any time. */
  order?: FrameOrder;
  /** Close after the frames, with this cause. */
  close?: ErrorName;
}

/** The gateway object. */
export interface GatewayRpc {
  /** Returns the connections it no longer holds. */
  push(batch: FramesTo[]): Promise<string[]>;
}
