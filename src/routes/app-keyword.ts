/** The app's word list (docs/moderation.md). */

import { z } from "zod";
import { forgetApp } from "../../durable-objects/access/app";
import { ageRules } from "../../durable-objects/moderation/app-rules";
import { comparable } from "../../durable-objects/moderation/word-filter";
import { OrioleError } from "../../protocol/errors";
import { type Operation, operation } from "../operation";
import { limit, text } from "../parameters";
import { pageOf, pageShape } from "../services/page";
import { addKeywords, countKeywords, listKeywords, removeKeywords } from "../store/keywords";

const MAX_WORDS = 10_000;
const MAX_AT_ONCE = 1_000;
const MAX_WORD = 64;

const word = z
  .string()
  .trim()
  .min(1)
  .max(MAX_WORD)
  .refine((value) => !/[\p{Cs}\0]/u.test(value), "not a text");

const match = z.enum(["exact", "fuzzy"]);
const action = z.enum(["refuse", "mask"]);
const words = z.array(word).min(1).max(MAX_AT_ONCE);
const total = z.object({ data: z.object({ total: z.int() }) });

async function changed(db: D1Database, app: string) {
  forgetApp(app);
  ageRules(app);
  return { data: { total: await countKeywords(db, app) } };
}

function refuse(why: string): never {
  throw new OrioleError("InvalidRequestParameter", `invalid request parameter: words: ${why}`);
}

export const appKeywordOperations: Operation[] = [
  operation({
    methods: ["POST"],
    path: "/app/keyword/add",
    access: "admin",
    summary: "Add words that messages are refused for, or that are shown as asterisks. In force within 5 seconds",
    input: z.object({ words, match: match.default("fuzzy"), action: action.default("refuse") }),
    output: total,
    async handler({ env, app, nowMs }, input) {
      const unlike = input.match === "fuzzy" ? input.words.find((each) => !comparable(each)) : undefined;
      if (unlike !== undefined) refuse(`no letter or digit in ${JSON.stringify(unlike)}, match it exactly`);
      const added = [...new Set(input.words)].map((each) => ({ word: each, match: input.match, action: input.action }));
      if ((await countKeywords(env.DB, app.id)) + added.length > MAX_WORDS) refuse(`an app has ${MAX_WORDS} at most`);
      await addKeywords(env.DB, app.id, added, nowMs);
      return changed(env.DB, app.id);
    },
  }),
  operation({
    methods: ["POST", "DELETE"],
    path: "/app/keyword/remove",
    access: "admin",
    summary: "Take words off the list; those that are not on it are passed over",
    input: z.object({ words }),
    output: total,
    async handler({ env, app }, input) {
      await removeKeywords(env.DB, app.id, input.words);
      return changed(env.DB, app.id);
    },
  }),
  operation({
    methods: ["GET"],
    path: "/app/keyword/list",
    access: "admin",
    summary: "The words, in their order",
    input: z.object({ cursor: text(MAX_WORD).default(""), limit: limit(100, MAX_AT_ONCE) }),
    output: pageShape(z.object({ word: z.string(), match, action, created_at: z.int() })),
    async handler({ env, app }, { cursor, limit: size }) {
      const [rows, count] = await Promise.all([
        listKeywords(env.DB, app.id, cursor, size + 1),
        countKeywords(env.DB, app.id),
      ]);
      const page = pageOf(
        rows,
        size,
        (row) => ({ word: row.word, match: row.match, action: row.action, created_at: row.createdAt }),
        (row) => row.word,
      );
      return { ...page, total: count };
    },
  }),
];
