/**
 * Telling a conversation of two what they are to each other now. A row of the roster is written as "untold" and stays so
 * until the conversation has heard of it: whoever of the two calls next finishes what a caller began that was cut off.
 */

import type { App } from "../../durable-objects/access/app";
import { chatRefusal, RELATION } from "../../durable-objects/conversation/relation";
import { conversationStub, type Env } from "../../durable-objects/env";
import type { Notice } from "../../durable-objects/rpc";
import { type ErrorName, OrioleError } from "../../protocol/errors";
import { conversationName, conversationOf } from "../../protocol/ids";
import type { Change } from "../store/friendships";
import { markTold, relationOf, type Untold, untoldOf } from "../store/rosters";
import { existingUsers } from "../store/users";
import { notify, rosterNotice, toBoth } from "./notices";
import { randomMid } from "./send-messages";

/** Why `uid` may not write to `other`, or null. Two who are not users of the app are UserNotExist. */
export async function chatRefusalBetween(env: Env, app: App, uid: number, other: number): Promise<ErrorName | null> {
  const known = await existingUsers(env.DB, app.id, [uid, other]);
  if (!known.has(uid) || !known.has(other)) throw new OrioleError("UserNotExist");
  if (uid === other) return null;
  const mine = await relationOf(env.DB, app.id, uid, other);
  const theirs = await relationOf(env.DB, app.id, other, uid);
  return chatRefusal(mine, theirs, app.settings.strangers_may_chat);
}

export function directConversation(env: Env, app: string, uid: number, other: number) {
  return conversationStub(env, conversationName(app, conversationOf(uid, other)));
}

/** A change of relations that begins now. */
export function newChange(nowMs: number): Change {
  return { nowMs, mark: 1 + randomMid() };
}

/** Resolves once the next message in the conversation is judged by what D1 says now, and the devices of both have been told. */
export async function tellRelation(
  env: Env,
  app: string,
  uid: number,
  untold: readonly Untold[],
  notices: readonly Notice[],
): Promise<void> {
  await Promise.all(untold.map(({ friend }) => directConversation(env, app, uid, friend).relationChanged()));
  await notify(env, app, notices);
  await markTold(env.DB, app, uid, untold);
}

/** What earlier calls of the user left behind. Which they were is not known any more: told is what came of them. */
export async function finishRelations(env: Env, app: string, uid: number): Promise<void> {
  const untold = await untoldOf(env.DB, app, uid);
  if (untold.length === 0) return;
  const notices = untold.flatMap(({ friend, relation }) => outcome(uid, friend, relation));
  await tellRelation(env, app, uid, untold, notices);
}

function outcome(uid: number, other: number, relation: number): Notice[] {
  switch (relation) {
    case RELATION.friend:
      return befriended(uid, other);
    case RELATION.deleted:
      return toBoth("REMOVED", uid, other);
    case RELATION.blocked:
      return [rosterNotice(uid, "BLOCKED", { from: uid, to: other })];
    default:
      return [rosterNotice(uid, "UNBLOCKED", { from: uid, to: other })];
  }
}

/** Each is told of the other one, with itself as the addressee. */
export function befriended(uid: number, other: number): Notice[] {
  return [rosterNotice(uid, "ADDED", { from: other, to: uid }), rosterNotice(other, "ADDED", { from: uid, to: other })];
}
