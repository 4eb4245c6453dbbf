/** Parameter types that many operations share. Query strings carry text only, and clients send numbers as text in JSON too. */

import { z } from "zod";

/** Ids stay below this, so that every JSON client keeps them exact. */
const MAX_ID = 10 ** 15;

/** Numbers that came as text. */
export const asNumber = (value: unknown) =>
  typeof value === "string" && /^-?\d{1,16}$/.test(value) ? Number(value) : value;

const asFlag = (value: unknown) => {
  if (value === "true" || value === "1" || value === 1) return true;
  if (value === "false" || value === "0" || value === 0) return false;
  return value;
};

/** A key that appears once in a query is a list of one. */
const asList = (value: unknown) => (Array.isArray(value) ? value : [value]);

export const whole = z.preprocess(asNumber, z.int());

export const id = z.preprocess(asNumber, z.int().min(1).lt(MAX_ID));

/** A conversation as its user calls it: the other user, the group, or 0 for the system conversation. */
export const conversationId = z.preprocess(asNumber, z.int().min(0).lt(MAX_ID));

/** A message id, or 0 for "none". */
export const mid = z.preprocess(asNumber, z.int().min(0));

/** [REST-2] 0 is what clients send that leave it unset: under it as a name, whatever is said twice would be said once. */
export const transactionId = mid.transform((value) => value || undefined).optional();

export const flag = z.preprocess(asFlag, z.boolean());

export const ids = (max: number, min = 0) => z.preprocess(asList, z.array(id).min(min).max(max));

/** One of a few numbers. */
export const oneOf = (numbers: readonly number[]) => z.preprocess(asNumber, z.literal(numbers));

/** How long somebody may not speak: minutes, up to ten years, or -1 until it is undone. */
export const banMinutes = z.preprocess(asNumber, z.union([z.literal(-1), z.int().min(1).max(5_259_600)]));

export const text = (max: number) => z.string().max(max);

/** Page size. More than the server gives is no error: the caller pages anyway. */
export const limit = (initial: number, max: number) =>
  z
    .preprocess(asNumber, z.int().min(1))
    .transform((value) => Math.min(value, max))
    .default(initial);

/** Where the last page ended, as the answer named it; absent or empty for the first. Reads as the id to go on after. */
export const cursor = z
  .preprocess(
    (value) => (typeof value === "number" ? String(value) : value),
    z
      .string()
      .regex(/^\d{0,15}$/)
      .transform(Number),
  )
  .default(0);

/** The same for a list in the order of two numbers, ids of users, groups or messages: `first.second`. */
export const pairCursor = z
  .union([z.literal(""), z.string().regex(/^\d{1,16}\.\d{1,16}$/)])
  .default("")
  .transform((value) => {
    const [first = "0", second = "0"] = value === "" ? [] : value.split(".");
    return { first: Number(first), second: Number(second) };
  });

/** What a client calls its device: printable ASCII without spaces, because it travels in a header to the inbox. */
export const deviceGuid = z.string().regex(/^[\x21-\x7e]{1,256}$/);

/** data of operations that only report success. */
export const done = z.object({ data: z.boolean() });
