/**
 * oriole-client/miniprogram: the same SDK in WeChat, Alipay, uni-app and Taro. Needs no DOM, no eval, no TextEncoder; one
 * inbox socket and at most `directSockets` (3) of the five that a host allows.
 */

import { downloadFile as download, type FileTransfer, uploadFile as upload } from "../files/index";
import { Oriole, type OrioleClient, type OrioleOptions } from "../index";
import { type Store, type StoreOptions, storageVault, store as storeOf } from "../store/index";
import { foundHost } from "./found-host";
import type { MiniProgramHost } from "./host";
import { miniProgramPorts, storageOf } from "./ports";
import { miniProgramTransfer } from "./transfer";

export * from "../files/index";
export * from "../index";
export type { OpenVault, Store, StoreOptions, Vault, VaultTable } from "../store/index";
export { storageVault } from "../store/index";
export type {
  ConnectOptions,
  DownloadFileAnswer,
  DownloadFileOptions,
  MiniProgramHost,
  RequestAnswer,
  RequestOptions,
  SocketTask,
  TransferTask,
  UploadFileOptions,
} from "./host";
export { miniProgramPorts } from "./ports";
export { miniProgramTransfer } from "./transfer";

export interface MiniProgramOptions extends OrioleOptions {
  /** `wx`, `uni`, `Taro`, `my` … as the application has it. Default: the first of them that there is. */
  readonly host?: MiniProgramHost;
}

/** A client whose device keeps its id in the host's storage. Throws an Error where there is no host. */
export function createClient({ host = foundHost(), ...options }: MiniProgramOptions): OrioleClient {
  return new Oriole({
    agent: "oriole-miniprogram",
    ...options,
    ports: { ...miniProgramPorts(host), ...options.ports },
  });
}

export interface MiniProgramStoreOptions extends StoreOptions {
  /** As for createClient. */
  readonly host?: MiniProgramHost;
}

/**
 * Keeps unsent messages, and conversations with their newest messages, in the host's storage:
 * `createClient({ …, features: [store()] })`. Hosts hold few and short values (Alipay 200 KB each, and every write is of a whole
 * table), so that by default it keeps 30 conversations and 20 messages of each.
 */
export const store = (options: MiniProgramStoreOptions = {}): Store =>
  storeOf({
    vault: storageVault(storageOf(options.host ?? foundHost())),
    conversations: 30,
    ...options,
  });

/** Of a path as the host's pickers give it, or of bytes. With a host that is not found by itself: `{ transfer: miniProgramTransfer(Taro) }`. */
export const uploadFile: typeof upload = (client, file, to, options) =>
  upload(client, file, to, { ...transferOf(options), ...options });

/** The file is at `path` of the result: hosts give no bytes. */
export const downloadFile: typeof download = (client, url, options) =>
  download(client, url, { ...transferOf(options), ...options });

const transferOf = (options: { readonly transfer?: FileTransfer } = {}): { readonly transfer: FileTransfer } => ({
  transfer: options.transfer ?? miniProgramTransfer(foundHost()),
});
