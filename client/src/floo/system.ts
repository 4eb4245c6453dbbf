import type { Conversation, OrioleOptions } from "../index";
import { callsOf } from "./calls";
import { type StaticVars, staticVars } from "./constants";
import { type Context, conversationOf, idOf } from "./context";
import type { Discovered, Discovery, Servers } from "./discovery";
import { type FileUrlCalls, fileUrlCalls } from "./file-urls";
import { type FileCalls, fileCalls } from "./files";
import type { GroupBook } from "./group-book";
import { type LinkCalls, linkCalls } from "./links";
import type { ListEvents } from "./list-events";
import { Long } from "./long";
import type { MessageEvents } from "./message-events";
import type { NoticeEvents } from "./notice-events";
import { type RawFrame, sendFrame } from "./raw-frames";
import type { RecentList } from "./recent-list";
import type { RosterBook } from "./roster-book";
import { search } from "./search";
import { type SendCalls, sendCalls } from "./sending";
import type { Id, Message, RawMeta, SearchResult } from "./shapes";
import { type SystemCalls, systemCalls } from "./system-calls";

export interface SystemManage extends SystemCalls, SendCalls, FileCalls, FileUrlCalls, LinkCalls {
  /** Sends what a frame object describes. */
  sendMessage(frame: RawFrame): void;
  /** Messages before `mid` (0: from the newest), by events; onReceiveHistoryMsg has the next `mid`. */
  requireHistoryMessage(conversation: Id, mid: Id | Long, amount?: number): void;
  getMessageStatus(cid: Id, mid: Id, isGroup?: boolean): "unread" | "delivered" | "read" | undefined;
  deleteConversation(id: Id, other_devices?: boolean): void;
  makeSearch(keyword: string): SearchResult;
  /** Notices that want an answer, newest first. */
  getNoticeMessage(): RawMeta[];
  getStaticVars(): StaticVars;
  getServers(appid?: string): Servers | Record<string, never>;
  getLinkServer(): string;
  getAppConfig(appid?: string): unknown;
  getAppStatus(appid?: string): string;
  getAccountVerification(appid?: string): Discovery["account_verification"] | Record<string, never>;
  getServerIp(appid?: string): readonly string[];
  getConversationDraft(id: Id, type?: string): string;
  saveConversationDraft(id: Id, type: string, draft: string, timestamp?: number): void;
  touchConversation(id: Id, type?: string, timestamp?: number): void;
  /** On this device alone; null for what is not here, or not from somebody else. */
  markMessageUnread(cid: Id, mid: Id, isGroup?: boolean): Message | null;
}

interface Parts {
  readonly context: Context;
  readonly recent: RecentList;
  readonly rosters: RosterBook;
  readonly groups: GroupBook;
  readonly messages: MessageEvents;
  readonly notices: NoticeEvents;
  readonly list: ListEvents;
  readonly discovered: () => Discovered;
  readonly options: () => OrioleOptions;
}

const STATUS = ["unread", "delivered", "read"] as const;
const PAGE = 20;

export function systemManage(parts: Parts): SystemManage {
  const { context, recent, rosters, groups, messages, notices, list, discovered } = parts;

  async function history(conversation: Conversation, before: number, limit: number): Promise<void> {
    const page = await conversation.history({ before, limit });
    for (const message of page.messages) messages.show(conversation, message, true);
    context.emit("onReceiveHistoryMsg", { next: new Long(page.next) });
  }

  return {
    ...callsOf<SystemCalls>(context, systemCalls),
    ...sendCalls(context, recent, groups),
    ...fileCalls(context),
    ...fileUrlCalls(context),
    ...linkCalls(parts.options, discovered),
    sendMessage(frame) {
      sendFrame(context.client, frame).catch(context.failed);
    },
    requireHistoryMessage(id, mid, amount = PAGE) {
      const before = mid instanceof Long ? mid.toNumber() : idOf(mid || 0);
      history(conversationOf(context, id), before, amount).catch(context.failed);
    },
    getMessageStatus(cid, mid) {
      const message = recent.messages(idOf(cid)).filter(({ id }) => id === String(mid))[0];
      return message && STATUS[message.status];
    },
    deleteConversation(id, other_devices = true) {
      const conversation = conversationOf(context, id);
      list.removing(conversation.xid);
      conversation.remove(other_devices).catch(context.failed);
    },
    makeSearch: (keyword) => search(context, keyword, rosters, groups),
    getNoticeMessage: () => notices.kept,
    getStaticVars: staticVars,
    getServers: () => discovered().servers ?? {},
    getLinkServer: () => discovered().linkServer,
    getAppConfig: () => discovered().config,
    getAppStatus: () => discovered().document?.app_status ?? "",
    getAccountVerification: () => discovered().document?.account_verification ?? {},
    getServerIp: () => discovered().document?.dns_list[0]?.clusters[0]?.ratel[0]?.ip_list ?? [],
    getConversationDraft: (id) => recent.draft(idOf(id)),
    saveConversationDraft: (id, _, draft, timestamp = Date.now()) => recent.saveDraft(idOf(id), draft, timestamp),
    touchConversation: (id, _, timestamp = Date.now()) => recent.touch(idOf(id), timestamp),
    markMessageUnread: (cid, mid) => recent.markUnread(idOf(cid), idOf(mid)),
  };
}
