/** Passwords: scrypt with a random salt, `scrypt$N$r$p$salt$key` in base64. The cost is stored, so that it can be raised. */

import { scrypt, timingSafeEqual } from "node:crypto";

/**
 * 4 MB and some 9 ms a hash. All objects of a private server share one thread, so a hash stops every chat for as long as
 * it takes: at OWASP's settings (88 to 350 ms) a few logins a second would be felt by everybody.
 */
const COST = { N: 2 ** 12, r: 8, p: 1 } as const;
const SALT_BYTES = 16;
const KEY_BYTES = 32;

export async function hashPassword(password: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const key = await derive(password, salt, COST, KEY_BYTES);
  return ["scrypt", COST.N, COST.r, COST.p, encode(salt), encode(key)].join("$");
}

/** Whether the password is the one that was hashed. A null or unreadable hash takes as long and fits nothing. */
export async function passwordFits(password: string, hash: string | null): Promise<boolean> {
  const stored = hash === null ? null : readHash(hash);
  const { cost, salt, key } = stored ?? {
    cost: COST,
    salt: new Uint8Array(SALT_BYTES),
    key: new Uint8Array(KEY_BYTES),
  };
  const derived = await derive(password, salt, cost, key.length);
  return timingSafeEqual(derived, key) && stored !== null;
}

interface Cost {
  N: number;
  r: number;
  p: number;
}

function readHash(hash: string): { cost: Cost; salt: Uint8Array; key: Uint8Array } | null {
  const [scheme, N, r, p, salt, key] = hash.split("$");
  if (scheme !== "scrypt" || salt === undefined || key === undefined) return null;
  return { cost: { N: Number(N), r: Number(r), p: Number(p) }, salt: decode(salt), key: decode(key) };
}

function derive(password: string, salt: Uint8Array, cost: Cost, length: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    // NFKC: one keyboard's composed letter is another's decomposed one.
    scrypt(password.normalize("NFKC"), salt, length, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

const encode = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));

const decode = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
