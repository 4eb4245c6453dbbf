import type { Phrase } from "../language/en";
import { hasPhrase, type Translate, useLanguage } from "../language/language";
import { useKit } from "../provide/kit-context";

/** The kit's phrases about one group; where it is a chatroom, `room.` phrases in their place as far as there are any. */
export function useGroupWords(gid: () => number): Translate<Phrase> {
  const { t } = useLanguage();
  const { people } = useKit();
  return (phrase, values) => {
    const ofRoom = `room.${phrase}`;
    return t(hasPhrase(ofRoom) && people.group(gid())?.chatroom ? ofRoom : phrase, values);
  };
}
