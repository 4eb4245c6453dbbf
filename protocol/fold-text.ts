/**
 * [SEARCH-2] Case, width and composition make no difference: Ａ is a, ｶﾞ is ガ, é is e with its accent. Taken apart (NFKD)
 * and not put together, so that whatever is part of a text stays part of it; a keyword then also finds its last letter
 * with an accent.
 */
export function foldText(text: string): string {
  // Lower case of sigma depends on where it stands, and a keyword may stand elsewhere. SQLite ends a text at NUL.
  return text.normalize("NFKD").toLowerCase().replaceAll("ς", "σ").replaceAll("\0", "\ufffd");
}
