import { type LanguageName, languageFor, type ThemeName } from "oriole-client/vue";
import { type InjectionKey, inject, type Ref, ref, watch } from "vue";

/** What this reader chose in this browser: the same in all of its windows. */
export interface Preferences {
  readonly language: Ref<LanguageName>;
  readonly theme: Ref<ThemeName>;
}

const LANGUAGE = "oriole-demo/language";
const THEME = "oriole-demo/theme";

/** What was last chosen here, or what the browser prefers. */
export function createPreferences(storage: Storage, preferred: string): Preferences {
  const language = ref(languageFor(storage.getItem(LANGUAGE) ?? preferred));
  const stored = storage.getItem(THEME);
  const theme = ref<ThemeName>(stored === "light" || stored === "dark" ? stored : "auto");
  watch(language, (chosen) => storage.setItem(LANGUAGE, chosen));
  watch(theme, (chosen) => storage.setItem(THEME, chosen));
  watch(
    language,
    (chosen) => {
      document.documentElement.lang = chosen;
    },
    { immediate: true },
  );
  watch(
    theme,
    (chosen) => {
      document.documentElement.style.colorScheme = chosen === "auto" ? "light dark" : chosen;
    },
    { immediate: true },
  );
  return { language, theme };
}

export const preferencesKey: InjectionKey<Preferences> = Symbol("preferences");

export function usePreferences(): Preferences {
  const preferences = inject(preferencesKey);
  if (!preferences) throw new Error("no preferences provided");
  return preferences;
}
