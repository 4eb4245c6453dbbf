import { type ShallowRef, shallowRef } from "vue";
import type { OrioleClient, RestData } from "../../index";
import { rowIn, textOf } from "../messages/json-row";

/** A message that was found. */
export interface SearchHit {
  readonly mid: number;
  readonly xid: number;
  readonly from: number;
  /** What was said; of a file without words its name, of a place its address. */
  readonly content: string;
  /** ms. */
  readonly time: number;
}

export type SearchState =
  | { readonly at: "idle" }
  | { readonly at: "searching" }
  | { readonly at: "found"; readonly hits: readonly SearchHit[]; readonly more: boolean }
  | { readonly at: "failed"; readonly cause: unknown };

export interface Search {
  readonly state: Readonly<ShallowRef<SearchState>>;
  /** In one conversation, or (0) in all. Nothing but spaces: back to idle. */
  find(words: string, xid?: number): Promise<void>;
  /** The next page, after the hits that are here. */
  more(): Promise<void>;
}

const PAGE = 30;

/** Search in what was said, by the server: newest first. */
export function useSearch(client: OrioleClient): Search {
  const state = shallowRef<SearchState>({ at: "idle" });
  let turn = 0;
  let next: (() => Promise<void>) | null = null;

  const load = async (words: string, xid: number, cursor: string, before: readonly SearchHit[]) => {
    const asked = ++turn;
    next = null;
    try {
      const where = xid > 0 ? { conversation_id: xid } : {};
      const query = { keyword: words, limit: PAGE, ...where, cursor };
      const page = await client.request("GET", "/message/search", { query, whole: true });
      // The answer to words that are no longer looked for.
      if (asked !== turn) return;
      const hits = [...before, ...page.data.map(hitFrom)];
      const { cursor: following } = page;
      if (following !== undefined) next = () => load(words, xid, following, hits);
      state.value = { at: "found", hits, more: next !== null };
    } catch (cause) {
      if (asked === turn) state.value = { at: "failed", cause };
    }
  };

  return {
    state,
    async find(words, xid = 0) {
      turn++;
      const wanted = words.trim();
      state.value = wanted === "" ? { at: "idle" } : { at: "searching" };
      if (wanted !== "") await load(wanted, xid, "", []);
    },
    async more() {
      await next?.();
    },
  };
}

function hitFrom(row: RestData<"GET", "/message/search">[number]): SearchHit {
  const { msg_id: mid, conversation_id: xid, attachment } = row;
  const content = row.content || textOf(rowIn(attachment)["dName"]) || textOf(rowIn(attachment)["addr"]);
  return { mid, xid, from: row.from_xid.uid, content, time: Number(row.timestamp) };
}

/** Text around the first place where the words stand, cut to what a line holds, between two words where there are spaces. */
export function excerpt(text: string, words: string): { before: string; match: string; after: string } {
  const CONTEXT = 24;
  const at = text.toLocaleLowerCase().indexOf(words.trim().toLocaleLowerCase());
  if (at < 0 || words.trim() === "") return { before: text, match: "", after: "" };
  const earliest = Math.max(0, at - CONTEXT);
  const begin = earliest === 0 ? 0 : earliest + text.slice(earliest, at).search(/\s/) + 1;
  const end = at + words.trim().length;
  return { before: (begin > 0 ? "…" : "") + text.slice(begin, at), match: text.slice(at, end), after: text.slice(end) };
}
