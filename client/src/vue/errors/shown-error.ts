import type { Phrase } from "../language/en";
import { hasPhrase } from "../language/language";

/** An error as a reader sees it: its name in the error table, and words for it. */
export interface ShownError {
  readonly name: string;
  /** Phrase of the dictionary, where it has one. */
  readonly phrase: Phrase | null;
  /** The server's own words, or empty when they only repeat the name. */
  readonly detail: string;
}

/** The name of an SDK's error. By its shape: the application's SDK may be another copy of the class. */
export function errorName(thrown: unknown): string | null {
  return thrown instanceof Error && "error" in thrown && typeof thrown.error === "string" ? thrown.error : null;
}

export function shownError(thrown: unknown): ShownError {
  const name = errorName(thrown) ?? (thrown instanceof DOMException ? thrown.name : "GeneralError");
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const phrase = `error.${name}`;
  return { name, phrase: hasPhrase(phrase) ? phrase : null, detail: message === name ? "" : message };
}
