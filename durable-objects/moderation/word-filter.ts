/** What an app's word list makes of a text: nothing, asterisks, or a refusal (docs/moderation.md, [WORD-1] to [WORD-6]). */

import { OrioleError } from "../../protocol/errors";
import { type FoldedText, foldText, GAP } from "./fold-text";
import { WordAutomaton } from "./word-automaton";

export interface Keyword {
  word: string;
  match: "exact" | "fuzzy";
  action: "refuse" | "mask";
}

export type Judgement =
  | { is: "clean" }
  | { is: "refused"; word: string }
  /** The text with what matched as asterisks, and where the first of them is. */
  | { is: "masked"; text: string; from: number };

const CLEAN: Judgement = { is: "clean" };

const MAX_PASSES = 8;

/** Scripts that put no spaces between words: there a space inside a word hides it. */
const DENSE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}ー]+$/u;

/** Shorter words are not looked for letter by letter: "a b" is too often meant so. */
const MIN_SPELLED = 3;

interface FuzzyWord extends Keyword {
  readonly length: number;
  readonly dense: boolean;
  /** Places in the word that have a gap themselves ("new york"). */
  readonly ownGaps: readonly number[];
}

type Ranges = [start: number, end: number][];

/** [WORD-1] Clients know the refusal by its first word. */
export function censored(): OrioleError {
  return new OrioleError("MessageCensored", "antispam: the message has a word that this app does not allow");
}

/** Whether a word has anything that the fuzzy comparison looks at. */
export function comparable(word: string): boolean {
  return foldText(word).units.length > 0;
}

export class WordFilter {
  readonly #exact: Keyword[];
  readonly #exactWords: WordAutomaton;
  readonly #fuzzy: FuzzyWord[] = [];
  readonly #fuzzyWords: WordAutomaton;

  constructor(keywords: readonly Keyword[]) {
    // Of words that fold alike the last one counts: refusing has the last word.
    const ordered = [...keywords].sort((a, b) => Number(a.action === "refuse") - Number(b.action === "refuse"));
    this.#exact = ordered.filter(({ match }) => match === "exact");
    this.#exactWords = new WordAutomaton(this.#exact.map(({ word }) => unitsOf(word)));
    const folded: number[][] = [];
    for (const keyword of ordered.filter(({ match }) => match === "fuzzy")) {
      const { units, gaps } = foldText(keyword.word);
      const ownGaps = gaps.flatMap((gap, at) => (gap !== GAP.none && at > 0 ? [at] : []));
      const dense = DENSE.test(String.fromCharCode(...units));
      this.#fuzzy.push({ ...keyword, length: units.length, dense, ownGaps });
      folded.push(units);
    }
    this.#fuzzyWords = new WordAutomaton(folded);
  }

  judge(text: string): Judgement {
    let judgement: Judgement = CLEAN;
    // Asterisks can come to stand between the letters of another word. Bounded: each pass reads the whole text.
    for (let pass = 0; pass < MAX_PASSES; pass++) {
      const next = this.#pass(judgement.is === "masked" ? judgement.text : text);
      if (next.is === "clean") return judgement;
      if (next.is === "refused") return next;
      const from = judgement.is === "masked" ? Math.min(judgement.from, next.from) : next.from;
      judgement = { ...next, from };
    }
    return judgement;
  }

  #pass(text: string): Judgement {
    if (text === "") return CLEAN;
    const ranges: Ranges = [];
    const refused = this.#findExact(text, ranges) ?? this.#findFuzzy(text, ranges);
    if (refused !== null) return { is: "refused", word: refused };
    if (ranges.length === 0) return CLEAN;
    ranges.sort(([a], [b]) => a - b);
    return { is: "masked", text: asterisks(text, ranges), from: ranges[0]?.[0] ?? 0 };
  }

  #findExact(text: string, ranges: Ranges): string | null {
    if (this.#exact.length === 0) return null;
    let refused: string | null = null;
    this.#exactWords.scan(unitsOf(text), (index, end) => {
      const keyword = this.#exact[index];
      if (keyword?.action === "refuse") refused = keyword.word;
      else if (keyword) ranges.push([end + 1 - keyword.word.length, end + 1]);
      return refused !== null;
    });
    return refused;
  }

  #findFuzzy(text: string, ranges: Ranges): string | null {
    if (this.#fuzzy.length === 0) return null;
    const folded = foldText(text);
    let refused: string | null = null;
    this.#fuzzyWords.scan(folded.units, (index, end) => {
      const keyword = this.#fuzzy[index];
      if (!keyword) return false;
      const start = end + 1 - keyword.length;
      if (!reads(keyword, folded, start, end)) return false;
      if (keyword.action === "refuse") refused = keyword.word;
      else ranges.push([folded.starts[start] ?? 0, folded.ends[end] ?? text.length]);
      return refused !== null;
    });
    return refused;
  }
}

/** [WORD-3] whether somebody who reads these units, with what stands between them, reads the word. */
function reads({ length, dense, ownGaps }: FuzzyWord, { gaps }: FoldedText, start: number, end: number): boolean {
  let inserted = 0;
  for (let at = start + 1; at <= end; at++) {
    const gap = gaps[at];
    if (gap === GAP.none || ownGaps.includes(at - start)) continue;
    if (dense && gap === GAP.sentenceEnd) return false;
    inserted++;
  }
  if (inserted === 0 || dense) return true;
  // Letter by letter, all the way, and not the end of one word and the beginning of the next.
  const before = start === 0 || gaps[start] !== GAP.none;
  const after = end + 1 >= gaps.length || gaps[end + 1] !== GAP.none;
  return length >= MIN_SPELLED && inserted === length - 1 - ownGaps.length && before && after;
}

/** One asterisk a character; ranges in the order of their starts. Never longer than the text was, in bytes as in characters. */
function asterisks(text: string, ranges: Ranges): string {
  let result = "";
  let at = 0;
  for (const [start, end] of ranges) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    result += text.slice(at, from) + "*".repeat([...text.slice(from, end)].length);
    at = end;
  }
  return result + text.slice(at);
}

function unitsOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}
