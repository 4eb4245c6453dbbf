import type { OrioleClient } from "../api/client";
import type { UploadTo } from "../api/files";

/** Where to send a file, by a URL that is the permission, and what it is called afterwards. */
export interface Offer {
  readonly uploadUrl: string;
  readonly url: string;
}

/** file_type of docs/files.md, by its place; one that a group shares is a hundred more. */
const SHARED = 100;

export async function offerFor(client: OrioleClient, to: UploadTo, fileType: number): Promise<Offer> {
  const { upload_url, download_url } = await askOffer(client, to, fileType);
  return { uploadUrl: upload_url, url: download_url };
}

function askOffer(client: OrioleClient, to: UploadTo, fileType: number) {
  if ("avatar" in to) {
    return to.avatar === "mine"
      ? client.request("GET", "/file/upload/avatar/user")
      : client.request("GET", "/file/upload/avatar/group", { query: { group_id: to.avatar } });
  }
  const query =
    "shared" in to
      ? { file_type: fileType + SHARED, to_id: to.shared }
      : // An id tells its kind.
        { file_type: fileType, to_id: to.xid };
  return client.request("GET", "/file/upload/chat", { query });
}

export interface PartsUpload {
  readonly uploadId: string;
  readonly partBytes: number;
  readonly partCount: number;
}

export async function beginParts(
  client: OrioleClient,
  announced: { readonly ticket: string; readonly name: string; readonly type: string; readonly size: number },
): Promise<PartsUpload> {
  const begun = await client.request("POST", "/file/upload/parts", { body: announced, anonymous: true });
  return { uploadId: begun.upload_id, partBytes: begun.part_bytes, partCount: begun.part_count };
}

/** How later calls name it. */
export const partsId = ({ uploadId }: PartsUpload): { readonly upload_id: string } => ({ upload_id: uploadId });

/** An address that opens a file without a token, for a while. */
export async function openUrl(client: OrioleClient, sign: string, expireSeconds: number): Promise<string> {
  const query = { file_sign: sign, expire_seconds: expireSeconds };
  return (await client.request("GET", "/file/download/url", { query })).url;
}

export function forwardedUrl(client: OrioleClient, sign: string, xid: number): Promise<string> {
  return client.request("GET", "/file/upload/forward", { query: { file_sign: sign, to_id: xid } });
}

export async function removeFile(client: OrioleClient, sign: string): Promise<void> {
  await client.request("POST", "/file/delete", { body: { file_sign: sign } });
}
