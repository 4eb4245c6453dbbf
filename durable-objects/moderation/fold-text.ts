/** Text as the fuzzy filter compares it: width, case, accents' spelling and invisible characters out of the way. */

/** What stands between one kept unit and the one before it. */
export const GAP = { none: 0, separator: 1, sentenceEnd: 2 } as const;

export type Gap = (typeof GAP)[keyof typeof GAP];

export interface FoldedText {
  /** UTF-16 units of letters and digits alone. */
  readonly units: number[];
  /** Of each unit, where the character that it comes from begins and ends in the original. */
  readonly starts: number[];
  readonly ends: number[];
  readonly gaps: Gap[];
}

/** What may compose into one character: a Hangul syllable in its parts, a letter and its marks (narrow kana have their own). */
const CLUSTER = /[\u1100-\u115f][\u1160-\u11a7]?[\u11a8-\u11ff]?|\P{M}[\p{M}\uff9e\uff9f]*|\p{M}+/gu;
/** Invisible characters, and marks that compose with no letter: struck-through and stacked ones. */
const NOISE = /\p{Default_Ignorable_Code_Point}|\p{Script=Inherited}|\p{Me}/gu;
const KEPT = /[\p{L}\p{N}\p{M}]/u;
const SENTENCE_END = /[\n\r\u2028\u2029。!?;]/u;

// Texts are made of few different characters: each is folded once. Bounded, because a client can send every one there is.
const folded = new Map<string, string>();
const MAX_KNOWN = 20_000;

export function foldText(text: string): FoldedText {
  const result: FoldedText = { units: [], starts: [], ends: [], gaps: [] };
  let gap: Gap = GAP.none;
  for (const match of text.matchAll(CLUSTER)) {
    const [cluster] = match;
    for (const character of foldedCluster(cluster)) {
      if (!KEPT.test(character)) {
        gap = gap === GAP.sentenceEnd || SENTENCE_END.test(character) ? GAP.sentenceEnd : GAP.separator;
        continue;
      }
      for (let at = 0; at < character.length; at++) {
        result.units.push(character.charCodeAt(at));
        result.starts.push(match.index);
        result.ends.push(match.index + cluster.length);
        result.gaps.push(gap);
        gap = GAP.none;
      }
    }
  }
  return result;
}

function foldedCluster(cluster: string): string {
  const known = folded.get(cluster);
  if (known !== undefined) return known;
  // Upper case first: ß, and letters whose lower case depends on their place, get one form only so.
  const form = cluster.normalize("NFKC").replace(NOISE, "").toUpperCase().toLowerCase().normalize("NFKC");
  if (folded.size >= MAX_KNOWN) folded.clear();
  folded.set(cluster, form);
  return form;
}
