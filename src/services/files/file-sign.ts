/** What stands in a file's URL: its id, signed. Texts with it lie in messages for good, so it does not expire. */

import { timingSafeEqual } from "node:crypto";
import type { App } from "../../../durable-objects/access/app";
import { issuerKey } from "../../../durable-objects/access/issuer-key";
import { OrioleError } from "../../../protocol/errors";
import { type FileRow, findFile } from "../../store/files";
import { toBase64url } from "../base64url";
import { isAvatar } from "./kinds";

export interface FileSign {
  id: string;
  seal: string;
}

const BYTES = 16;

export async function newFileSign(app: App): Promise<FileSign> {
  const id = toBase64url(crypto.getRandomValues(new Uint8Array(BYTES)));
  return { id, seal: await sealOf(app, id) };
}

const SIGN = /^([\w-]{22})([\w-]{22})$/;

/** InvalidFileSign for anything that no URL of ours has. */
export function readFileSign(text: string): FileSign {
  const [, id, seal] = SIGN.exec(text) ?? [];
  if (id === undefined || seal === undefined) throw new OrioleError("InvalidFileSign");
  return { id, seal };
}

/**
 * The file behind a sign of this app. Held against the seal that is stored with it and not against the app's secret:
 * changing that must not void what lies in messages. Only of a file that is gone the secret has to tell.
 */
export async function signedFile(db: D1Database, app: App, { id, seal }: FileSign): Promise<FileRow> {
  const file = await findFile(db, app.id, id);
  if (!sameText(file?.seal ?? (await sealOf(app, id)), seal)) throw new OrioleError("InvalidFileSign");
  if (!file) throw new OrioleError("NotFound");
  return file;
}

export function isSealed(file: FileRow, { seal }: FileSign): boolean {
  return sameText(file.seal, seal);
}

/** Avatars are named by object, as clients do with bare names. The sign comes last: clients cut URLs at `sign=`. */
export function downloadUrl(origin: URL, { id, seal }: FileSign, kind: number): string {
  const query = isAvatar(kind) ? "avatar?object_name" : "chat?file_sign";
  return new URL(`/file/download/${query}=${id}${seal}`, origin).href;
}

/** The sign in a download URL of ours, whatever host and credentials it has; InvalidFileDownloadUrl without one. */
export function signInUrl(url: string): FileSign {
  const [, sign] = /\/file\/download\/chat\?(?:[^#]*&)?file_sign=([\w-]+)/.exec(url) ?? [];
  if (sign === undefined || !SIGN.test(sign)) throw new OrioleError("InvalidFileDownloadUrl");
  return readFileSign(sign);
}

async function sealOf(app: App, id: string): Promise<string> {
  const text = new TextEncoder().encode(`file:${id}`);
  const signature = await crypto.subtle.sign("HMAC", await issuerKey(app), text);
  return toBase64url(new Uint8Array(signature, 0, BYTES));
}

function sameText(a: string, b: string): boolean {
  const encoder = new TextEncoder();
  return a.length === b.length && timingSafeEqual(encoder.encode(a), encoder.encode(b));
}
