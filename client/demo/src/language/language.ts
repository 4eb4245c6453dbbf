import { type ComputedRef, computed, type InjectionKey, inject, ref, watchEffect } from "vue";
import { en, type Phrase } from "./en";
import { zh } from "./zh";

export interface Language {
  /** BCP 47 tag, for the formatting of times too. */
  readonly locale: ComputedRef<string>;
  t(phrase: Phrase, values?: Readonly<Record<string, string | number>>): string;
  /** To the other of the two. */
  toggle(): void;
}

const KEY: InjectionKey<Language> = Symbol("language");
const STORED = "oriole-demo/language";
const dictionaries = { en, zh } as const;

/** The language last chosen here, or the browser's. */
export function createLanguage(storage: Storage, preferred: string): Language {
  const stored = storage.getItem(STORED);
  const chosen = ref<"en" | "zh">((stored ?? preferred).toLowerCase().startsWith("zh") ? "zh" : "en");
  watchEffect(() => {
    document.documentElement.lang = chosen.value;
  });
  return {
    locale: computed(() => (chosen.value === "zh" ? "zh-CN" : preferred.startsWith("en") ? preferred : "en")),
    t(phrase, values = {}) {
      return dictionaries[chosen.value][phrase].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
    },
    toggle() {
      chosen.value = chosen.value === "zh" ? "en" : "zh";
      storage.setItem(STORED, chosen.value);
    },
  };
}

/** The phrase of a name that may have none, such as an error's. */
export function hasPhrase(name: string): name is Phrase {
  return name in en;
}

export { KEY as languageKey };

export function useLanguage(): Language {
  const language = inject(KEY);
  if (!language) throw new Error("no language provided");
  return language;
}
