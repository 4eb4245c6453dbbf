import type { OpenVault, VaultTable } from "../api/store";
import { TABLES } from "../store/tables";

/** Raised when a table changes its shape: the cache begins anew, and sends that are not settled stay. */
const VERSION = 2;
const CACHE = "conversations";

/** As much of IndexedDB as is used; typed here because the SDK knows of no DOM. */
interface Request<Result> {
  readonly result: Result;
  readonly error: { readonly name: string } | null;
  onsuccess: (() => void) | null;
  onerror: (() => void) | null;
}
interface OpenRequest extends Request<Database> {
  onupgradeneeded: (() => void) | null;
}
interface Records {
  getAll(): Request<unknown[]>;
  get(key: number): Request<unknown>;
  put(value: unknown, key: number): unknown;
  delete(key: number): unknown;
  clear(): unknown;
}
interface Transaction {
  oncomplete: (() => void) | null;
  onabort: (() => void) | null;
  readonly error: unknown;
  objectStore(name: string): Records;
}
interface Database {
  readonly objectStoreNames: { contains(name: string): boolean };
  onversionchange: (() => void) | null;
  createObjectStore(name: string): unknown;
  deleteObjectStore(name: string): void;
  transaction(name: string, mode?: "readwrite"): Transaction;
  close(): void;
}
interface Factory {
  open(name: string, version: number): OpenRequest;
  deleteDatabase(name: string): Request<unknown>;
}

const factory = (): Factory => (globalThis as unknown as { indexedDB: Factory }).indexedDB;

function answerOf<Result>(request: Request<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** A vault in the browser's IndexedDB. One that cannot be opened twice in a row is made anew; one of a newer SDK is left alone. */
export const indexedDbVault: OpenVault = async (name) => {
  const again = () => open(name);
  const database = await again()
    .catch(again)
    .catch((error: { name?: string } | null) => {
      if (error?.name === "VersionError") throw error;
      return answerOf(factory().deleteDatabase(name)).then(again);
    });
  // A newer SDK in another tab wants it.
  database.onversionchange = () => database.close();
  /** Resolves when it is on the disk. */
  const change = (table: VaultTable, make: (records: Records) => void) =>
    new Promise<void>((resolve, reject) => {
      const transaction = database.transaction(table, "readwrite");
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
      make(transaction.objectStore(table));
    });
  return {
    async read(table, keys) {
      const records = database.transaction(table).objectStore(table);
      return keys ? Promise.all(keys.map((key) => answerOf(records.get(key)))) : answerOf(records.getAll());
    },
    write: (table, puts, removed) =>
      change(table, (records) => {
        for (const [key, value] of puts) records.put(value, key);
        for (const key of removed) records.delete(key);
      }),
    async wipe() {
      // Emptied, not deleted: a tab of the same user that goes on has it open.
      const wiped = TABLES.map((table) => change(table, (records) => records.clear()));
      database.close();
      await Promise.all(wiped);
    },
  };
};

async function open(name: string): Promise<Database> {
  const request = factory().open(name, VERSION);
  request.onupgradeneeded = () => {
    const { result: database } = request;
    // Asked anew each time: the list of names does not follow the database.
    const has = (table: VaultTable) => database.objectStoreNames.contains(table);
    if (has(CACHE)) database.deleteObjectStore(CACHE);
    for (const table of TABLES) if (!has(table)) database.createObjectStore(table);
  };
  return answerOf(request);
}
