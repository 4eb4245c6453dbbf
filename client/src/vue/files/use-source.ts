import { type ShallowRef, shallowRef, watch } from "vue";
import type { FilesPort } from "./files-port";

/** The address that a message's file can be opened by: empty until it is known, or where it is not to be had. */
export function useSource(files: FilesPort | null, url: () => string): Readonly<ShallowRef<string>> {
  const source = shallowRef("");
  watch(
    url,
    async (asked) => {
      source.value = "";
      if (!asked) return;
      const found = files ? await files.source(asked).catch(() => "") : asked;
      if (asked === url()) source.value = found;
    },
    { immediate: true },
  );
  return source;
}
