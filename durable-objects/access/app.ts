/** The app directory: what a tenant may do, read from D1 and kept for some seconds. */

import { z } from "zod";
import { OrioleError } from "../../protocol/errors";
import { RECALL_WINDOW_MS } from "../../protocol/limits";
import { ExpiringCache } from "./expiring-cache";

const MIB = 1024 * 1024;

/** A receiver's address; the empty text is none. */
const hookUrl = z.union([z.literal(""), z.url({ protocol: /^https?$/ }).max(2_048)]);

const perSecond = z.number().positive().max(1_000_000);

const maxBytes = (mebibytes: number) =>
  z
    .int()
    .min(0)
    .default(mebibytes * MIB);

/** What an operator set for an app; absent settings have these defaults. `/app/settings` reads and changes all of it. */
export const settingsSchema = z.object({
  /** Whether anybody may register a user with the App ID alone. */
  open_register: z.boolean().default(true),
  hide_member_info: z.boolean().default(false),
  /** Whether two who are not friends may write to each other. Those who were, or who block, may not in any case. */
  strangers_may_chat: z.boolean().default(true),
  /** Groups of the app; absent: no limit. */
  max_groups: z.int().min(0).optional(),
  /** Groups that one user may own, and be in. */
  max_groups_founded: z.int().min(0).default(2_000),
  max_groups_joined: z.int().min(0).default(5_000),
  /** Members of a group founded from now on; never above the server's own limit. */
  max_group_members: z.int().min(1).optional(),
  /** How long authors may recall a message; 0: not at all. Admins always may. */
  message_recall_seconds: z
    .int()
    .min(0)
    .default(RECALL_WINDOW_MS / 1000),
  /** Users whom clients offer as those to ask, and what they are. */
  support_staff: z
    .array(z.object({ user_id: z.int(), source: z.enum(["chatbot", "clawchat", "official"]) }))
    .default([]),
  message_forward_max_user_num: z.int().min(0).default(10),
  message_forward_max_message_num: z.int().min(0).default(100),
  /** Largest file of each kind, bytes. */
  max_file_bytes: maxBytes(200),
  max_image_bytes: maxBytes(20),
  max_audio_bytes: maxBytes(20),
  max_video_bytes: maxBytes(500),
  max_avatar_bytes: maxBytes(5),
  /** Media types that users may upload, as `image/png` or `image/*`; absent: all. */
  file_types: z
    .array(z.string().regex(/^[a-z]+\/(\*|[\w.+-]+)$/))
    .max(100)
    .optional(),
  /** Asked before each message is stored; how long to wait, and what counts as the answer when none comes. */
  before_send_url: hookUrl.default(""),
  before_send_timeout_ms: z.int().min(100).max(5_000).default(2_000),
  before_send_on_failure: z.enum(["allow", "refuse"]).default("allow"),
  /** Told of every entry after it was stored. */
  after_send_url: hookUrl.default(""),
  /** Calls a second; absent: what the server allows. */
  rate_user: perSecond.optional(),
  rate_ip: perSecond.optional(),
  rate_app: perSecond.optional(),
  /** Logins, registrations and new sockets a second; absent: what the server allows. */
  login_rate_ip: perSecond.optional(),
  login_rate_app: perSecond.optional(),
  /** Wrong passwords for one account, or from one address, before further tries are refused for a while. */
  password_tries: z.int().min(1).max(1_000).default(10),
});

export type AppSettings = z.infer<typeof settingsSchema>;

const webhookSecretSchema = z.object({ id: z.string(), secret: z.string(), created_at: z.int() });

export type WebhookSecret = z.infer<typeof webhookSecretSchema>;

const json = z.string().transform((text) => JSON.parse(text) as unknown);

const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  secret: z.string(),
  status: z.enum(["normal", "frozen", "banned", "revoked"]),
  license: z.enum(["normal", "invalid", "limit"]),
  settings: json.pipe(settingsSchema),
  /** Version of the app's word list; 0: it never had one. */
  keywords: z.int(),
  /** What webhooks are signed with, newest first; two while one is being replaced. */
  webhook_secrets: json.pipe(z.array(webhookSecretSchema)),
});

export type App = z.infer<typeof rowSchema>;

/** Long enough to spare nearly every read, short enough that freezing an app acts at once for a human. */
export const CACHE_MS = 5_000;

// One per isolate on purpose: rows are read-only here, and every object and request of the isolate wants the same few.
const known = new ExpiringCache<App>(CACHE_MS, 1_000);

/** The app by its id, in whatever state it is; an unknown one is ServerAppIdInvalid. */
export async function loadApp(db: D1Database, appId: string, nowMs: number): Promise<App> {
  return known.get(appId, nowMs) ?? readApp(db, appId, nowMs);
}

/** The same past the cache, which then has it. */
export async function readApp(db: D1Database, appId: string, nowMs: number): Promise<App> {
  const row: unknown = await db
    .prepare("SELECT id, name, secret, status, license, settings, keywords, webhook_secrets FROM apps WHERE id = ?")
    .bind(appId)
    .first();
  if (row === null) throw new OrioleError("ServerAppIdInvalid");
  const app = rowSchema.parse(row);
  known.set(appId, app, nowMs);
  return app;
}

/** Call after changing the app's row, so that at least this isolate sees it. */
export function forgetApp(appId: string): void {
  known.delete(appId);
}

/** Refuses an app that is out of service. */
export function requireServing(app: App): void {
  if (app.status !== "normal") throw new OrioleError("ServerAppFrozen");
  if (app.license === "invalid") throw new OrioleError("ServerInvalidLicense");
  if (app.license === "limit") throw new OrioleError("ServerLicenseLimit");
}
