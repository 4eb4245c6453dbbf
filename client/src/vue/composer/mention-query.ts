/** The name that is being written after an @ before the caret, and where the @ is; null when there is none. */
export function mentionQuery(text: string, caret: number): { readonly at: number; readonly typed: string } | null {
  const at = text.lastIndexOf("@", caret - 1);
  if (at < 0) return null;
  const typed = text.slice(at + 1, caret);
  // In the middle of a word it is an address, and a name has no line breaks.
  const before = text[at - 1] ?? " ";
  if (/[\w.]/.test(before) || /[\n@]/.test(typed) || typed.length > 32) return null;
  return { at, typed };
}
