/** What a commit leaves to be told once it is durable. */

import type { Entry, Notice } from "../rpc";

export interface Effects {
  /** New entries, in order; `echo` when the author's other devices must get it through their inbox. */
  entries: { entry: Entry; echo: boolean }[];
  ephemeral: { from: number; sn: number; meta: Uint8Array }[];
  notices: Notice[];
}

export function noEffects(): Effects {
  return { entries: [], ephemeral: [], notices: [] };
}

/** How much there is to tell so far. */
export interface EffectsMark {
  entries: number;
  ephemeral: number;
  notices: number;
}

export function markOf({ entries, ephemeral, notices }: Effects): EffectsMark {
  return { entries: entries.length, ephemeral: ephemeral.length, notices: notices.length };
}

/** Takes back what came after the mark. */
export function undoSince(mark: EffectsMark, effects: Effects): void {
  effects.entries.length = mark.entries;
  effects.ephemeral.length = mark.ephemeral;
  effects.notices.length = mark.notices;
}
