/** [FILE-12] Uploads of large files part by part, each of which may be sent again, in any order. */

import type { Env } from "../../../durable-objects/env";
import { OrioleError } from "../../../protocol/errors";
import {
  claimFile,
  completeFile,
  type FileRow,
  findFile,
  notePart,
  noteType,
  noteUploadId,
  partsOf,
} from "../../store/files";
import { FILE_STATE } from "../../store/schema";
import { fileName } from "./file-name";
import { requireSize, requireType } from "./kinds";
import { HEAD_BYTES, mediaType } from "./media-type";
import { PART_BYTES, stored } from "./object-writer";
import { objectKey } from "./objects";
import { partCount, partSize } from "./part-sizes";
import { removeFile } from "./removal";
import { readTicket, signTicket } from "./ticket";

/** An upload in parts may take this long, ms. */
const PARTS_MS = 24 * 3600_000;

/** What the uploader says of the file before its first byte. */
export interface Announced {
  name: string;
  type: string;
  size: number;
}

export async function beginParts(env: Env, url: string, announced: Announced, nowMs: number) {
  const { app, ticket } = await readTicket(env.DB, "upload", url, nowMs, "ServerInvalidUploadUrl");
  const { size, type } = announced;
  requireSize(ticket.kind, size, app.settings);
  const expire = nowMs + PARTS_MS;
  const name = fileName(announced.name);
  const claim = { ...ticket, object: ticket.id, name, type, size, createdAt: nowMs, expiresAt: expire };
  if (!(await claimFile(env.DB, claim))) throw new OrioleError("ServerInvalidUploadUrl", "upload URL used already");
  const { uploadId } = await stored(() => env.FILES.createMultipartUpload(objectKey(app.id, ticket.id)));
  await noteUploadId(env.DB, app.id, ticket.id, uploadId);
  const upload_id = await signTicket(app, "parts", { app: app.id, id: ticket.id }, expire);
  return { upload_id, part_bytes: PART_BYTES, part_count: partCount(size), expire };
}

/** The numbers of the parts that are here. */
export async function partsHere(env: Env, uploadId: string, nowMs: number): Promise<number[]> {
  const { file } = await pendingFile(env, uploadId, nowMs);
  return (await partsOf(env.DB, file.app, file.id)).map(({ part }) => part);
}

export async function putPart(
  env: Env,
  sent: { uploadId: string; part: number; body: AsyncIterable<Uint8Array> },
  nowMs: number,
): Promise<void> {
  const { app, file } = await pendingFile(env, sent.uploadId, nowMs);
  const { part } = sent;
  const bytes = await whole(sent.body, partSize(file.size, part));
  if (part === 1) {
    const type = await mediaType(bytes.subarray(0, HEAD_BYTES), file.type);
    requireType(file.kind, type, app.settings);
    await noteType(env.DB, app.id, file.id, type);
  }
  const { etag } = await stored(() => uploadOf(env, file).uploadPart(part, bytes));
  await notePart(env.DB, { app: app.id, file: file.id, part, etag, size: bytes.length });
}

/** Resolves once the file is readable; asked again, it says so again. */
export async function completeParts(env: Env, uploadId: string, nowMs: number): Promise<void> {
  const { file } = await knownFile(env, uploadId, nowMs);
  if (file.state === FILE_STATE.ready) return;
  const { app, id, size } = requirePending(file);
  const parts = await partsOf(env.DB, app, id);
  const missing = partCount(size) - parts.length;
  if (missing > 0)
    throw new OrioleError("InvalidRequestParameter", `invalid request parameter: ${missing} parts missing`);
  const { httpEtag: etag } = await assembled(
    env,
    file,
    parts.map(({ part, etag }) => ({ partNumber: part, etag })),
  );
  if (!(await completeFile(env.DB, app, id, { size, etag }))) {
    // Of two who complete at once, the other did.
    if ((await findFile(env.DB, app, id))?.state !== FILE_STATE.ready) throw new OrioleError("ServerInvalidUploadUrl");
  }
}

export async function abortParts(env: Env, uploadId: string, nowMs: number): Promise<void> {
  const { file } = await pendingFile(env, uploadId, nowMs);
  await removeFile(env, file.app, file);
}

/** R2 completes an upload once. Was that cut off from its row, the object is there. */
async function assembled(env: Env, file: FileRow, parts: R2UploadedPart[]): Promise<R2Object> {
  const there = await env.FILES.head(objectKey(file.app, file.id));
  return there ?? stored(() => uploadOf(env, file).complete(parts));
}

function uploadOf(env: Env, { app, id, uploadId }: FileRow): R2MultipartUpload {
  return env.FILES.resumeMultipartUpload(objectKey(app, id), uploadId);
}

async function pendingFile(env: Env, uploadId: string, nowMs: number) {
  const { app, file } = await knownFile(env, uploadId, nowMs);
  return { app, file: requirePending(file) };
}

async function knownFile(env: Env, uploadId: string, nowMs: number) {
  const { app, ticket } = await readTicket(env.DB, "parts", uploadId, nowMs, "ServerInvalidUploadUrl");
  const file = await findFile(env.DB, app.id, ticket.id);
  if (!file) throw new OrioleError("ServerInvalidUploadUrl", "the upload was given up");
  return { app, file };
}

function requirePending(file: FileRow): FileRow {
  if (file.state !== FILE_STATE.pending || file.uploadId === "") throw new OrioleError("ServerInvalidUploadUrl");
  return file;
}

/** A part has exactly its size: R2 takes no others, and a part cut off must not count. */
async function whole(body: AsyncIterable<Uint8Array>, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let filled = 0;
  for await (const chunk of body) {
    if (filled + chunk.length > size) throw wrongSize(size);
    bytes.set(chunk, filled);
    filled += chunk.length;
  }
  if (filled < size) throw wrongSize(size);
  return bytes;
}

function wrongSize(size: number): OrioleError {
  return new OrioleError("InvalidRequestParameter", `invalid request parameter: this part has ${size} bytes`);
}
