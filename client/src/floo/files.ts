import type { Context } from "./context";
import type { FileUpload, Id } from "./shapes";
import { type FileBody, fetchFile, postFile, type UploadProgress } from "./transfer";

export interface UploadRequest {
  /** A Blob or File. */
  file: FileBody;
  /** What a chat file is: file, audio, image, video, mp3, or the number of the API. Default file. */
  fileType?: string | number;
  /** Default chat. */
  toType?: "rosterAvatar" | "chat" | "groupAvatar";
  /** Whom to_id names. Default roster. */
  chatType?: "roster" | "group";
  to_id?: Id;
  group_id?: Id;
  processCallback?(progress: UploadProgress): void;
}

export interface DownloadRequest {
  /** As getAudio or getChatFile gave it. */
  url: string;
  type?: string;
  params?: object;
  processCallback?(progress: UploadProgress): void;
}

export interface FileCalls {
  /** Resolves with the address to put into a message, an avatar or a shared file. */
  asyncFileUpload(request: UploadRequest): Promise<{ url: string }>;
  /** Resolves with the file, a Blob. */
  downloadAudio(request: DownloadRequest): Promise<FileBody>;
  downloadChatFile(request: DownloadRequest): Promise<FileBody>;
}

/** file_type of the upload API; audio is amr. */
const fileTypes: Readonly<Record<string, number>> = { file: 100, audio: 101, image: 102, video: 103, mp3: 104 };

export function fileCalls(context: Context): FileCalls {
  function target({ toType = "chat", fileType = "file", chatType, to_id, group_id }: UploadRequest): Promise<unknown> {
    if (toType === "rosterAvatar") return context.call("GET", "/file/upload/avatar/user");
    if (toType === "groupAvatar")
      return context.call("GET", "/file/upload/avatar/group", { group_id: group_id ?? to_id });
    return context.call("GET", "/file/upload/chat", {
      file_type: fileTypes[fileType] ?? fileType,
      to_type: chatType === "group" ? 2 : 1,
      to_id: to_id ?? group_id,
    });
  }

  const headers = () => ({ app_id: context.appId, "access-token": context.session?.token ?? "" });
  const download = ({ url, processCallback }: DownloadRequest) => fetchFile(url, processCallback);

  return {
    async asyncFileUpload(request) {
      const { upload_url, download_url, oss_body_param } = (await target(request)) as FileUpload;
      const fields = oss_body_param?.["key"] ? oss_body_param : {};
      await postFile({ url: upload_url, headers: headers(), fields, ...request });
      return { url: download_url };
    },
    downloadAudio: download,
    downloadChatFile: download,
  };
}
