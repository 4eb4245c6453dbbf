/**
 * Mobile numbers, however they are written: digits, with a + where the country's code begins. Without a + nobody can tell the
 * country, so a number with it and one without are two.
 */

import { z } from "zod";

/** What people put between digits, and the marks nobody sees that come along when a number is copied from an address book. */
const BETWEEN = /[\s\p{Pd}\p{Cf}\u2212().·/]/gu;

/** E.164 has 15 digits at most. */
const NUMBER = /^\+?\d{4,15}$/;

/** The number as it is stored and looked for; null where the text is none. */
export function mobileOf(text: string): string | null {
  // NFKC: full-width digits, as Chinese and Japanese keyboards write them.
  const number = text.normalize("NFKC").replace(BETWEEN, "");
  return NUMBER.test(number) ? number : null;
}

const MAX_TEXT = 64;

/** A parameter that is one. */
export const mobile = z
  .string()
  .min(1)
  .max(MAX_TEXT)
  .transform((text, context) => {
    const number = mobileOf(text);
    if (number !== null) return number;
    context.addIssue({ code: "custom", message: "must be 4 to 15 digits, after a + or not" });
    return z.NEVER;
  });

/** The same, or empty for none. */
export const mobileOrNone = z.union([z.literal(""), mobile]);
