import { type ComputedRef, computed, type InjectionKey, inject } from "vue";

/** `auto` follows the reader's system. */
export type ThemeName = "auto" | "light" | "dark";

export const themeKey: InjectionKey<ComputedRef<ThemeName>> = Symbol("oriole theme");

/** For what is shown outside of its root, such as a menu. */
export function useTheme(): ComputedRef<ThemeName> {
  return inject(
    themeKey,
    computed(() => "auto" as const),
  );
}
