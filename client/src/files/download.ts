import type { OrioleClient } from "../api/client";
import type { DownloadedFile, DownloadOptions, FileUrlOptions, ReceiveAnswer } from "../api/files";
import { ClientError } from "../client-error";
import { numbered } from "../errors/error-table";
import { webTransfer } from "../ports/web-transfer";
import { forwardedUrl, openUrl, removeFile } from "../rest/file-calls";
import { envelopeOf } from "../rest/rest";
import { tell } from "./progress";
import { persist, Stop } from "./stop";

const HOUR_SECONDS = 3600;
/** InvalidParam: a range that begins behind the end. */
const INVALID = 2;
/** ServerResponseInvalid. */
const NOT_UNDERSTOOD = 719;
const THUMBNAIL = "&image_type=2";
const COVER = "&image_type=3";

/** What the address of a file ends in ([FILE-5]); null when it is no address of ours. */
export function signOf(url: string): string | null {
  const sign = /[?&]file_sign=([^&]+)/.exec(url)?.[1] ?? /[?&]object_name=([^&]+)/.exec(url)?.[1];
  return sign ? decodeURIComponent(sign) : null;
}

function requiredSign(url: string): string {
  const sign = signOf(url);
  if (!sign) throw numbered(NOT_UNDERSTOOD, "no address of a file");
  return sign;
}

/** An address that an <img>, a player or a link can open, which send no token along. A foreign one is its own. */
export async function fileUrl(client: OrioleClient, url: string, options: FileUrlOptions = {}): Promise<string> {
  const { expireSeconds = HOUR_SECONDS, thumbnail, cover } = options;
  const sign = signOf(url);
  if (!sign) return url;
  const opened = await openUrl(client, sign, expireSeconds);
  if (cover) return opened + COVER;
  if (!thumbnail) return opened;
  return opened + THUMBNAIL + (thumbnail === true ? "" : `&w=${thumbnail.width}&h=${thumbnail.height}`);
}

/** An address of the same file for another conversation, to whoever may read it here and write there. Nothing is copied. */
export const forwardFile = async (client: OrioleClient, url: string, to: { readonly xid: number }): Promise<string> =>
  forwardedUrl(client, requiredSign(url), to.xid);

/** Deletes a file of this user's. */
export const deleteFile = async (client: OrioleClient, url: string): Promise<void> =>
  removeFile(client, requiredSign(url));

/**
 * Downloads a file by the address in a message. A connection that breaks is made again and goes on where it was. Rejects with a
 * ClientError: NotFound, UserPermissionDenied, ServerNotReachable, UserCancel; or with what `into` threw.
 */
export async function downloadFile(
  client: OrioleClient,
  url: string,
  options: DownloadOptions = {},
): Promise<DownloadedFile> {
  const { from = 0, end = Number.POSITIVE_INFINITY, transfer = webTransfer, progress, into } = options;
  const stop = new Stop(options.signal);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let received = 0;
  let refusal: { readonly thrown: unknown } | null = null;
  const chunk = async (bytes: Uint8Array<ArrayBuffer>) => {
    received += bytes.length;
    if (!into) return void chunks.push(bytes);
    try {
      await into(bytes);
    } catch (thrown) {
      // Of no use to try again.
      refusal = { thrown };
      stop.pull();
    }
  };
  const receive = async (address: string): Promise<ReceiveAnswer> => {
    const before = received;
    const answer = await transfer.receive({
      url: address,
      range: rangeOf(from + before, end),
      signal: stop,
      progress: (loaded, size) => tell(progress, { loaded: before + loaded, total: Math.min(end, size) - from }),
      chunk,
    });
    if (answer.status >= 300) throw refused(answer);
    return answer;
  };
  try {
    const address = await fileUrl(client, url, options);
    const { type, size, path } = await persist(
      stop,
      () => receive(address),
      () => received,
    );
    if (stop.aborted) throw stop.causeOf(null);
    return { data: joined(chunks, into ? 0 : received), type, size, ...(path !== undefined && { path }) };
  } catch (thrown) {
    throw refusal ? (refusal as { readonly thrown: unknown }).thrown : stop.causeOf(thrown);
  } finally {
    stop.end();
  }
}

const rangeOf = (from: number, end: number): string =>
  from === 0 && end === Number.POSITIVE_INFINITY
    ? ""
    : `bytes=${from}-${end === Number.POSITIVE_INFINITY ? "" : end - 1}`;

function refused(answer: ReceiveAnswer): ClientError {
  if (answer.status === 416) return numbered(INVALID, "no such range");
  try {
    envelopeOf(answer);
  } catch (thrown) {
    if (thrown instanceof ClientError) return thrown;
  }
  return numbered(NOT_UNDERSTOOD, `HTTP ${answer.status}`);
}

function joined(chunks: readonly Uint8Array<ArrayBuffer>[], size: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
