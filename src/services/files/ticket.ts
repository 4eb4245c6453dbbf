/** Tickets: signed texts in URLs that let their holder do one thing for a while, without a token. */

import { decode, sign, verify } from "hono/jwt";
import { z } from "zod";
import { type App, loadApp, requireServing } from "../../../durable-objects/access/app";
import { ALGORITHM, issuerKey } from "../../../durable-objects/access/issuer-key";
import { type ErrorName, OrioleError } from "../../../protocol/errors";

const shapes = {
  /** To put one object in, by form or in parts. */
  upload: z.object({
    app: z.string(),
    id: z.string(),
    seal: z.string(),
    kind: z.int(),
    scope: z.string(),
    uploader: z.int(),
  }),
  /** To go on with an upload in parts. */
  parts: z.object({ app: z.string(), id: z.string() }),
  /** To read one file, for as long as the user who gave it away may. Null: the app did, or a server that did not say. */
  read: z.object({ app: z.string(), id: z.string(), giver: z.int().nullable().default(null) }),
} as const;

export type Purpose = keyof typeof shapes;
export type Ticket<P extends Purpose> = z.infer<(typeof shapes)[P]>;
export type UploadTicket = Ticket<"upload">;

/** A ticket names its purpose as audience. Access tokens name none, and a ticket names no role: neither passes for the other. */
export async function signTicket<P extends Purpose>(
  app: App,
  purpose: P,
  ticket: Ticket<P>,
  untilMs: number,
): Promise<string> {
  const claims = { ...ticket, aud: purpose, exp: Math.floor(untilMs / 1000) };
  return sign(claims, await issuerKey(app), ALGORITHM);
}

/** What a genuine ticket of this purpose says, and its app. `refusal` is what any other is answered with. */
export async function readTicket<P extends Purpose>(
  db: D1Database,
  purpose: P,
  text: string,
  nowMs: number,
  refusal: ErrorName,
): Promise<{ app: App; ticket: Ticket<P> }> {
  const app = await issuer(db, text, nowMs, refusal);
  const ticket = await verified(app, purpose, text, nowMs);
  if (!ticket) throw new OrioleError(refusal);
  requireServing(app);
  return { app, ticket };
}

/** The app named in the unverified ticket decides only which key the signature must fit. */
async function issuer(db: D1Database, text: string, nowMs: number, refusal: ErrorName): Promise<App> {
  const appId = claimedApp(text);
  if (appId === null) throw new OrioleError(refusal);
  try {
    return await loadApp(db, appId, nowMs);
  } catch (cause) {
    // A D1 that is down must not look like a bad ticket.
    if (cause instanceof OrioleError && cause.error === "ServerAppIdInvalid") throw new OrioleError(refusal);
    throw cause;
  }
}

function claimedApp(text: string): string | null {
  try {
    return z.string().parse(decode(text).payload["app"]);
  } catch {
    return null;
  }
}

async function verified<P extends Purpose>(
  app: App,
  purpose: P,
  text: string,
  nowMs: number,
): Promise<Ticket<P> | null> {
  try {
    const checks = { alg: ALGORITHM, aud: purpose, exp: false } as const;
    const payload = await verify(text, await issuerKey(app), checks);
    if (!(Number(payload.exp) * 1000 > nowMs)) return null;
    // TypeScript does not follow that shapes[purpose] is the schema of P.
    return shapes[purpose].parse(payload) as Ticket<P>;
  } catch {
    return null;
  }
}
