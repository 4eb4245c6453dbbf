/**
 * Telling a conversation of two what they are to each other now. A row of the roster is written as "untold" and stays so
 * until the conversation has heard of it: whoever of the two calls next finishes what a caller began that was cut off.
 */

import { conversationStub, type Env } from "../../durable-objects/env";
import { conversationName, conversationOf } from "../../protocol/ids";
import { markTold, untoldOf } from "../store/rosters";

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
