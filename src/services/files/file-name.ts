/** Longer names are cut. */
const MAX_CHARACTERS = 256;

/** Without the folders that some browsers send, and without what no file system or header takes. */
export function fileName(said: string): string {
  const [own = ""] = said.split(/[/\\]/).slice(-1);
  // By code points: half of a pair cannot be encoded in a header.
  return [...own.replace(/[\p{Cc}\p{Cs}]/gu, "")].slice(0, MAX_CHARACTERS).join("");
}
