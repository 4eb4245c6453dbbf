/** The text of a group's QR code: which group, who shows it, until when, signed with the app's secret. */

import type { App } from "../../durable-objects/access/app";
import { OrioleError } from "../../protocol/errors";
import { fromBase64url, toBase64url } from "./base64url";

export const CODE_LIFETIME_MS = 7 * 24 * 3600 * 1000;

type Signer = Pick<App, "id" | "secret">;

export interface GroupCode {
  gid: number;
  inviter: number;
  /** ms */
  expires: number;
}

/** Numbers in base 36 and the signature, dotted: short, because it is drawn. */
export async function signCode(app: Signer, { gid, inviter, expires }: GroupCode): Promise<string> {
  const text = [gid, inviter, expires].map((number) => number.toString(36)).join(".");
  const signature = await crypto.subtle.sign("HMAC", await keyOf(app), bytesOf(text));
  return `${text}.${toBase64url(new Uint8Array(signature))}`;
}

/** InvalidVerificationCode for what this app did not sign, GroupInvitationExpiredOrHandled for what is too old. */
export async function readCode(app: Signer, code: string, nowMs: number): Promise<GroupCode> {
  const match = /^(([0-9a-z]{1,11})\.([0-9a-z]{1,11})\.([0-9a-z]{1,11}))\.([\w-]{43})$/.exec(code);
  if (!match) throw new OrioleError("InvalidVerificationCode", "group QR code invalid");
  const [, text = "", gid = "", inviter = "", expires = "", signature = ""] = match;
  const genuine = await crypto.subtle.verify("HMAC", await keyOf(app), fromBase64url(signature), bytesOf(text));
  if (!genuine) throw new OrioleError("InvalidVerificationCode", "group QR code invalid");
  const read = { gid: parseInt(gid, 36), inviter: parseInt(inviter, 36), expires: parseInt(expires, 36) };
  if (read.expires <= nowMs) throw new OrioleError("GroupInvitationExpiredOrHandled", "group QR code expired");
  return read;
}

/** A key of its own, so that no other signature of the app's secret can pass for a code. */
async function keyOf(app: Signer): Promise<CryptoKey> {
  const secret = bytesOf(`group-code:${app.id}:${app.secret}`);
  return crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
