/** Files up and down (docs/files.md): the calls whose bodies or answers are bytes. */

import type { RestMethod } from "../../protocol/rest-calls";
import type { Envelope } from "./http";
import { ServiceError } from "./service-error";

/** Where a file is for. */
export type UploadTo =
  /** A message to a user or a group (100 file, 101 audio, 102 picture, 103 video), or a group's list (200 to 203). */
  | { readonly to_id: number; readonly file_type: number }
  /** The avatar of the user on whose behalf the client acts. */
  | { readonly avatar: "user" }
  | { readonly avatar: "group"; readonly group_id: number };

export interface NewFile {
  /** A Blob need not be in memory: `openAsBlob` of node:fs. */
  readonly bytes: Blob | Uint8Array<ArrayBuffer>;
  readonly name: string;
  /** Media type, where the bytes do not say it themselves. */
  readonly type?: string;
}

export interface Download {
  /** 1 the file, 2 a thumbnail of at most w × h, 3 the cover of a video. */
  readonly image_type?: 1 | 2 | 3;
  readonly w?: number;
  readonly h?: number;
  /** As the HTTP header: `bytes=0-1023`. */
  readonly range?: string;
  readonly signal?: AbortSignal;
}

export interface FileCalls {
  call(method: RestMethod, path: string, request: FileRequest): Promise<Envelope>;
}

interface FileRequest {
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly raw?: FormData | Blob;
  readonly idempotent?: boolean;
}

/** Larger ones go in parts, of which each may be sent again. */
const FORM_BYTES = 5 * 1024 * 1024;

export async function uploadFile(calls: FileCalls, to: UploadTo, file: NewFile): Promise<string> {
  const blob = file.bytes instanceof Blob ? file.bytes : new Blob([file.bytes]);
  const { upload_url, download_url } = await offered(calls, to);
  const ticket = new URL(upload_url).searchParams.get("ticket") ?? "";
  if (blob.size > FORM_BYTES) await sendParts(calls, ticket, blob, file);
  else await sendForm(calls, ticket, blob, file);
  return download_url;
}

interface Offer {
  readonly upload_url: string;
  readonly download_url: string;
}

async function offered(calls: FileCalls, to: UploadTo): Promise<Offer> {
  const [path, query] =
    "file_type" in to
      ? ["/file/upload/chat", { to_id: to.to_id, file_type: to.file_type }]
      : to.avatar === "user"
        ? ["/file/upload/avatar/user", {}]
        : ["/file/upload/avatar/group", { group_id: to.group_id }];
  return (await calls.call("GET", path, { query })).data as Offer;
}

async function sendForm(calls: FileCalls, ticket: string, blob: Blob, { name, type = "" }: NewFile): Promise<void> {
  const raw = new FormData();
  raw.set("file", new Blob([blob], { type }), name);
  await calls.call("POST", "/file/upload", { query: { ticket }, raw });
}

interface Parts {
  readonly upload_id: string;
  readonly part_bytes: number;
  readonly part_count: number;
}

async function sendParts(calls: FileCalls, ticket: string, blob: Blob, { name, type = "" }: NewFile): Promise<void> {
  const announced = { ticket, name, type, size: blob.size };
  const begun = await calls.call("POST", "/file/upload/parts", { body: announced });
  const { upload_id, part_bytes, part_count } = begun.data as Parts;
  try {
    for (let part = 1; part <= part_count; part++) {
      const raw = blob.slice((part - 1) * part_bytes, part * part_bytes);
      await calls.call("PUT", "/file/upload/part", { query: { upload_id, part }, raw, idempotent: true });
    }
    await calls.call("POST", "/file/upload/complete", { body: { upload_id }, idempotent: true });
  } catch (cause) {
    await calls.call("POST", "/file/upload/abort", { body: { upload_id } }).catch(() => {});
    throw cause;
  }
}

/**
 * Path and query of a file's URL. Its host is the one that clients see, which a back end need not reach; and a token goes
 * nowhere but to the client's own server.
 */
export function pathOfFile(url: string): string {
  const { pathname, search } = new URL(url, "http://server.invalid");
  if (!pathname.startsWith("/file/download/")) throw new ServiceError("InvalidFileDownloadUrl", "no URL of a file");
  return pathname + search;
}
