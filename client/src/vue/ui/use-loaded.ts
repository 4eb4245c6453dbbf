import { type ShallowRef, shallowRef } from "vue";

/** What was asked for. */
export type Loaded<Data> =
  | { readonly at: "loading" }
  | { readonly at: "ready"; readonly data: Data }
  | { readonly at: "failed"; readonly cause: unknown };

/** Loads at once, and again on demand; what is here stays until the new is. */
export function useLoaded<Data>(load: () => Promise<Data>): {
  readonly state: Readonly<ShallowRef<Loaded<Data>>>;
  reload(): Promise<void>;
} {
  const state = shallowRef<Loaded<Data>>({ at: "loading" });
  let turn = 0;
  const reload = async () => {
    const asked = ++turn;
    if (state.value.at === "failed") state.value = { at: "loading" };
    try {
      const data = await load();
      if (asked === turn) state.value = { at: "ready", data };
    } catch (cause) {
      if (asked === turn) state.value = { at: "failed", cause };
    }
  };
  void reload();
  return { state, reload };
}
