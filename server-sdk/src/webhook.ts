/** Whether a webhook came from the server: signatures of Standard Webhooks, as docs/webhooks.md has them. */

import { createHmac, timingSafeEqual } from "node:crypto";

/** How far the clocks may differ, seconds. */
const TOLERANCE_S = 300;

/** As Node has a request's. Not the three that are read: a type of theirs alone takes no IncomingHttpHeaders. */
export type WebhookHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * True when one of the signatures was made with the secret (`whsec_…`) over exactly this body, at most five minutes ago.
 * `body` is the text as it came, before anybody parsed it; `headers` are a request's, of Node or of fetch.
 */
export function isGenuineWebhook(
  secret: string,
  headers: WebhookHeaders | Headers,
  body: string | Uint8Array,
  nowMs = Date.now(),
): boolean {
  const [id, timestamp, signatures] = ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) =>
    headerOf(headers, name),
  );
  if (!id || !timestamp || !signatures || !/^\d+$/.test(timestamp)) return false;
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > TOLERANCE_S) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest();
  return signatures.split(" ").some((each) => matches(each, expected));
}

function matches(signature: string, expected: Buffer): boolean {
  if (!signature.startsWith("v1,")) return false;
  const given = Buffer.from(signature.slice(3), "base64");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function headerOf(headers: WebhookHeaders | Headers, name: string): string | null {
  if (headers instanceof Headers) return headers.get(name);
  const value: unknown = Reflect.get(headers, name);
  return typeof value === "string" ? value : null;
}
