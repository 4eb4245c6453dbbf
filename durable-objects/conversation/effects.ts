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
