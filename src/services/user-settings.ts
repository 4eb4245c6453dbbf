/** A user's settings: stored as one JSON column, so that a new setting needs no migration. */

import { z } from "zod";

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
