/** Files as existing clients handle them: ask where to, send a form, put the URL into a message. */

import type { Api, Envelope, Parameters } from "./api.ts";
import type { TestUser } from "./private-server.ts";

export interface Offer {
  upload_url: string;
  download_url: string;
  oss_body_param: Record<string, never>;
  upload_method: string;
}

export const FILE = 100;
export const IMAGE = 102;
export const VIDEO = 103;
export const SHARED = 200;

/** A picture of one pixel. */
export const PIXEL = Uint8Array.from(
  atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="),
  (c) => c.charCodeAt(0),
);

/** Where to upload a file for a conversation. */
export async function offer(user: { api: Api }, to_id: number, file_type = FILE): Promise<Offer> {
  return given(await user.api.get("/file/upload/chat", { file_type, to_id }));
}

export function given(answer: Envelope): Offer {
  if (answer.code !== 200) throw new Error(`no upload URL: ${answer.code} ${answer.message}`);
  return answer.data as Offer;
}

export interface Sent {
  bytes: Uint8Array<ArrayBuffer>;
  type?: string;
  name?: string;
  /** Fields before the file. */
  fields?: Record<string, string | Blob>;
}

/** The form of a browser, with the headers that clients add to every call. */
export async function send(
  user: { api: Api },
  { upload_url }: Pick<Offer, "upload_url">,
  { bytes, type = "", name = "a.bin", fields = {} }: Sent,
): Promise<Envelope> {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  form.append("file", new Blob([bytes], { type }), name);
  return envelope(await user.api.fetchBare(upload_url, { method: "POST", body: form }));
}

export async function envelope(response: Response): Promise<Envelope> {
  if (response.status !== 200) throw new Error(`HTTP ${response.status}: ${await response.text()}`);
  return (await response.json()) as Envelope;
}

/** Uploads and gives the URL that goes into a message. */
export async function upload(user: { api: Api }, to: number, sent: Sent, kind = FILE): Promise<string> {
  const place = await offer(user, to, kind);
  const answer = await send(user, place, sent);
  if (answer.data !== true) throw new Error(`${answer.code} ${answer.message}`);
  return place.download_url;
}

/** Opens a URL out of a message as existing clients do: with credentials in the query. */
export function open(user: TestUser, url: string, more: Parameters = {}, init: RequestInit = {}): Promise<Response> {
  const full = new URL(url);
  const credentials = { "access-token": user.token, app_id: user.api.appId };
  for (const [name, value] of Object.entries({ ...more, ...credentials }))
    full.searchParams.append(name, String(value));
  return fetch(full, init);
}

export async function bytesOf(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer());
}

/** The code in the answer to a download that was refused. */
export async function refusal(response: Response): Promise<number> {
  if (response.ok) throw new Error(`HTTP ${response.status} where a refusal was expected`);
  return ((await response.json()) as Envelope).code;
}

/** What clients cut out of a URL to forward it. */
export function signOf(url: string): string {
  const [, sign = ""] = url.split("sign=");
  return sign;
}

/** Bytes that tell where they are, of no known format. */
export function pattern(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at++) bytes[at] = (at * 31 + (at >> 8) * 7 + seed) & 0xff;
  return bytes;
}
