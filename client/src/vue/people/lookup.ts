import { shallowReactive } from "vue";

/** Rows by id that are asked for when somebody looks at them, many in one call. */
export interface Lookup<Row> {
  /** The row; null while it is not known, or when there is none. Reactive. */
  get(id: number): Row | null;
  put(rows: readonly Row[]): void;
  /** Whether the server has not said yet who that is. Reactive. */
  pending(id: number): boolean;
  /** Asks again for what is in memory, and for what failed. */
  refresh(): void;
  all(): Row[];
}

/** `fetch` resolves with the rows that exist, in any order. */
export function createLookup<Row>(idOf: (row: Row) => number, fetch: (ids: number[]) => Promise<Row[]>): Lookup<Row> {
  const rows = shallowReactive(new Map<number, Row | null>());
  const failed = shallowReactive(new Set<number>());
  let wanted = new Set<number>();
  let asking = new Set<number>();

  const flush = async () => {
    const ids = [...wanted];
    asking = new Set([...asking, ...ids]);
    wanted = new Set();
    try {
      const found = await fetch(ids);
      for (const id of ids) if (!rows.has(id)) rows.set(id, null);
      for (const row of found) rows.set(idOf(row), row);
    } catch {
      // Refused: the id stands for the name until somebody asks for all again.
      for (const id of ids) failed.add(id);
    } finally {
      for (const id of ids) asking.delete(id);
    }
  };

  const want = (id: number) => {
    if (id <= 0 || asking.has(id)) return;
    if (wanted.size === 0) queueMicrotask(flush);
    wanted.add(id);
  };

  return {
    get(id) {
      const row = rows.get(id);
      if (row === undefined && !failed.has(id)) want(id);
      return row ?? null;
    },
    pending: (id) => rows.get(id) === undefined && !failed.has(id),
    put(found) {
      for (const row of found) rows.set(idOf(row), row);
    },
    refresh() {
      const again = [...rows.keys(), ...failed];
      failed.clear();
      for (const id of again) want(id);
    },
    all: () => [...rows.values()].filter((row) => row !== null),
  };
}
