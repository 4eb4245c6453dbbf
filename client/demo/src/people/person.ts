/** A user or a group, as far as the page shows them. */
export interface Person {
  readonly uid: number;
  readonly username: string;
  /** Alias, nickname or username: what the caller calls them. */
  readonly name: string;
}

export interface Group {
  readonly gid: number;
  readonly name: string;
  readonly owner: number;
  readonly count: number;
}

type Row = Readonly<Record<string, unknown>>;

/** The rows of a REST answer; whatever is not an object is left out. */
export function rowsOf(data: unknown): Row[] {
  return Array.isArray(data) ? data.filter((row): row is Row => typeof row === "object" && row !== null) : [];
}

export function idsOf(data: unknown): number[] {
  return Array.isArray(data) ? data.filter((id): id is number => typeof id === "number") : [];
}

const text = (value: unknown) => (typeof value === "string" ? value : "");
const number = (value: unknown) => (typeof value === "number" ? value : 0);

export function personFrom(row: Row): Person {
  const uid = number(row["user_id"]);
  const username = text(row["username"]);
  return { uid, username, name: text(row["alias"]) || text(row["nick_name"]) || username || String(uid) };
}

export function groupFrom(row: Row): Group {
  const gid = number(row["group_id"]);
  return { gid, name: text(row["name"]) || String(gid), owner: number(row["owner"]), count: number(row["count"]) };
}
