/** A user's settings: stored as one JSON column, so that a new setting needs no migration. */

import { z } from "zod";
import { asNumber, flag, oneOf, text } from "../parameters";

/** settings.auth_mode: who becomes a friend. Anybody; whom the user accepts; who knows the answer; nobody. */
export const AUTH_MODE = { open: 0, approval: 1, question: 2, closed: 3 } as const;

/** Defaults are the documented ones of a new user. */
const settingsSchema = z.object({
  auth_mode: z.int().default(0),
  auth_question: z.string().default(""),
  auth_answer: z.string().default(""),
  auto_download: z.boolean().default(false),
  group_confirm: z.boolean().default(false),
  no_push: z.boolean().default(false),
  no_push_detail: z.boolean().default(false),
  no_push_start_hour: z.int().default(0),
  no_push_end_hour: z.int().default(0),
  no_sounds: z.boolean().default(false),
  push_nick_name: z.string().default(""),
  push_token: z.string().default(""),
  silence_start_time: z.int().default(0),
  silence_end_time: z.int().default(0),
  vibratory: z.boolean().default(false),
});

export type UserSettings = z.infer<typeof settingsSchema>;

/** UserSettings as REST shows them. */
export const userSettingsShape = settingsSchema.extend({ id: z.int(), user_id: z.int() });

/** Reads the column; settings never written have their defaults. */
export function readUserSettings(column: string): UserSettings {
  return settingsSchema.parse(JSON.parse(column));
}

const hour = z.preprocess(asNumber, z.int().min(0).max(24));

/** What a user may change; only what is given is changed. */
export const settingsPatch = z
  .object({
    auth_mode: oneOf(Object.values(AUTH_MODE)),
    auth_question: text(512),
    auth_answer: text(512),
    auto_download: flag,
    group_confirm: flag,
    no_push: flag,
    no_push_detail: flag,
    no_push_start_hour: hour,
    no_push_end_hour: hour,
    no_sounds: flag,
    push_nick_name: text(256),
    push_token: text(4096),
    silence_start_time: hour,
    silence_end_time: hour,
    vibratory: flag,
  })
  .partial();

export type SettingsPatch = z.infer<typeof settingsPatch>;
