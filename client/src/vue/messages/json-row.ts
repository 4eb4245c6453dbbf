/** Reading JSON of other clients: whatever is not as expected reads as absent. */

export type Row = Readonly<Record<string, unknown>>;

export function rowOf(value: unknown): Row {
  return typeof value === "object" && value !== null ? (value as Row) : {};
}

export function rowIn(json: string): Row {
  if (json === "") return {};
  try {
    return rowOf(JSON.parse(json));
  } catch {
    return {};
  }
}

export function idsOf(value: unknown): number[] {
  return Array.isArray(value) ? value.filter((id): id is number => typeof id === "number") : [];
}

export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
export const numberOf = (value: unknown): number => (typeof value === "number" ? value : 0);
