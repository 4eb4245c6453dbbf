/** oriole-client/files: files up and down, with progress, an end at any time, and no fear of broken connections. */

export type {
  CancelSignal,
  DownloadedFile,
  DownloadOptions,
  FileBlob,
  FileKind,
  FilePath,
  FileProgress,
  FileSource,
  FileTransfer,
  FileUrlOptions,
  ReceiveAnswer,
  ReceiveRequest,
  SendRequest,
  TransferAnswer,
  UploadedFile,
  UploadOptions,
  UploadTo,
} from "../api/files";
export { webTransfer } from "../ports/web-transfer";
export { deleteFile, downloadFile, fileUrl, forwardFile } from "./download";
export { fileKind } from "./kind";
export { uploadFile } from "./upload";
