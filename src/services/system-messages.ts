/** Messages from the system (uid 0): to users in their system conversations, to groups in the groups' logs. */

import { type Env, hubStubNamed } from "../../durable-objects/env";
import { groupByHub } from "../../durable-objects/group-by-hub";
import { RulesReader } from "../../durable-objects/moderation/app-rules";
import { censored } from "../../durable-objects/moderation/word-filter";
import type { Notice } from "../../durable-objects/rpc";
import { pb } from "../../protocol/codec";
import { OrioleError } from "../../protocol/errors";
import { SYSTEM_UID } from "../../protocol/ids";
import { readBody } from "../../protocol/message-body";
import { encodeBody, type OutgoingMessage } from "./message-payload";
import type { SendOutcome } from "./send-messages";

/** Users whose devices are connected now. */
export async function onlineAmong(env: Env, app: string, uids: readonly number[]): Promise<number[]> {
  const hubs = [...groupByHub(app, uids, (uid) => uid)];
  return (await Promise.all(hubs.map(([name, own]) => hubStubNamed(env, name).online(own)))).flat();
}

/**
 * [WORD-6] What goes to system conversations passes no conversation's object, so its size and its words are judged here.
 * The message as it may be sent; ContentTooLarge, MessageCensored, or ServerNeedRetry while the words cannot be read.
 */
export async function screened(env: Env, app: string, message: OutgoingMessage): Promise<OutgoingMessage> {
  readBody(encodeBody(message, SYSTEM_UID));
  const failed = (error: unknown) =>
    console.error(JSON.stringify({ event: "worker.rules_failed", app, error: String(error) }));
  const rules = new RulesReader({ db: env.DB, app, failed });
  const unknown = await rules.ready(Date.now());
  if (unknown) throw new OrioleError(unknown);
  const judged = rules.words?.judge(message.content);
  if (judged?.is === "refused") throw censored();
  return judged?.is === "masked" ? { ...message, content: judged.text } : message;
}

/** [REST-4] A hub takes its users' messages together or not at all; one that cannot be reached fails them. */
export async function sendToSystemConversations(
  env: Env,
  app: string,
  uids: readonly number[],
  message: OutgoingMessage,
  once: string | null,
): Promise<SendOutcome> {
  const allowed = await screened(env, app, message);
  const outcome: SendOutcome = { sent: [], failed: [] };
  const time = Date.now();
  await Promise.all(
    [...groupByHub(app, uids, (uid) => uid)].map(async ([name, own]) => {
      try {
        const notices = own.map((uid) => systemNotice(uid, allowed, once));
        const mids = await hubStubNamed(env, name).notify(notices);
        for (const [at, { uid: target, payload }] of notices.entries())
          outcome.sent.push({ target, mid: mids[at] ?? 0, time, payload });
      } catch (error) {
        console.error(JSON.stringify({ event: "worker.notify_failed", hub: name, error: String(error) }));
        for (const target of own) outcome.failed.push({ target, error: "ServerNeedRetry" });
      }
    }),
  );
  return outcome;
}

function systemNotice(uid: number, message: OutgoingMessage, once: string | null): Notice {
  return {
    uid,
    ns: pb.Meta.NameSpace.MESSAGE,
    from: SYSTEM_UID,
    fromSn: 0,
    to: uid,
    payload: encodeBody({ ...message, system: true }, uid),
    ...(once === null ? {} : { once }),
  };
}
