/**
 * Telling a conversation of two what they are to each other now. A row of the roster is written as "untold" and stays so
 * until the conversation has heard of it: whoever of the two calls next finishes what a caller began that was cut off.
 */

import type { App } from "../../durable-objects/access/app";
import { chatRefusal } from "../../durable-objects/conversation/relation";
import { conversationStub, type Env } from "../../durable-objects/env";
import { type ErrorName, OrioleError } from "../../protocol/errors";
import { conversationName, conversationOf } from "../../protocol/ids";
import { markTold, relationOf, untoldOf } from "../store/rosters";
import { existingUsers } from "../store/users";

/** Why `uid` may not write to `other`, or null. Two who are not users of the app are UserNotExist. */
export async function chatRefusalBetween(env: Env, app: App, uid: number, other: number): Promise<ErrorName | null> {
  const known = await existingUsers(env.DB, app.id, [uid, other]);
  if (!known.has(uid) || !known.has(other)) throw new OrioleError("UserNotExist");
  if (uid === other) return null;
  const mine = await relationOf(env.DB, app.id, uid, other);
  const theirs = await relationOf(env.DB, app.id, other, uid);
  return chatRefusal(mine, theirs, app.settings.strangers_may_chat);
}

/** Resolves once the next message in the conversation is judged by what D1 says now. */
export async function tellRelation(env: Env, app: string, uid: number, others: readonly number[]): Promise<void> {
  await Promise.all(
    others.map((other) => conversationStub(env, conversationName(app, conversationOf(uid, other))).relationChanged()),
  );
  await markTold(env.DB, app, uid, others);
}

/** What earlier calls of the user left behind. */
export async function finishRelations(env: Env, app: string, uid: number): Promise<void> {
  const others = await untoldOf(env.DB, app, uid);
  if (others.length > 0) await tellRelation(env, app, uid, others);
}
