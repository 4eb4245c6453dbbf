/** Letters of a quote. */
const QUOTE_LENGTH = 160;

/** So much of a message as a reader needs to know which one is answered. */
export function quoteText(text: string): string {
  const letters = Array.from(text);
  return letters.length > QUOTE_LENGTH ? `${letters.slice(0, QUOTE_LENGTH - 1).join("")}…` : text;
}
