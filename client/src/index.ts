/** oriole-client: everything an application may import. */

export type { CoreEvents, OrioleClient, OrioleCore, TokenSource } from "./api/client";
export type {
  Conversation,
  ConversationCore,
  ConversationKind,
  ConversationPath,
  ConversationSummary,
} from "./api/conversation";
export type { ConnectionState, Edit, MessageChange, Origin, OrioleEvents, SyncState } from "./api/events";
export type { Feature } from "./api/feature";
export type {
  Attachments,
  ContentType,
  Draft,
  FileAttachment,
  HistoryPage,
  HistoryQuery,
  Message,
  MessageStatus,
  Sending,
  SendOptions,
  Sent,
} from "./api/message";
export type { GroupNoticeType, Notice, RosterNoticeType, UserNoticeType } from "./api/notice";
export type { OrioleOptions } from "./api/options";
export type {
  ClockPort,
  HttpPort,
  HttpRequest,
  HttpResponse,
  Ports,
  Socket,
  SocketPort,
  StoragePort,
  WakePort,
} from "./api/ports";
export type { RestData, RestMethod, RestOutput, RestPath, RestRequest } from "./api/rest";
export { ClientError } from "./client-error";
export { createCore } from "./core-client";
export type { ErrorName, Retry } from "./errors/error-table";
export { createClient, Oriole } from "./oriole";
export { webStorage } from "./ports/host-ports";
