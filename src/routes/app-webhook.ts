/** Webhooks as operators see them (docs/webhooks.md): secrets, what waits, and telling it again. */

import { z } from "zod";
import { forgetApp, readApp } from "../../durable-objects/access/app";
import { conversationStub } from "../../durable-objects/env";
import { ageRules } from "../../durable-objects/moderation/app-rules";
import { SECRET_PREFIX } from "../../durable-objects/webhooks/sign";
import { OrioleError } from "../../protocol/errors";
import { conversationKey, conversationOf, midAt, parseConversationName } from "../../protocol/ids";
import { type Callers, type Operation, operation } from "../operation";
import { done, limit, mid, text } from "../parameters";
import { pageOf } from "../services/page";
import { unwrap } from "../services/unwrap";
import { addSecret, conversationsSince, failureTotals, listFailures, removeSecret } from "../store/webhooks";

const SECRET_BYTES = 32;
/** Each is a call to an object. */
const MAX_REPLAYS = 200;

const conversation = text(64).refine(isConversationKey, "not a conversation");

/** As conversations are named: the other way round it would be one that nobody ever wrote in. */
function isConversationKey(key: string): boolean {
  const named = parseConversationName(`app:${key}`)?.conversation;
  if (!named) return false;
  return conversationKey(named.kind === "group" ? named : conversationOf(named.low, named.high)) === key;
}

function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
  return SECRET_PREFIX + btoa(String.fromCharCode(...bytes));
}

/** Absent on the last page. */
const goOn = (cursor: string | undefined) => (cursor === undefined ? {} : { cursor });

function forget(app: string): void {
  forgetApp(app);
  ageRules(app);
}

/** How many entries will be told again. */
async function replay({ env, app }: Callers["admin"], key: string, after: number): Promise<number> {
  const stub = conversationStub(env, `${app.id}:${key}`);
  return unwrap(await stub.replayWebhook(after)).entries;
}

export const appWebhookOperations: Operation[] = [
  operation({
    methods: ["POST"],
    path: "/app/webhook/secret",
    access: "admin",
    summary: "Make a secret to sign webhooks with, shown this once. The newest one before it stays valid as well",
    input: z.object({}),
    output: z.object({ data: z.object({ id: z.string(), secret: z.string(), created_at: z.int() }) }),
    async handler({ env, app, nowMs }) {
      const secret = { id: crypto.randomUUID(), secret: newSecret(), created_at: nowMs };
      await addSecret(env.DB, app.id, secret);
      forget(app.id);
      return { data: secret };
    },
  }),
  operation({
    methods: ["POST", "DELETE"],
    path: "/app/webhook/secret/remove",
    access: "admin",
    summary: "Take back one of two secrets",
    input: z.object({ id: text(64).min(1) }),
    output: done,
    async handler({ env, app }, { id }) {
      if (!(await removeSecret(env.DB, app.id, id))) {
        throw new OrioleError("InvalidRequestParameter", "invalid request parameter: id: no such secret, or no other");
      }
      forget(app.id);
      return { data: true };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/app/webhook/status",
    access: "admin",
    summary: "Secrets by id, and conversations whose entries the receiver did not take yet",
    input: z.object({ cursor: text(64).default(""), limit: limit(100, 1_000) }),
    output: z.object({
      data: z.object({
        secrets: z.array(z.object({ id: z.string(), created_at: z.int() })),
        waiting: z.int(),
        /** ms; 0: nothing waits. */
        pending_since: z.int(),
        conversations: z.array(
          z.object({ conversation: z.string(), pending_since: z.int(), error: z.string(), updated_at: z.int() }),
        ),
      }),
      cursor: z.string().optional(),
    }),
    async handler({ env, app, nowMs }, input) {
      const [{ webhook_secrets }, totals, rows] = await Promise.all([
        readApp(env.DB, app.id, nowMs),
        failureTotals(env.DB, app.id),
        listFailures(env.DB, app.id, input.cursor, input.limit + 1),
      ]);
      const { data: conversations, cursor } = pageOf(
        rows,
        input.limit,
        (row) => ({
          conversation: row.conversation,
          pending_since: row.pendingSince,
          error: row.error,
          updated_at: row.updatedAt,
        }),
        (row) => row.conversation,
      );
      const secrets = webhook_secrets.map(({ id, created_at }) => ({ id, created_at }));
      return {
        data: { secrets, waiting: totals.waiting, pending_since: totals.since, conversations },
        ...goOn(cursor),
      };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/app/webhook/replay",
    access: "admin",
    summary:
      "Tell the receiver again what came after a message, or since a time, in one conversation or page by page in all",
    input: z.object({
      conversation: conversation.optional(),
      /** Entries after this mid. */
      after_mid: mid.optional(),
      /** Entries since this time, ms. */
      since: mid.optional(),
      cursor: text(64).default(""),
      limit: limit(100, MAX_REPLAYS),
    }),
    output: z.object({
      data: z.object({ conversations: z.int(), entries: z.int() }),
      cursor: z.string().optional(),
    }),
    async handler(caller, input) {
      const { env, app } = caller;
      if (app.settings.after_send_url === "") {
        throw new OrioleError("InvalidRequestParameter", "invalid request parameter: no after_send_url is set");
      }
      const after = input.after_mid ?? (input.since ? midAt(input.since) - 1 : 0);
      if (input.conversation !== undefined) {
        return { data: { conversations: 1, entries: await replay(caller, input.conversation, after) } };
      }
      const keys = await conversationsSince(env.DB, app.id, after, input.cursor, input.limit + 1);
      const { data: page, cursor } = pageOf(
        keys,
        input.limit,
        (key) => key,
        (key) => key,
      );
      const counts = await Promise.all(page.map((key) => replay(caller, key, after)));
      return {
        data: { conversations: page.length, entries: counts.reduce((sum, each) => sum + each, 0) },
        ...goOn(cursor),
      };
    },
  }),
];
