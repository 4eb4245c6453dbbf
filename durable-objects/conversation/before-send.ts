/** Asks the app's server about messages before they are stored ([HOOK-1] to [HOOK-6]). */

import { z } from "zod";
import { pb } from "../../protocol/codec";
import { MAX_CONTENT_BYTES } from "../../protocol/limits";
import { operationOf, utf8Length } from "../../protocol/message-body";
import type { Publish } from "../rpc";
import { fieldsOf } from "../webhooks/event";
import type { PostOutcome, Receiver } from "../webhooks/post";
import { parseWellFormed } from "../well-formed-json";
import type { Screened } from "./gate";

export interface BeforeSend extends Receiver {
  timeoutMs: number;
  onFailure: "allow" | "refuse";
}

export interface BeforeSendPort {
  app: string;
  conversation: string;
  /** The body of what the app has a say in; null for all else, which passes, or is refused by name when it is applied. */
  speech(item: Publish, nowMs: number): pb.MessageBody | null;
  now(): number;
  post(receiver: Receiver, id: string, body: string, timeoutMs: number): Promise<PostOutcome>;
  failed(error: string): void;
}

const MAX_REASON = 500;

/** What is refused stays so, however long the reason is, or whatever stands in its place. */
function reasonOf(given: unknown): string {
  return typeof given === "string" && given !== ""
    ? [...given].slice(0, MAX_REASON).join("")
    : "antispam: refused by the app";
}

const verdict = z.discriminatedUnion("action", [
  z.object({ action: z.literal("allow") }),
  z.object({ action: z.literal("refuse"), reason: z.unknown().optional().transform(reasonOf) }),
  z.object({
    action: z.literal("replace"),
    content: z.string().refine((content) => utf8Length(content) <= MAX_CONTENT_BYTES, "longer than 16 KB"),
  }),
]);

type Verdict = z.infer<typeof verdict>;

const answerSchema = z.object({ verdicts: z.array(verdict) });

/** The items in their order, each with what was said of it. */
export async function askBeforeSend(hook: BeforeSend, items: Publish[], port: BeforeSendPort): Promise<Screened[]> {
  const subjects = items.map((item) => port.speech(item, port.now()));
  const asked = items.flatMap((item, at) => {
    const body = subjects[at];
    return body ? [questionOf(item, body)] : [];
  });
  if (asked.length === 0) return items;
  const verdicts = await ask(hook, asked, port);
  let at = 0;
  return items.map((item, index) => (subjects[index] ? judged(item, verdicts[at++], hook) : item));
}

async function ask(hook: BeforeSend, messages: object[], port: BeforeSendPort): Promise<Verdict[]> {
  const { app, conversation } = port;
  const body = JSON.stringify({ type: "before_send", app, conversation, messages });
  const outcome = await port.post(hook, crypto.randomUUID(), body, hook.timeoutMs);
  const read = outcome.ok ? readAnswer(outcome.text, messages.length) : outcome.error;
  if (typeof read !== "string") return read;
  port.failed(read);
  return [];
}

/** Why the answer is none, or the verdicts. */
function readAnswer(text: string, count: number): Verdict[] | string {
  if (text === "") return Array.from({ length: count }, () => ({ action: "allow" }));
  try {
    const { verdicts } = answerSchema.parse(parseWellFormed(text));
    return verdicts.length === count ? verdicts : `${verdicts.length} verdicts for ${count} messages`;
  } catch {
    return "the answer cannot be read";
  }
}

function judged(item: Publish, said: Verdict | undefined, hook: BeforeSend): Screened {
  if (!said) {
    const reason = "the app's server did not answer";
    return hook.onFailure === "allow" ? item : { ...item, refused: { error: "ServerNeedRetry", reason } };
  }
  switch (said.action) {
    case "allow":
      return item;
    case "refuse":
      return { ...item, refused: { error: "MessageCensored", reason: said.reason } };
    case "replace":
      return { ...item, content: said.content };
    default:
      return said satisfies never;
  }
}

function questionOf(item: Publish, body: pb.MessageBody): object {
  // Some clients send one that says nothing with every message.
  const operation = operationOf(body);
  return {
    type: operation ? (operation.name === "APPEND" ? "append" : "replace") : "message",
    client_mid: item.clientMid,
    from: item.uid,
    device_sn: item.sn,
    to: item.to,
    ...(operation ? { target_mid: operation.mid } : {}),
    ...(item.admin ? { by_app: true } : {}),
    ...fieldsOf(body),
  };
}
