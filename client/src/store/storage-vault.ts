import type { StoragePort } from "../api/ports";
import type { OpenVault, VaultTable } from "../api/store";
import { TABLES } from "./tables";

/** Bytes as JSON has them. */
const BYTES = "$bytes";

/**
 * A vault in a storage port, for hosts without IndexedDB: one text a table, written whole. What cannot be read counts as empty.
 * Keep few messages there.
 */
export function storageVault(storage: StoragePort): OpenVault {
  return async (name) => {
    const keyOf = (table: string) => `${name}/${table}`;
    const load = async (table: VaultTable): Promise<Record<string, unknown>> => {
      try {
        return JSON.parse((await storage.get(keyOf(table))) ?? "{}", revive);
      } catch {
        return {};
      }
    };
    // One write at a time: each begins with what the one before it left.
    let turn: Promise<unknown> = Promise.resolve();
    return {
      async read(table, keys) {
        const records = await load(table);
        return keys ? keys.map((key) => records[key]) : Object.values(records);
      },
      write(table, puts, removed) {
        const written = turn.then(async () => {
          const records = await load(table);
          for (const [key, value] of puts) records[key] = value;
          for (const key of removed) delete records[key];
          await storage.set(keyOf(table), JSON.stringify(records, flatten));
        });
        turn = written.catch(() => {});
        return written;
      },
      wipe() {
        const wiped = turn.then(async () => {
          for (const table of TABLES) await storage.set(keyOf(table), "{}");
        });
        // What comes later is never written.
        turn = new Promise(() => {});
        return wiped;
      },
    };
  };
}

function flatten(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? { [BYTES]: Array.from(value) } : value;
}

function revive(_key: string, value: unknown): unknown {
  const bytes = (value as Record<string, number[]> | null)?.[BYTES];
  return bytes ? new Uint8Array(bytes) : value;
}
