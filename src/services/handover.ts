/**
 * Secrets that wait, for minutes, for whoever brings the code. Of a code only its hash is stored, and what it opens is
 * encrypted under it: the database alone gives nothing away.
 */

import { and, eq, gt, lt } from "drizzle-orm";
import { directory } from "../store/directory";
import { handovers } from "../store/schema";
import { fromBase64url, toBase64url } from "./base64url";

type Kind = "secret" | "qr" | "login";

export interface Handover {
  kind: Kind;
  uid: number;
  secret: string;
}

/** The code to bring. 144 random bits: not to be guessed. */
export async function leave(
  db: D1Database,
  app: string,
  what: { kind: Kind; uid?: number; secret?: string },
  times: { nowMs: number; untilMs: number },
): Promise<string> {
  const code = toBase64url(crypto.getRandomValues(new Uint8Array(18)));
  const row = {
    app,
    id: await idOf(code),
    kind: what.kind,
    uid: what.uid ?? 0,
    secret: what.secret === undefined ? "" : await encrypt(code, what.secret),
    expiresAt: times.untilMs,
  };
  const query = directory(db);
  await query.batch([
    query.delete(handovers).where(lt(handovers.expiresAt, times.nowMs)),
    query.insert(handovers).values(row),
  ]);
  return code;
}

/** What the code opens; null when there is nothing, or no longer. */
export async function look(
  db: D1Database,
  app: string,
  kind: Kind,
  code: string,
  nowMs: number,
): Promise<Handover | null> {
  const row = await directory(db)
    .select()
    .from(handovers)
    .where(matching(app, kind, await idOf(code), nowMs))
    .get();
  return row ? opened(row, code) : null;
}

/** The same, and nobody gets it again: of two who come at once, one does. */
export async function take(
  db: D1Database,
  app: string,
  kind: Kind,
  code: string,
  nowMs: number,
): Promise<Handover | null> {
  const [row] = await directory(db)
    .delete(handovers)
    .where(matching(app, kind, await idOf(code), nowMs))
    .returning();
  return row ? opened(row, code) : null;
}

/** Puts a user's name to a code that has none yet. */
export async function claim(
  db: D1Database,
  app: string,
  kind: Kind,
  code: string,
  uid: number,
  nowMs: number,
): Promise<boolean> {
  const rows = await directory(db)
    .update(handovers)
    .set({ uid })
    .where(and(matching(app, kind, await idOf(code), nowMs), eq(handovers.uid, 0)))
    .returning({ id: handovers.id });
  return rows.length > 0;
}

function matching(app: string, kind: Kind, id: string, nowMs: number) {
  return and(eq(handovers.app, app), eq(handovers.id, id), eq(handovers.kind, kind), gt(handovers.expiresAt, nowMs));
}

async function opened(row: typeof handovers.$inferSelect, code: string): Promise<Handover> {
  return { kind: row.kind, uid: row.uid, secret: row.secret === "" ? "" : await decrypt(code, row.secret) };
}

async function idOf(code: string): Promise<string> {
  return toBase64url(await digest(`id:${code}`));
}

const digest = async (text: string) =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));

async function keyOf(code: string): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", await digest(`key:${code}`), "AES-GCM", false, ["encrypt", "decrypt"]);
}

// A code encrypts one text in its life, so the nonce need not differ.
const ONCE = { name: "AES-GCM", iv: new Uint8Array(12) } as const;

async function encrypt(code: string, text: string): Promise<string> {
  const sealed = await crypto.subtle.encrypt(ONCE, await keyOf(code), new TextEncoder().encode(text));
  return toBase64url(new Uint8Array(sealed));
}

async function decrypt(code: string, sealed: string): Promise<string> {
  return new TextDecoder().decode(await crypto.subtle.decrypt(ONCE, await keyOf(code), fromBase64url(sealed)));
}
