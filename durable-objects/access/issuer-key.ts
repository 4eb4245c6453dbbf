/** The key that an app's tokens, tickets and file signs are made with. */

import type { App } from "./app";

export const ALGORITHM = "HS256";

/** All of an app that what it signs depends on. */
export type Issuer = Pick<App, "id" | "secret">;

// Importing a key costs more than checking a signature with it. Kept as long as the app's row is.
const keys = new WeakMap<Issuer, Promise<CryptoKey>>();

export function issuerKey(app: Issuer): Promise<CryptoKey> {
  const known = keys.get(app);
  if (known) return known;
  const secret = new TextEncoder().encode(app.secret);
  const key = crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
  keys.set(app, key);
  return key;
}
