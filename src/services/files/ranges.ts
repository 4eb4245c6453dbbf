/** The parts of RFC 9110 that a download answers to: ranges and conditions. Decisions only. */

export interface ByteRange {
  offset: number;
  length: number;
}

/** The one range that is asked for; null where the whole is to be given: none, several, or not in bytes. */
export function askedRange(header: string | null, size: number): ByteRange | "unsatisfiable" | null {
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "") ?? [];
  if (first === "" && last === "") return null;
  if (first === "") return suffix(Number(last), size);
  const offset = Number(first);
  const end = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== "" && Number(last) < offset) return null;
  return offset < size ? { offset, length: end - offset + 1 } : "unsatisfiable";
}

function suffix(wanted: number, size: number): ByteRange | "unsatisfiable" {
  const length = Math.min(wanted, size);
  return length > 0 ? { offset: size - length, length } : "unsatisfiable";
}

/** Whether an If-None-Match names one of the etags, weakly compared as it asks. */
export function hasOneOf(header: string | null, etags: readonly string[]): boolean {
  if (header === null) return false;
  const named = header.split(",").map((etag) => etag.trim().replace(/^W\//, ""));
  return named.includes("*") || etags.some((etag) => named.includes(etag));
}
