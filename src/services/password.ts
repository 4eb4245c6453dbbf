/** Passwords: scrypt with a random salt, `scrypt$N$r$p$salt$key` in base64. The cost is stored, so that it can be raised. */

import { scrypt, timingSafeEqual } from "node:crypto";
import type { Env } from "../../durable-objects/env";

/** Who derives keys: this isolate, or the private server's process. */
export type KeyDeriver = Pick<Env, "KEY_DERIVATION">;

/**
 * 4 MB and some 9 ms a hash. Who logs in waits for it, and a private server has few cores for it: at OWASP's
 * settings (88 to 350 ms) a few logins a second would be felt by everybody.
 */
const COST = { N: 2 ** 12, r: 8, p: 1 } as const;
const SALT_BYTES = 16;
const KEY_BYTES = 32;

export async function hashPassword(deriver: KeyDeriver, password: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const key = await derive(deriver, password, { salt, cost: COST, length: KEY_BYTES });
  return ["scrypt", COST.N, COST.r, COST.p, encode(salt), encode(key)].join("$");
}

/** Whether the password is the one that was hashed. A null or unreadable hash takes as long and fits nothing. */
export async function passwordFits(deriver: KeyDeriver, password: string, hash: string | null): Promise<boolean> {
  const stored = hash === null ? null : readHash(hash);
  const { cost, salt, key } = stored ?? {
    cost: COST,
    salt: new Uint8Array(SALT_BYTES),
    key: new Uint8Array(KEY_BYTES),
  };
  const derived = await derive(deriver, password, { salt, cost, length: key.length });
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

interface Derivation {
  salt: Uint8Array;
  cost: Cost;
  length: number;
}

async function derive(deriver: KeyDeriver, password: string, { salt, cost, length }: Derivation): Promise<Uint8Array> {
  // NFKC: one keyboard's composed letter is another's decomposed one.
  const text = password.normalize("NFKC");
  if (deriver.KEY_DERIVATION) return deriveElsewhere(deriver.KEY_DERIVATION, text, { salt, cost, length });
  return new Promise((resolve, reject) => {
    scrypt(text, salt, length, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

async function deriveElsewhere(elsewhere: Fetcher, password: string, { salt, cost, length }: Derivation) {
  const body = JSON.stringify({ password, salt: encode(salt), cost, length });
  const response = await elsewhere.fetch("http://key-derivation/", { method: "POST", body });
  if (!response.ok) throw new Error(`no key was derived: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

const encode = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));

const decode = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
