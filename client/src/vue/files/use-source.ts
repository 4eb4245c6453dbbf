import { type ShallowRef, shallowRef, watch } from "vue";
import type { FilesPort } from "./files-port";

/** The address that a message's file can be opened by: null until it is known, empty where it is not to be had. */
export function useSource(files: FilesPort | null, url: () => string): Readonly<ShallowRef<string | null>> {
  const source = shallowRef<string | null>(null);
  watch(
    url,
    async (asked) => {
      source.value = asked ? null : "";
      if (!asked) return;
      const found = files ? await files.source(asked).catch(() => "") : asked;
      if (asked === url()) source.value = found;
    },
    { immediate: true },
  );
  return source;
}
