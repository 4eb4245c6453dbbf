import { dictionaries, type Language, type Phrase, type Translate, translator, useLanguage } from "oriole-client/vue";
import { type DemoPhrase, en } from "./en";
import { zh } from "./zh";

const all = { en: { ...dictionaries.en, ...en }, zh: { ...dictionaries.zh, ...zh } };

/** The kit's language, with the page's own phrases beside the kit's. */
export function useWords(): Omit<Language, "t"> & { readonly t: Translate<Phrase | DemoPhrase> } {
  const language = useLanguage();
  return { ...language, t: translator(all, () => language.name.value) };
}
