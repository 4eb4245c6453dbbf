/**
 * Signatures of webhooks, as the Standard Webhooks specification has them, so that receivers can check them with a library:
 * HMAC-SHA256 over `id.timestamp.body`, one for each secret that is valid now.
 */

import type { WebhookSecret } from "../access/app";

/** How a secret is shown; what follows is the key in base64. */
export const SECRET_PREFIX = "whsec_";

export async function signedHeaders(
  secrets: readonly WebhookSecret[],
  id: string,
  nowMs: number,
  body: string,
): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(nowMs / 1000));
  const signatures = await Promise.all(secrets.map(({ secret }) => signature(secret, `${id}.${timestamp}.${body}`)));
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.map((each) => `v1,${each}`).join(" "),
  };
}

async function signature(secret: string, text: string): Promise<string> {
  const bytes = Uint8Array.from(atob(secret.slice(SECRET_PREFIX.length)), (letter) => letter.charCodeAt(0));
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const mac = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(mac)));
}
