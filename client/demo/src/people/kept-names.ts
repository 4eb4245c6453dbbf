import type { Group, People, Person } from "oriole-client/vue";
import { onScopeDispose, watch } from "vue";
import type { Account } from "../account/saved-account";

/** People, and groups, whose names are kept: those of the longest list that anybody scrolls through before the server answers. */
const MOST = 300;
/** How long changes gather, ms: names come by the hundred. */
const GATHER_MS = 500;

const keyOf = ({ appId, username }: Account): string => `oriole-demo/names/${appId}/${username}`;

/** Names and pictures are those of the last visit until the server has told them anew. */
export function keepNames(people: People, storage: Storage, account: Account): void {
  const { persons, groups } = namesIn(storage.getItem(keyOf(account)));
  for (const person of persons) people.keep(person);
  for (const group of groups) people.keepGroup(group);

  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = () => {
    timer = undefined;
    const names = { persons: people.known().slice(0, MOST), groups: people.knownGroups().slice(0, MOST) };
    try {
      storage.setItem(keyOf(account), JSON.stringify(names));
    } catch {
      // Full: then names come with the network, as they did the first time.
    }
  };
  watch([people.known, people.knownGroups], () => {
    timer ??= setTimeout(save, GATHER_MS);
  });
  onScopeDispose(() => clearTimeout(timer));
}

export function forgetNames(storage: Storage, account: Account): void {
  storage.removeItem(keyOf(account));
}

function namesIn(text: string | null): { persons: readonly Person[]; groups: readonly Group[] } {
  try {
    const { persons, groups } = JSON.parse(text ?? "{}");
    return { persons: rowsIn(persons, "uid"), groups: rowsIn(groups, "gid") };
  } catch {
    return { persons: [], groups: [] };
  }
}

/** What another version left there is not shown. */
function rowsIn<Row>(value: unknown, id: keyof Row & string): Row[] {
  const isRow = (row: unknown): row is Row => {
    const known = Object(row) as Record<string, unknown>;
    return typeof known[id] === "number" && typeof known["name"] === "string" && typeof known["avatar"] === "string";
  };
  return Array.isArray(value) ? value.filter(isRow) : [];
}
