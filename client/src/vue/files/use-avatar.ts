import { type ShallowRef, shallowRef } from "vue";
import { useKitIfAny } from "../provide/kit-context";
import { useSource } from "./use-source";

/** The address of a picture of somebody; none before there is a client, such as beside a login form. */
export function useAvatar(url: () => string): Readonly<ShallowRef<string | null>> {
  const kit = useKitIfAny();
  return kit ? useSource(kit.files, url) : shallowRef(null);
}
