import { errorName } from "../errors/shown-error";

/** What the server tells whoever is not in a group, or no longer, or when the group is no more. */
const REFUSALS: ReadonlySet<string> = new Set([
  "GroupNotMemberFound",
  "GroupMemberPermissionRequired",
  "GroupNotExist",
]);

/** The open conversation says so in its place: no trouble to tell of otherwise. */
export function refusesOutsider(cause: unknown): boolean {
  return REFUSALS.has(errorName(cause) ?? "");
}
