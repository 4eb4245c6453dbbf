import type { Long } from "./long";
import type { GroupBrief, Message, OperationPayload, RawMeta } from "./shapes";

/** Which message an event is about: the conversation's id and the message's. */
export interface MessageRef {
  uid: string;
  mid: string;
}

export type SendingStatus =
  | { status: "sending"; uid: number; mid: number; message: Message }
  | { status: "sent"; mid: number; message: Message }
  | { status: "failed"; mid: number; message: Message; errorCode: number; errorReason: string };

export type FlooNotice =
  | { category: "loginMessage"; desc: string }
  | { category: "action"; desc: "relogin" | "relogin_manually" }
  | { category: "userNotice"; desc: string }
  | { category: "conversation_deleted"; desc: { id: number; source: "user_operation" | "other_operation" } };

export interface FlooFailure {
  /** A name such as USER_FROZEN or DNS_FAILED, or a STATIC_FRAME_ERROR_STATUS. */
  category: string | number;
  desc: string;
  code?: number;
}

export interface GroupBan {
  groupId: number;
  toUids: number[];
  content?: string;
  all?: boolean;
}

/** Name → what a handler is given. The names are the original's, spelling included. */
export interface FlooEvents {
  loginSuccess: Record<string, never>;
  /** `socket_failure`, or `token failure:` and the server's message. */
  loginFail: string;
  logout: undefined;
  imRostersGroupslistReady: { rosters: number[]; groups: GroupBrief[] };
  flooNotice: FlooNotice;
  flooError: FlooFailure;
  onRosterMessage: Message;
  onGroupMessage: Message;
  onRosterRTCMessage: Message;
  onGroupRTCMessage: Message;
  onMentionMessage: Message;
  onInputStatusMessage: { ext: string; from: string; to: string };
  onSendingMessageStatusChanged: SendingStatus;
  onMessageStatusChanged: MessageRef;
  onMessageRecalled: MessageRef;
  onMessageDeleted: MessageRef;
  onMessageCanceled: MessageRef;
  onRosterMessageContentAppend: Message;
  onGroupMessageContentAppend: Message;
  onRosterMessageReplace: Message;
  onGroupMessageReplace: Message;
  onReceiveHistoryMsg: { next: Long };
  onUnreadChange: number;
  recentlistUpdate: undefined;
  onRosterListUpdate: RawMeta | undefined;
  onRosterInfoUpdate: number[];
  onRosterApplied: RawMeta;
  onRosterAccepted: RawMeta;
  onRosterDeclined: RawMeta;
  onRosterRemoved: RawMeta;
  onRosterNotice: RawMeta;
  onGroupListUpdate: RawMeta | undefined;
  onGroupMemberChanged: number;
  onGroupCreated: RawMeta;
  onGroupDestoryed: RawMeta;
  onGroupJoined: RawMeta;
  onGroupLeaved: RawMeta;
  onGroupKicked: RawMeta;
  onGroupApplyAccepted: RawMeta;
  onGroupApplyDeclined: RawMeta;
  onGroupInvitedAccepted: RawMeta;
  onGroupInvitedDeclined: RawMeta;
  onGroupOwnerAssigned: RawMeta;
  onGroupAdminGranted: RawMeta;
  onGroupAdminRevoked: RawMeta;
  onGroupMuted: RawMeta;
  onGroupUnmuted: RawMeta;
  onGroupUnblocked: RawMeta;
  onGroupAnnouncementUpdated: RawMeta;
  onGroupNotice: RawMeta;
  onGroupBaned: GroupBan;
  onGroupUnbaned: GroupBan;
  onActionMessage: RawMeta<OperationPayload>;
}

export type Handler<Name extends keyof FlooEvents> = (payload: FlooEvents[Name]) => void;
export type Handlers = { [Name in keyof FlooEvents]?: Handler<Name> };

/** on(name, handler) or on({ name: handler, … }). */
export interface Subscribe {
  <Name extends keyof FlooEvents>(name: Name, handler: Handler<Name>): void;
  (handlers: Handlers): void;
}

type AnyHandler = (payload: unknown) => unknown;

/** Handlers by name. The same function is added once; one that throws, or whose promise rejects, is reported and stops nobody else. */
export class Emitter {
  readonly #lists: Record<string, readonly AnyHandler[]> = {};
  readonly #failed: (name: string, thrown: unknown) => void;

  constructor(failed: (name: string, thrown: unknown) => void) {
    this.#failed = failed;
  }

  readonly on: Subscribe = (names: string | Handlers, handler?: unknown): void => {
    each(names, handler, (name, one) => {
      const list = this.#lists[name] ?? [];
      if (list.indexOf(one) < 0) this.#lists[name] = list.concat(one);
    });
  };

  readonly off: Subscribe = (names: string | Handlers, handler?: unknown): void => {
    each(names, handler, (name, one) => {
      this.#lists[name] = (this.#lists[name] ?? []).filter((other) => other !== one);
    });
  };

  emit<Name extends keyof FlooEvents>(name: Name, payload: FlooEvents[Name]): void {
    for (const handler of this.#lists[name] ?? []) {
      const failed = (thrown: unknown) => this.#failed(name, thrown);
      try {
        Promise.resolve(handler(payload)).catch(failed);
      } catch (thrown) {
        // At once, as the log level is now.
        failed(thrown);
      }
    }
  }
}

function each(names: string | Handlers, handler: unknown, use: (name: string, handler: AnyHandler) => void): void {
  const all = typeof names === "string" ? { [names]: handler } : names;
  for (const name in all) {
    const one: unknown = all[name as keyof typeof all];
    if (typeof one === "function") use(name, one as AnyHandler);
  }
}
