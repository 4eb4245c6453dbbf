/** Where the SDK runs: the same behaviours are shown in each place (behaviours.js). */

import { readFile } from "node:fs/promises";

export interface PlaceUser {
  readonly uid: number;
  readonly username: string;
  readonly password: string;
}

export interface Given {
  readonly url: string;
  readonly appId: string;
  readonly users: readonly PlaceUser[];
  /** Breaks every connection to the server; they may be made again at once. */
  cut(): void;
}

export interface Place {
  readonly name: string;
  /** Runs one behaviour to its end; rejects with what was wrong. */
  run(behaviour: string, given: Given): Promise<void>;
  stop(): Promise<void>;
}

const file = new URL("./behaviours.js", import.meta.url);

/** The text of behaviours.js: an expression whose value has the behaviours by name. */
export const behavioursText = (): Promise<string> => readFile(file, "utf8");

/** Names of all behaviours, in order. */
export async function behaviourNames(): Promise<string[]> {
  const behaviours: unknown = new Function(`return ${withoutComments(await behavioursText())}`)();
  return Object.keys(behaviours as object);
}

/** From the first parenthesis on: what comes before is for readers. */
export const withoutComments = (text: string): string => text.slice(text.indexOf("(function"));
