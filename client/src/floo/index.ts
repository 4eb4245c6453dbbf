/** oriole-client/floo: the API of the Floo web SDK on Oriole. An app moves over by changing the import. */

import type { FlooConfig } from "./config";
import { FlooClient, type FlooIM } from "./floo-im";

export { BigNumber, type Json, type JsonObject } from "./big-json";
export type { FlooConfig, LogLevel } from "./config";
export type { StaticVars } from "./constants";
export type { Discovery, Servers } from "./discovery";
export type {
  FlooEvents,
  FlooFailure,
  FlooNotice,
  GroupBan,
  Handler,
  Handlers,
  MessageRef,
  SendingStatus,
  Subscribe,
} from "./events";
export type { DownloadRequest, FileCalls, UploadRequest } from "./files";
export type { FlooIM, LogoutOptions } from "./floo-im";
export type { GroupManage } from "./group";
export type { LocalStore } from "./local-store";
export { Long } from "./long";
export type { RawFrame } from "./raw-frames";
export type { RosterManage } from "./roster";
export type { RtcEngineConfig, RtcManage } from "./rtc";
export type { Mention, Outgoing } from "./sending";
export type * from "./shapes";
export type { SystemManage } from "./system";
export type { FileBody, UploadProgress } from "./transfer";
export type { UserManage } from "./user";

/** A client of its own every time it is called; discovery begins, and with a stored token the login, in the next turn. */
export function flooIM(config: FlooConfig): FlooIM {
  return new FlooClient(config);
}

export default flooIM;
