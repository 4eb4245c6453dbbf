import { type ComputedRef, computed, type InjectionKey, inject } from "vue";
import { en, type Phrase } from "./en";
import { zh } from "./zh";

/** The languages the kit speaks. */
export type LanguageName = "en" | "zh";

export type Values = Readonly<Record<string, string | number>>;

/** The words of a phrase, with `{name}` replaced by a value. */
export type Translate<P extends string> = (phrase: P, values?: Values) => string;

export type Dictionaries<P extends string> = Readonly<Record<LanguageName, Readonly<Record<P, string>>>>;

export interface Language {
  readonly name: ComputedRef<LanguageName>;
  /** BCP 47 tag, for the formatting of times too. */
  readonly locale: ComputedRef<string>;
  readonly t: Translate<Phrase>;
}

export const dictionaries: Dictionaries<Phrase> = { en, zh };

/** For applications with phrases of their own: the same rules over their dictionaries. */
export function translator<P extends string>(words: Dictionaries<P>, name: () => LanguageName): Translate<P> {
  return (phrase, values = {}) =>
    words[name()][phrase].replace(/\{(\w+)\}/g, (_, value: string) => String(values[value] ?? ""));
}

/** `preferred` is the reader's own tag: an English reader keeps the date order of the country. */
export function createLanguage(chosen: () => LanguageName, preferred: string): Language {
  const english = preferred.startsWith("en") && isTag(preferred) ? preferred : "en";
  return {
    name: computed(chosen),
    locale: computed(() => (chosen() === "zh" ? "zh-CN" : english)),
    t: translator(dictionaries, chosen),
  };
}

/** Some systems make the browser say "en-US@posix", which nothing can format by. */
function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

/** What the kit speaks when nobody chose: Chinese to whoever prefers it, English to everybody else. */
export function languageFor(preferred: string): LanguageName {
  return preferred.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** The phrase of a name that may have none, such as an error's. */
export function hasPhrase(name: string): name is Phrase {
  return name in en;
}

export const languageKey: InjectionKey<Language> = Symbol("oriole language");

export function useLanguage(): Language {
  const language = inject(languageKey);
  if (!language) throw new Error("oriole-client/vue: no <OrioleRoot> around this component");
  return language;
}
