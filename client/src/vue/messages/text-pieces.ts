/** Plain text with its links. */
export type TextPiece = { readonly kind: "text" | "link"; readonly text: string };

/** Only what a browser opens as a page; a full stop or a bracket after it is not of it. */
const LINK = /\bhttps?:\/\/[^\s<>"'，。；！？）】」]*[^\s<>"'，。；！？）】」.,;:!?)\]]/giu;

export function textPieces(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const { 0: link, index } of text.matchAll(LINK)) {
    if (index > end) pieces.push({ kind: "text", text: text.slice(end, index) });
    pieces.push({ kind: "link", text: link });
    end = index + link.length;
  }
  if (end < text.length || pieces.length === 0) pieces.push({ kind: "text", text: text.slice(end) });
  return pieces;
}
