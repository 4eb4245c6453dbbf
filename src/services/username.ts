/** What may be a username: letters of any script, digits and underscores, so that names can be told from ids and from mobiles. */
const SHAPE = /^[\p{L}\p{N}_]{1,64}$/u;

/** Names under which the original service runs its own accounts. */
const RESERVED = /^(maxim|mta)/i;

/** Why the name is refused, or null. */
export function usernameProblem(name: string): string | null {
  if (!SHAPE.test(name)) return "username must be 1 to 64 letters, digits or underscores";
  if (/^\d+$/.test(name.normalize("NFKC"))) return "username must not be a number";
  if (RESERVED.test(name)) return "username must not start with maxim or mta";
  return null;
}
