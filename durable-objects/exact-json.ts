/** JSON whose numbers keep their digits: session and room ids of calls go beyond 2^53 (xsync.md §7.8), and doubles round them. */

declare global {
  // Not in TypeScript's library yet; https://tc39.es/proposal-json-parse-with-source/
  interface JSON {
    parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
    rawJSON(text: string): object;
    isRawJSON(value: unknown): boolean;
  }
}

/** As JSON.parse, but a number that would not be written as it was read is an opaque value, which JSON.stringify writes. */
export function parseExact(text: string): unknown {
  return JSON.parse(text, (_key, value, { source }) => {
    return typeof value === "number" && source !== undefined && String(value) !== source ? JSON.rawJSON(source) : value;
  });
}

/** An object that is no such number. */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);
}
