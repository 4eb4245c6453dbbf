/** What an operator sets for an app. The schema of the settings is the app directory's own. */

import { z } from "zod";
import { forgetApp, readApp, settingsSchema } from "../../durable-objects/access/app";
import { ageRules } from "../../durable-objects/moderation/app-rules";
import { OrioleError } from "../../protocol/errors";
import { type Operation, operation } from "../operation";
import { patchAppSettings } from "../store/apps";

const HOOK_URLS = ["before_send_url", "after_send_url"];

const output = z.object({ data: settingsSchema });

/** Each setting alone, without its default; null gives it its default back. */
const changes = z.strictObject(
  Object.fromEntries(Object.entries(settingsSchema.shape).map(([name, kind]) => [name, given(kind).nullish()])),
);

function given(kind: z.ZodType): z.ZodType {
  return kind instanceof z.ZodDefault || kind instanceof z.ZodOptional ? (kind.unwrap() as z.ZodType) : kind;
}

/** Nothing is sent that nobody can check. */
function requireSecret(patch: Record<string, unknown>, secrets: readonly unknown[]): void {
  const name = HOOK_URLS.find((each) => patch[each]);
  if (name && secrets.length === 0) throw wrong(name, "make a secret first, /app/webhook/secret");
}

/** Plain http is for a deployment whose operator says so: elsewhere it would carry messages in the clear. */
function requireUrls(patch: Record<string, unknown>, plainAllowed: boolean): void {
  for (const name of HOOK_URLS) {
    const url = patch[name];
    if (typeof url !== "string" || url === "") continue;
    const { protocol, username, password } = new URL(url);
    if (protocol === "http:" && !plainAllowed) throw wrong(name, "https only");
    if (username !== "" || password !== "") throw wrong(name, "no user names in it: requests are signed");
  }
}

function wrong(name: string, why: string): OrioleError {
  return new OrioleError("InvalidRequestParameter", `invalid request parameter: ${name}: ${why}`);
}

export const appSettingsOperations: Operation[] = [
  operation({
    methods: ["GET"],
    path: "/app/settings",
    access: "admin",
    summary: "The app's settings",
    input: z.object({}),
    output,
    async handler({ env, app, nowMs }) {
      return { data: (await readApp(env.DB, app.id, nowMs)).settings };
    },
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/app/settings",
    access: "admin",
    summary: "Change some of the app's settings; null gives one its default back. In force everywhere within 5 seconds",
    input: changes,
    output,
    async handler({ env, app, nowMs }, patch) {
      requireUrls(patch, env.WEBHOOK_HTTP === "1");
      requireSecret(patch, (await readApp(env.DB, app.id, nowMs)).webhook_secrets);
      await patchAppSettings(env.DB, app.id, patch);
      forgetApp(app.id);
      ageRules(app.id);
      return { data: (await readApp(env.DB, app.id, nowMs)).settings };
    },
  }),
];
