/**
 * [SEARCH-1] Search over a user's conversations: D1 says where a keyword may be, and the conversations, which know what is
 * there now and what this user may see, say what is found.
 */

import { conversationStub, type Env } from "../../durable-objects/env";
import type { Entry, SearchRequest } from "../../durable-objects/rpc";
import { foldText } from "../../protocol/fold-text";
import { midAt } from "../../protocol/ids";
import { matchingBlocks, type Scope, type SearchBlock } from "../store/search-blocks";

/** Stretches asked for in one round of calls. */
const BLOCKS_AT_ONCE = 24;
/** Rounds of one request; a search that found too little by then goes on with the cursor. */
const MAX_ROUNDS = 12;
/** Stretches that D1 names at once. */
const FIRST_BLOCKS = 256;

export interface Searching {
  app: string;
  uid: number;
  scopes: readonly Scope[];
  keyword: string;
  from: number | null;
  contentType: number | null;
  sinceMs: number;
  untilMs: number;
  /** Mids before this one. */
  before: number;
  limit: number;
}

export interface Hit {
  conversation: string;
  entry: Entry;
}

export interface Found {
  /** Newest first. */
  hits: Hit[];
  /** The mid to go on before; null when everything was looked at. */
  next: number | null;
}

export async function searchMessages(env: Env, searching: Searching): Promise<Found> {
  const { limit } = searching;
  const hits: Hit[] = [];
  let before = searching.before;
  for (let rounds = 0; rounds < MAX_ROUNDS; ) {
    const { blocks, seenDownTo } = await blocksBefore(env.DB, searching, before);
    for (let at = 0; at < blocks.length; at += BLOCKS_AT_ONCE, rounds++) {
      const chunk = blocks.slice(at, at + BLOCKS_AT_ONCE);
      hits.push(...(await look(env, searching, chunk, before)));
      // What lies at or below this may still have something newer beside it, in a stretch not looked at.
      const sure = blocks[at + BLOCKS_AT_ONCE]?.last ?? seenDownTo;
      const found = newestFirst(hits).filter(({ entry }) => entry.mid > sure);
      if (found.length >= limit) return page(found, limit);
      if (rounds + 1 >= MAX_ROUNDS && sure > 0) return { hits: found, next: sure + 1 };
    }
    if (seenDownTo === 0) return { hits: newestFirst(hits), next: null };
    // Those at or below come again with the next blocks.
    const kept = hits.filter(({ entry }) => entry.mid > seenDownTo);
    hits.splice(0, hits.length, ...kept);
    before = seenDownTo + 1;
  }
  return { hits: newestFirst(hits), next: before };
}

/** The newest stretches, and the mid above which they are all there are. */
async function blocksBefore(
  db: D1Database,
  { app, scopes, keyword, sinceMs }: Searching,
  before: number,
): Promise<{ blocks: SearchBlock[]; seenDownTo: number }> {
  const query = { app, scopes, keyword: foldText(keyword), after: midAt(sinceMs) - 1, before };
  for (let limit = FIRST_BLOCKS; ; limit *= 8) {
    const blocks = await matchingBlocks(db, { ...query, limit });
    if (blocks.length < limit) return { blocks, seenDownTo: 0 };
    const seenDownTo = blocks.at(-1)?.last ?? 0;
    // So many conversations go on at this point that the stretches of one are not all there yet.
    if (seenDownTo < before - 1) return { blocks, seenDownTo };
  }
}

async function look(env: Env, searching: Searching, blocks: SearchBlock[], before: number): Promise<Hit[]> {
  const { app, uid, keyword, from, contentType, sinceMs, untilMs, limit } = searching;
  const byConversation = new Map<string, SearchRequest["ranges"]>();
  for (const { conversation, first, last } of blocks) {
    const ranges = byConversation.get(conversation) ?? [];
    byConversation.set(conversation, [...ranges, { first, last: Math.min(last, before - 1) }]);
  }
  // Older ones of one conversation are on no page that has as many of it.
  const request = { uid, keyword: foldText(keyword), from, contentType, sinceMs, untilMs, limit };
  const found = await Promise.all(
    [...byConversation].map(async ([conversation, ranges]) => {
      const entries = await conversationStub(env, `${app}:${conversation}`).search({ ...request, ranges });
      return entries.map((entry) => ({ conversation, entry }));
    }),
  );
  return found.flat();
}

function newestFirst(hits: readonly Hit[]): Hit[] {
  return [...hits].sort((a, b) => b.entry.mid - a.entry.mid);
}

/** The next page goes on before a mid, so messages of one mid in two conversations are not parted. */
function page(found: readonly Hit[], limit: number): Found {
  const lowest = found[limit - 1]?.entry.mid ?? 0;
  return { hits: found.filter(({ entry }) => entry.mid >= lowest), next: lowest };
}
